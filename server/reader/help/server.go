// Package help is the pages that explain the site to residents and to curators.
package help

import (
	"shiyun/server/catalogue"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows help.
type Server struct {
	words *catalogue.Catalogue
	pages *site.Site
}

// New shows them in one script of the site.
func New(s *site.Site) *Server { return &Server{s.Catalogue, s} }

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Help, route.Anyone, s.showHelp, route.Terms{}),
		route.Get(paths.HelpSearch, route.Anyone, s.showHelpSearch, route.Terms{}),
		route.Get(licencesPath, route.Anyone, s.showLicences, route.Terms{}),
		route.Get(paths.Help+"/:chapter", route.Anyone, s.showHelpChapter, route.Terms{}),
	}
}
