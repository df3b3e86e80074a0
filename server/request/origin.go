package request

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/preferences"
)

// Origin is where the site is reached from outside, without a slash at its end;
// "" where that is not known.
type Origin string

// Public returns the address of the site for all that leaves it, such as feeds and
// one-time links; "" where it is not configured, and addresses begin with a
// slash. What a visitor says the host is named never stands for it: whoever
// comes with a name of their own would have it handed on to others.
func (o Origin) Public() string { return string(o) }

// Of returns the address of the site as this visitor reaches it, for pages that
// nobody else sees.
func (o Origin) Of(c echo.Context) string {
	if o != "" {
		return string(o)
	}
	return c.Scheme() + "://" + c.Request().Host
}

// isSecure reports whether the visitor's browser reaches the site by HTTPS.
func (o Origin) isSecure(c echo.Context) bool {
	return c.Scheme() == "https" || strings.HasPrefix(string(o), "https:")
}

// securePrefix is what browsers ask of a name before they keep its promises.
const securePrefix = "__Host-"

// cookieName has the prefix that lets no other host, and nothing unencrypted,
// set the cookie.
func (o Origin) cookieName(c echo.Context, name string) string {
	if o.isSecure(c) {
		return securePrefix + name
	}
	return name
}

// Cookie returns the value of a cookie, "" for none.
func (o Origin) Cookie(c echo.Context, name string) string {
	cookie, err := c.Cookie(o.cookieName(c, name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// SetCookie sends a cookie to be kept for a time; below 0 it is forgotten. Like
// all cookies of the site it is of no use to scripts or to other sites.
func (o Origin) SetCookie(c echo.Context, name, value string, life time.Duration) {
	c.SetCookie(&http.Cookie{Name: o.cookieName(c, name), Value: value, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: o.isSecure(c)})
}

// Preferences returns those of whoever asks.
func (o Origin) Preferences(c echo.Context) preferences.Preferences {
	return preferences.Read(o.Cookie(c, preferences.CookieName))
}
