// Package paper is lists of poems set whole, one after the other, to be printed.
package paper

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/admission"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/reader/entrances"
	"shiyun/server/reader/results"
	"shiyun/server/reader/threads"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows lists on paper.
type Server struct {
	store     *store.Store
	search    site.Searcher
	words     *catalogue.Catalogue
	pages     *page.Pages
	origin    request.Origin
	entrances *entrances.Cache
	threads   *threads.Server
	results   *results.Server
	now       func() time.Time
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache, conversations *threads.Server, found *results.Server) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, origin: s.Origin, entrances: counted,
		threads: conversations, results: found, now: s.Now}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	searching := func() route.Terms {
		return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Heavy}
	}
	return []route.Route{
		route.Get("/search/paper", route.Anyone, s.showSearchPaper, searching()),
		route.Get("/paper", route.Anyone, s.showPaper, searching()),
	}
}
