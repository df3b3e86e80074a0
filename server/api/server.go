// Package api is the archive as JSON, for programs.
package api

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/misses"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/site"
)

// Server answers programs.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *page.Pages
	origin request.Origin
	misses *misses.Log
	now    func() time.Time
}

// New answers in one script of the site, which only errors are said in.
func New(s *site.Site) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, origin: s.Origin, misses: s.Misses, now: s.Now}
}
