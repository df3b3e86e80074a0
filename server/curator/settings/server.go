// Package settings is where an administrator sets what the community's site is
// called and how it looks.
package settings

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/identity"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows and takes the settings.
type Server struct {
	store   *store.Store
	words   *catalogue.Catalogue
	pages   *page.Pages
	origin  request.Origin
	palette *identity.Palette
}

// New serves them in one script of the site.
func New(s *site.Site) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, palette: s.Palette}
}

// Routes are the one page of settings.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.SiteSettings, route.Admin, s.show, route.Terms{}),
		route.Post(paths.SiteSettings, route.Admin, s.save, route.Terms{}),
	}
}
