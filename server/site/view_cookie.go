package site

import (
	"github.com/labstack/echo/v4"

	"shiyun/server/preferences"
)

// PreferencesOf are those of whoever asks.
func (s *Site) PreferencesOf(c echo.Context) preferences.Preferences {
	return preferences.Read(s.Cookie(c, preferences.CookieName))
}
