// Package play is games with the lines of the archive.
package play

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/site"
)

// Server plays.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *page.Pages
	now    func() time.Time
}

// New plays in one script of the site.
func New(s *site.Site) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, now: s.Now}
}
