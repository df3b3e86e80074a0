package proofread

import (
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/preferences"
	"shiyun/server/request"
)

// Remember keeps the book that a form chose for the next time.
func Remember(c echo.Context, origin request.Origin, values url.Values) {
	if !values.Has("book") {
		return
	}
	before := origin.Preferences(c)
	now := before.With(url.Values{"book": values["book"]})
	life := preferences.Life
	if now == preferences.Ordinary() {
		life = -time.Second
	}
	if now != before {
		origin.SetCookie(c, preferences.CookieName, now.Cookie(), life)
	}
}
