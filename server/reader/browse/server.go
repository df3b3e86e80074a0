// Package browse is the ways through the archive: authors, forms and tunes,
// places, tags, years, collections and the calendar.
package browse

import (
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/reader/entrances"
	"shiyun/server/site"
)

// Server shows the ways through the archive.
type Server struct {
	store     *store.Store
	words     *catalogue.Catalogue
	pages     *site.Site
	entrances *entrances.Cache
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache) *Server {
	return &Server{s.Store, s.Catalogue, s, counted}
}

// Routes are its pages.
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get("/calendar", site.Anyone, s.showCalendar, site.Terms{}),
		site.Get("/authors", site.Anyone, s.showAuthors, site.Terms{}),
		site.Get("/authors/:id", site.Anyone, s.showAuthor, site.Terms{}),
		site.Get("/forms", site.Anyone, s.showForms, site.Terms{}),
		site.Get("/forms/:name", site.Anyone, s.showForm, site.Terms{}),
		site.Get("/places", site.Anyone, s.showPlaces, site.Terms{}),
		site.Get("/places/:id", site.Anyone, s.showPlace, site.Terms{}),
		site.Get("/tags", site.Anyone, s.showTags, site.Terms{}),
		site.Get("/tags/:name", site.Anyone, s.showTag, site.Terms{}),
		site.Get("/years", site.Anyone, s.showYears, site.Terms{}),
		site.Get("/years/:year", site.Anyone, s.showYear, site.Terms{}),
		site.Get("/tunes/:name", site.Anyone, s.showTune, site.Terms{}),
		site.Get("/collections", site.Anyone, s.showCollections, site.Terms{}),
		site.Get("/collections/:id", site.Anyone, s.showCollection, site.Terms{}),
	}
}
