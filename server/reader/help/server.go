// Package help is the pages that explain the site to residents and to curators.
package help

import (
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows help.
type Server struct {
	words  *catalogue.Catalogue
	pages  *page.Pages
	assets *assets.Assets
}

// New shows them in one script of the site.
func New(s *site.Site) *Server { return &Server{words: s.Words, pages: s.Pages, assets: s.Assets} }

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Help, route.Anyone, s.showHelp, route.Terms{Kept: true}),
		route.Get(paths.HelpSearch, route.Anyone, s.showHelpSearch, route.Terms{Kept: true}),
		route.Get(paths.About, route.Anyone, s.showAbout, route.Terms{Kept: true}),
		route.Get(licencesPath, route.Anyone, s.showLicences, route.Terms{Kept: true}),
		route.Get(paths.Help+"/:chapter", route.Anyone, s.showHelpChapter, route.Terms{Kept: true}),
	}
}
