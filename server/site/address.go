package site

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"
)

// BaseOf is the address of the site as this visitor reaches it.
func (s *Site) BaseOf(c echo.Context) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	return c.Scheme() + "://" + c.Request().Host
}

// longestAddress bounds an address of the site's own that is passed on.
const longestAddress = 2000

// LocalAddress returns an address within the site, "/" for anything else. It
// is put together anew from its parts, because browsers read "/\evil.example"
// and "//evil.example" as another site.
func LocalAddress(to string) string {
	if len(to) > longestAddress || strings.ContainsFunc(to, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return "/"
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	clean := url.URL{Path: path.Clean(u.Path), RawQuery: u.RawQuery}
	return clean.String()
}

// addressOf is where the page asked for can be read again.
func addressOf(c echo.Context) string {
	if m := c.Request().Method; m != http.MethodGet && m != http.MethodHead {
		return LocalAddress(c.Request().URL.Path)
	}
	return LocalAddress(c.Request().URL.RequestURI())
}
