// Package results is what a search finds: hits, facets to narrow it, and what
// helps who found nothing.
package results

import (
	"log/slog"
	"time"

	"shiyun/corpus/store"
	"shiyun/server/admission"
	"shiyun/server/catalogue"
	"shiyun/server/misses"
	"shiyun/server/page"
	"shiyun/server/reader/daily"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows searches.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *page.Pages
	misses *misses.Log
	now    func() time.Time
	log    *slog.Logger
	daily  *daily.Daily
}

// New shows them in one script of the site.
func New(s *site.Site, today *daily.Daily) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, misses: s.Misses, now: s.Now, log: s.Log, daily: today}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	searching := func() route.Terms {
		return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Kept: true, Class: admission.Search}
	}
	return []route.Route{
		route.Get("/search", route.Anyone, s.showSearch, searching()),
	}
}
