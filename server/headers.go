package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/server/request"
)

// secureConfig allows nothing that does not come from the site itself and
// nothing written into a page, so that verse with "<script>" in it stays text
// even where escaping should ever fail.
//
// HSTS binds browsers for a year to HTTPS. It is sent where the public address
// is HTTPS, and never for the names below it, which others may have.
func secureConfig(origin request.Origin) middleware.SecureConfig {
	c := secureHeaders
	if strings.HasPrefix(string(origin), "https:") {
		c.HSTSMaxAge = hstsMaxAge
	}
	return c
}

// hstsMaxAge is a year in seconds.
const hstsMaxAge = 31536000

var secureHeaders = middleware.SecureConfig{
	XSSProtection:         "0",
	ContentTypeNosniff:    "nosniff",
	XFrameOptions:         "DENY",
	HSTSExcludeSubdomains: true,
	ReferrerPolicy:        "same-origin",
	ContentSecurityPolicy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; " +
		"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

// moreHeaders sets what Secure does not, and opens the API to pages of other
// sites: it only reads what is public.
func moreHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
		if request.IsAPI(c) {
			h.Set(echo.HeaderAccessControlAllowOrigin, "*")
			h.Set(echo.HeaderAccessControlExposeHeaders, "ETag, Link, Retry-After, X-Request-Id")
			if c.Request().Method == http.MethodOptions {
				h.Set(echo.HeaderAccessControlAllowMethods, "GET, HEAD, OPTIONS")
				h.Set(echo.HeaderAccessControlAllowHeaders, "Accept, Content-Type, If-None-Match")
				h.Set(echo.HeaderAccessControlMaxAge, "86400")
				return c.NoContent(http.StatusNoContent)
			}
		}
		if request.IsCurators(c) {
			h.Set(echo.HeaderCacheControl, "no-store")
			h.Set("X-Robots-Tag", "noindex")
		}
		return next(c)
	}
}
