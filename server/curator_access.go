package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// curatorPath is where curators begin; all their pages are below it.
const curatorPath = "/curator"

// accountKey is where admit leaves the account that asks.
const accountKey = "account"

// admit lets those through who may use a route.
func (s *Server) admit(w who) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if w == anyone {
			return next
		}
		return func(c echo.Context) error {
			account, err := s.signedIn(c)
			switch {
			case corpus.CodeOf(err) == corpus.NotFound:
				return s.turnAway(c)
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
func (s *Server) turnAway(c echo.Context) error {
	if method := c.Request().Method; isAPI(c) || method != http.MethodGet && method != http.MethodHead {
		return echo.ErrUnauthorized
	}
	to := signInPath
	if next := c.Request().URL.RequestURI(); next != curatorPath && len(next) < 2000 {
		to += "?next=" + url.QueryEscape(next)
	}
	return c.Redirect(http.StatusSeeOther, to)
}

// signedIn returns the account of the session the request carries, or a
// NotFound error.
func (s *Server) signedIn(c echo.Context) (corpus.Account, error) {
	return s.Store.SignedIn(c.Request().Context(), s.cookie(c, sessionCookie))
}

// accountOf returns who asks. It holds in handlers of routes that are not for
// anyone.
func accountOf(c echo.Context) (corpus.Account, bool) {
	account, ok := c.Get(accountKey).(corpus.Account)
	return account, ok
}

// actorOf is who asks as it stands in revisions and the audit log; a resident
// where nobody is signed in.
func actorOf(c echo.Context) corpus.Actor {
	if account, ok := accountOf(c); ok {
		return account.Actor()
	}
	return corpus.ActorResident
}

// localPath returns where to go after signing in: an address of the curators'
// own, whatever was asked for.
func localPath(next string) string {
	to := localAddress(next)
	if at, _, _ := strings.Cut(to, "?"); at != curatorPath && !strings.HasPrefix(at, curatorPath+"/") {
		return curatorPath
	}
	return to
}
