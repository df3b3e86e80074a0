// Package threads is poems that answer each other.
package threads

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows conversations.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *site.Site
	talk   *Talk
}

// New shows them in one script of the site.
func New(s *site.Site, talk *Talk) *Server { return &Server{s.Store, s.Search, s.Catalogue, s, talk} }

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Threads, route.Anyone, s.showThreads, route.Terms{}),
		route.Get(paths.Threads+"/:id", route.Anyone, s.showThread, route.Terms{}),
	}
}
