package request

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// PathParam returns a part of the path as the visitor meant it. Echo hands over
// the raw form whenever the path holds an escaped slash.
func PathParam(c echo.Context, name string) string {
	value := c.Param(name)
	if c.Request().URL.RawPath == "" {
		return value
	}
	plain, err := url.PathUnescape(value)
	if err != nil {
		return value
	}
	return plain
}

// PathID reads the id of what is asked for: anything that cannot be an id is
// [NotFound], like an id that was never dealt.
func PathID(c echo.Context) (int64, error) {
	id := ParseID(PathParam(c, "id"))
	if id == 0 {
		return 0, NotFound()
	}
	return id, nil
}

// NotFound returns the error for what is not there, or not there for who asks: the
// two must not be told apart.
func NotFound() error {
	return &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("error.not_found.detail")}
}

// ParseID returns 0 for what is not an id.
func ParseID(text string) int64 {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id < 1 || id > corpus.MaxID {
		return 0
	}
	return id
}

// ParseYear returns 0 for what is not a year.
func ParseYear(text string) int {
	year, err := strconv.Atoi(text)
	if err != nil || year < 1 || year > 9999 {
		return 0
	}
	return year
}

// ChosenInitial returns the initial of names that is asked for: A to Z or #, and
// "" for what is no initial, as if none had been given.
func ChosenInitial(c echo.Context) string {
	initial := c.QueryParam("initial")
	if initial == "#" || len(initial) == 1 && initial[0] >= 'A' && initial[0] <= 'Z' {
		return initial
	}
	return ""
}
