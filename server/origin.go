package server

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"
)

// trustOrigin lets forms of the site's own address through even where a proxy
// hides which host was asked for.
func trustOrigin(public string) (*http.CrossOriginProtection, error) {
	sameOrigin := http.NewCrossOriginProtection()
	if public == "" {
		return sameOrigin, nil
	}
	u, err := url.Parse(public)
	if err == nil {
		err = sameOrigin.AddTrustedOrigin(u.Scheme + "://" + u.Host)
	}
	if err != nil {
		return nil, fmt.Errorf("public address %q: %w", public, err)
	}
	return sameOrigin, nil
}

// checkOrigin refuses forms that pages of other sites send, by what browsers
// say of where a request comes from. Only requests that change something are
// looked at; none of those is a GET.
func (s *Server) checkOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.sameOrigin.Check(c.Request()); err != nil {
			return echo.NewHTTPError(http.StatusForbidden).SetInternal(err)
		}
		return next(c)
	}
}
