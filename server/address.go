package server

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// trimSlash leads from an address with a slash at its end to the one without:
// people write both, and a page has one. Where there is no page without it, there
// is nothing to lead to.
func trimSlash(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		path := r.URL.EscapedPath()
		trimmed := strings.TrimRight(path, "/")
		if trimmed == path || trimmed == "" || strings.HasPrefix(trimmed, "//") || r.Method != http.MethodGet && r.Method != http.MethodHead || !isRoute(c.Echo(), trimmed) {
			return next(c)
		}
		if r.URL.RawQuery != "" {
			trimmed += "?" + r.URL.RawQuery
		}
		return c.Redirect(http.StatusMovedPermanently, trimmed)
	}
}

// isRoute reports whether a path is one of the table.
func isRoute(e *echo.Echo, path string) bool {
	probe := e.NewContext(nil, nil)
	e.Router().Find(http.MethodGet, path, probe)
	return probe.Path() != ""
}

// heedEncoding drops gzip from what a program accepts where it says that it
// does not (q=0): what compresses looks only for the word.
func heedEncoding(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Request().Header
		if accepts := h.Get(echo.HeaderAcceptEncoding); strings.Contains(accepts, "gzip") && !acceptsGzip(accepts) {
			h.Del(echo.HeaderAcceptEncoding)
		}
		return next(c)
	}
}

func acceptsGzip(header string) bool {
	for one := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(one, ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		value, weighed := strings.CutPrefix(strings.TrimSpace(parameter), "q=")
		q, err := strconv.ParseFloat(value, 64)
		return !weighed || err != nil || q > 0
	}
	return false
}
