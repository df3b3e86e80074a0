package site

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/paths"
)

// BaseOf is the address of the site as this visitor reaches it.
func (s *Site) BaseOf(c echo.Context) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	return c.Scheme() + "://" + c.Request().Host
}

// addressOf is where the page asked for can be read again.
func addressOf(c echo.Context) string {
	if m := c.Request().Method; m != http.MethodGet && m != http.MethodHead {
		return paths.Local(c.Request().URL.Path)
	}
	return paths.Local(c.Request().URL.RequestURI())
}
