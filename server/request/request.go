// Package request reads what a visitor asks for: parts of the path, forms,
// searches, cookies, the script of the page, and where the site is reached.
package request

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/server/paths"
)

// ID returns the name that the log and the error page have for a request.
func ID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }

// IsAPI reports whether errors, too, are answered in JSON.
func IsAPI(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/api/") }

// IsCurators reports whether a page is of those who look after the archive,
// which neither browsers nor search engines may keep.
func IsCurators(c echo.Context) bool {
	path := c.Request().URL.Path
	return path == paths.Curator || strings.HasPrefix(path, paths.Curator+"/")
}

// Address returns where the page asked for can be read again.
func Address(c echo.Context) string {
	if m := c.Request().Method; m != http.MethodGet && m != http.MethodHead {
		return paths.Local(c.Request().URL.Path)
	}
	return paths.Local(c.Request().URL.RequestURI())
}
