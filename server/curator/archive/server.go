// Package archive is where poems, authors, places, stones, collections and media
// are edited by hand.
package archive

import (
	"shiyun/corpus/store"
	"shiyun/server/borrowed"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/site"
)

// Server answers those who edit the archive.
type Server struct {
	store    *store.Store
	search   site.Searcher
	words    *catalogue.Catalogue
	pages    *page.Pages
	origin   request.Origin
	borrowed *borrowed.Finder
}

// New serves editors in one script of the site.
func New(s *site.Site) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, origin: s.Origin, borrowed: s.Borrowed}
}
