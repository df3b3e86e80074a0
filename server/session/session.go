// Package session is who is signed in, and who may use a route.
package session

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
)

// Cookie is the name of the cookie that holds who is signed in.
const Cookie = "shiyun"

// Accounts looks sessions up. It returns a NotFound error for one that has ended
// or never was.
type Accounts interface {
	SignedIn(ctx context.Context, token string) (corpus.Account, error)
	Setting(ctx context.Context, name string) (string, error)
}

// RequireCodes is the setting by which everybody is asked for a code from their
// phone; "" leaves it to them.
const RequireCodes = "require_codes"

// CodesRequired reports whether everybody is asked for a code.
func (s *Sessions) CodesRequired(ctx context.Context) (bool, error) {
	value, err := s.accounts.Setting(ctx, RequireCodes)
	return value != "", err
}

// lacksCode reports whether an account must set up its codes before it may do
// anything else.
func (s *Sessions) lacksCode(c echo.Context, account corpus.Account) (bool, error) {
	if account.HasCode || strings.HasPrefix(c.Path(), paths.Me) || c.Path() == "/curator/sign-out" {
		return false, nil
	}
	return s.CodesRequired(c.Request().Context())
}

// Sessions finds the session that a request carries.
type Sessions struct {
	accounts Accounts
	origin   request.Origin
}

// New returns the sessions of accounts, whose cookies belong to origin.
func New(accounts Accounts, origin request.Origin) *Sessions { return &Sessions{accounts, origin} }

// accountKey is where admit leaves the account that asks.
const accountKey = "account"

// Admit lets those through who may use a route.
func (s *Sessions) Admit(w route.Who) echo.MiddlewareFunc {
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
			if err := s.checkForm(c); err != nil {
				return err
			}
			lacks, err := s.lacksCode(c, account)
			if err != nil {
				return err
			}
			if lacks {
				return answer.Serve(func(echo.Context) (answer.Answer, error) { return answer.SeeOther(paths.Me + "/code") })(c)
			}
			return next(c)
		}
	}
}

// turnAway shows a visitor where to sign in. What was to be changed is not
// sent on: the browser still has the form one page back.
func (s *Sessions) turnAway(c echo.Context) (answer.Answer, error) {
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
func (s *Sessions) SignedIn(c echo.Context) (corpus.Account, error) {
	return s.accounts.SignedIn(c.Request().Context(), s.origin.Cookie(c, Cookie))
}

// AccountOf returns who asks, in handlers of routes that are not for anyone.
func AccountOf(c echo.Context) (corpus.Account, bool) {
	account, ok := c.Get(accountKey).(corpus.Account)
	return account, ok
}

// Curates reports whether a curator looks at a public page. Visitors, who
// have no session, cost no look-up.
func (s *Sessions) Curates(c echo.Context) bool {
	if known, ok := c.Get(curatesKey).(bool); ok {
		return known
	}
	if s.origin.Cookie(c, Cookie) == "" {
		return false
	}
	_, err := s.SignedIn(c)
	c.Set(curatesKey, err == nil)
	if err != nil {
		return false
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return true
}

// curatesKey is where Curates leaves what it found.
const curatesKey = "curates"
