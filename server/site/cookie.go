package site

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// SessionCookie holds who is signed in. Like all cookies of the site it is of
// no use to scripts or to other sites.
const SessionCookie = "shiyun"

// secure tells whether the visitor's browser reaches the site by HTTPS.
func (s *Site) secure(c echo.Context) bool {
	return c.Scheme() == "https" || strings.HasPrefix(s.PublicURL, "https:")
}

// securePrefix is what browsers ask of a name before they keep its promises.
const securePrefix = "__Host-"

// cookieName has the prefix that lets no other host, and nothing unencrypted,
// set the cookie.
func (s *Site) cookieName(c echo.Context, name string) string {
	if s.secure(c) {
		return securePrefix + name
	}
	return name
}

// Cookie returns the value of a cookie, "" for none.
func (s *Site) Cookie(c echo.Context, name string) string {
	cookie, err := c.Cookie(s.cookieName(c, name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// SetCookie sends a cookie to be kept for a time; below 0 it is forgotten.
func (s *Site) SetCookie(c echo.Context, name, value string, life time.Duration) {
	c.SetCookie(&http.Cookie{Name: s.cookieName(c, name), Value: value, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.secure(c)})
}
