package site

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
)

// SessionCookie holds who is signed in.
const SessionCookie = "shiyun"

// accountKey is where admit leaves the account that asks.
const accountKey = "account"

// Admit lets those through who may use a route.
func (s *Site) Admit(w route.Who) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if w == route.Anyone {
			return next
		}
		return func(c echo.Context) error {
			account, err := s.SignedIn(c)
			switch {
			case corpus.CodeOf(err) == corpus.NotFound:
				return answer.Serve(s.turnAway)(c)
			case err != nil:
				return err
			}
			c.Set(accountKey, account)
			if !account.May(corpus.Role(w)) {
				return echo.ErrForbidden
			}
			return next(c)
		}
	}
}

// turnAway shows a visitor where to sign in. What was to be changed is not
// sent on: the browser still has the form one page back.
func (s *Site) turnAway(c echo.Context) (answer.Answer, error) {
	if method := c.Request().Method; request.IsAPI(c) || method != http.MethodGet && method != http.MethodHead {
		return nil, echo.ErrUnauthorized
	}
	to := paths.SignIn
	if next := c.Request().URL.RequestURI(); next != paths.Curator && len(next) < 2000 {
		to += "?next=" + url.QueryEscape(next)
	}
	return answer.SeeOther(to)
}

// SignedIn returns the account of the session the request carries, or a
// NotFound error.
func (s *Site) SignedIn(c echo.Context) (corpus.Account, error) {
	return s.Store.SignedIn(c.Request().Context(), s.Origin.Cookie(c, SessionCookie))
}

// AccountOf returns who asks. It holds in handlers of routes that are not for
// anyone.
func AccountOf(c echo.Context) (corpus.Account, bool) {
	account, ok := c.Get(accountKey).(corpus.Account)
	return account, ok
}

// Curates tells on a public page whether a curator looks at it. Visitors, who
// have no session, cost no look-up.
func (s *Site) Curates(c echo.Context) bool {
	if s.Origin.Cookie(c, SessionCookie) == "" {
		return false
	}
	_, err := s.SignedIn(c)
	if err != nil {
		return false
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return true
}
