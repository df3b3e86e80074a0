package api

import (
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// badCursor refuses a cursor that was not made here: page one again would look
// to a program like the next.
func badCursor() error { return corpus.NewError(corpus.Invalid, "query.bad_cursor") }

// linkNext says in a header where the list goes on, for programs that follow
// links (RFC 8288). The address is relative to the one asked for.
func linkNext(c echo.Context, cursor string) {
	query := url.Values{}
	for name, values := range c.QueryParams() {
		query[name] = values
	}
	query.Set("cursor", cursor)
	c.Response().Header().Add("Link", fmt.Sprintf(`<%s?%s>; rel="next"`, c.Request().URL.EscapedPath(), query.Encode()))
}
