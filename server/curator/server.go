package curator

import (
	"shiyun/corpus/store"
	"shiyun/corpus/upkeep"
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
	keep  *upkeep.Keeper
}

// New serves curators in one script of the site. keeper is nil where nothing
// looks after the archive.
func New(s *site.Site, keeper *upkeep.Keeper) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, keep: keeper}
}

// Routes are the way to the first page.
func (s *Server) Routes() []route.Route {
	return []route.Route{route.Get(paths.Curator, route.Curator, s.showHome, route.Terms{})}
}
