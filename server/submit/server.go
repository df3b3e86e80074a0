// Package submit is how residents send in poems and corrections, and the
// receipts by which they follow them.
package submit

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server takes in what residents send.
type Server struct {
	store  *store.Store
	words  *catalogue.Catalogue
	pages  *page.Pages
	origin request.Origin
	now    func() time.Time
	limits
}

// limits are those of both scripts: who changes the script has no second try.
type limits struct {
	limiter         *route.Limiter // of what is sent in
	codes, allCodes *route.Limiter // of numbers of receipts, of one visitor and of all
}

// New takes in forms in one script of the site.
func New(s *site.Site) *Server {
	return newServer(s, limits{route.NewLimiter(sendings, s.Now), route.NewLimiter(codesOfOne, s.Now), route.NewLimiter(codesOfAll, s.Now)})
}

// In takes them in in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return newServer(other, s.limits) }

func newServer(s *site.Site, shared limits) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, now: s.Now, limits: shared}
}
