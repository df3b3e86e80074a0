package server

import (
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/server/request"
)

// secureConfig allows nothing that does not come from the site itself and
// nothing written into a page, so that verse with "<script>" in it stays text
// even where escaping should ever fail.
var secureConfig = middleware.SecureConfig{
	XSSProtection:      "0",
	ContentTypeNosniff: "nosniff",
	XFrameOptions:      "DENY",
	HSTSMaxAge:         31536000,
	ReferrerPolicy:     "same-origin",
	ContentSecurityPolicy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
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
		}
		if request.IsCurators(c) {
			h.Set(echo.HeaderCacheControl, "no-store")
			h.Set("X-Robots-Tag", "noindex")
		}
		return next(c)
	}
}
