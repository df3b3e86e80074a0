// Package stats is the archive in figures.
package stats

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/site"
)

// Server shows the figures.
type Server struct {
	store   *store.Store
	words   *catalogue.Catalogue
	pages   *page.Pages
	figured *figured // of both scripts: to count takes long
}

// New shows the figures in one script of the site.
func New(s *site.Site) *Server { return newServer(s, &figured{}) }

// In shows them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return newServer(other, s.figured) }

func newServer(s *site.Site, f *figured) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, figured: f}
}
