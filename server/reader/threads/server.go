// Package threads is poems that answer each other.
package threads

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows conversations.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *page.Pages
	ready  site.Ready
	talk   *Talk
}

// New shows them in one script of the site.
func New(s *site.Site, talk *Talk) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, ready: s.Ready, talk: talk}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Threads, route.Anyone, s.showThreads, route.Terms{Kept: true}),
		route.Get(paths.Threads+"/:id", route.Anyone, s.showThread, route.Terms{Kept: true}),
	}
}
