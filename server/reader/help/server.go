// Package help is the pages that explain the site to residents and to curators.
package help

import (
	"shiyun/server/catalogue"
	"shiyun/server/paths"
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
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get(paths.Help, site.Anyone, s.showHelp, site.Terms{}),
		site.Get(paths.HelpSearch, site.Anyone, s.showHelpSearch, site.Terms{}),
		site.Get(licencesPath, site.Anyone, s.showLicences, site.Terms{}),
		site.Get(paths.Help+"/:chapter", site.Anyone, s.showHelpChapter, site.Terms{}),
	}
}
