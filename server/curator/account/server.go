// Package account is how curators come and go: signing in, the first link, one's
// own account, the accounts of all, and the audit log.
package account

import (
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/session"
	"shiyun/server/site"
)

// Server answers those who come and go.
type Server struct {
	store    *store.Store
	words    *catalogue.Catalogue
	pages    *page.Pages
	origin   request.Origin
	sessions *session.Sessions
	now      func() time.Time
	attempts *throttle          // shared by both scripts
	entered  func(echo.Context) // called for each request that signed somebody in

	eraseFiles EraseFiles // nil where nobody can be erased here
}

// New serves accounts in one script of the site, and, where files can be
// erased, what the archive has of a person.
func New(s *site.Site, erase EraseFiles) *Server { return newServer(s, &throttle{}, erase) }

// In serves them in the other one, which counts the same attempts to sign in.
func (s *Server) In(other *site.Site) *Server { return newServer(other, s.attempts, s.eraseFiles) }

func newServer(s *site.Site, attempts *throttle, erase EraseFiles) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, sessions: s.Sessions, now: s.Now, attempts: attempts, entered: s.LearnHost, eraseFiles: erase}
}
