package curator

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows the first page of those who look after the archive.
type Server struct {
	store *store.Store
	words *catalogue.Catalogue
	pages *page.Pages
}

// New serves curators in one script of the site.
func New(s *site.Site) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages}
}

// Routes are the way to the first page.
func (s *Server) Routes() []route.Route {
	return []route.Route{route.Get(paths.Curator, route.Curator, s.showHome, route.Terms{})}
}
