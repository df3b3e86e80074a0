package answer

import "github.com/labstack/echo/v4"

// Keys of what a handler says of its answer to who keeps answers.
const (
	unkeptKey = "unkept"
	againKey  = "again"
)

// Unkeep has an answer sent to who asked for it and to no one else: it holds
// only for this moment, such as a search over half an index.
func Unkeep(c echo.Context) { c.Set(unkeptKey, true) }

// IsUnkept reports whether the handler asked for that.
func IsUnkept(c echo.Context) bool { return c.Get(unkeptKey) != nil }

// Again has fn called each time the answer is sent once more without the
// handler, for what a handler counts. Nil is nothing.
func Again(c echo.Context, fn func()) {
	if fn != nil {
		c.Set(againKey, fn)
	}
}

// AgainOf returns what Again left, nil for nothing.
func AgainOf(c echo.Context) func() {
	fn, _ := c.Get(againKey).(func())
	return fn
}
