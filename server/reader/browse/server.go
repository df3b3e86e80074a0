// Package browse is the ways through the archive: authors, forms and tunes,
// places, tags, years, collections and the calendar.
package browse

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/reader/entrances"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
	"shiyun/server/site"
)

// Server shows the ways through the archive.
type Server struct {
	store     *store.Store
	words     *catalogue.Catalogue
	pages     *page.Pages
	origin    request.Origin
	sessions  *session.Sessions
	now       func() time.Time
	entrances *entrances.Cache
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, sessions: s.Sessions, now: s.Now, entrances: counted}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get("/calendar", route.Anyone, s.showCalendar, route.Terms{}),
		route.Get("/authors", route.Anyone, s.showAuthors, route.Terms{}),
		route.Get("/authors/:id", route.Anyone, s.showAuthor, route.Terms{}),
		route.Get("/forms", route.Anyone, s.showForms, route.Terms{}),
		route.Get("/forms/:name", route.Anyone, s.showForm, route.Terms{}),
		route.Get("/places", route.Anyone, s.showPlaces, route.Terms{}),
		route.Get("/places/:id", route.Anyone, s.showPlace, route.Terms{}),
		route.Get("/tags", route.Anyone, s.showTags, route.Terms{}),
		route.Get("/tags/:name", route.Anyone, s.showTag, route.Terms{}),
		route.Get("/years", route.Anyone, s.showYears, route.Terms{}),
		route.Get("/years/:year", route.Anyone, s.showYear, route.Terms{}),
		route.Get("/tunes/:name", route.Anyone, s.showTune, route.Terms{}),
		route.Get("/collections", route.Anyone, s.showCollections, route.Terms{}),
		route.Get("/collections/:id", route.Anyone, s.showCollection, route.Terms{}),
	}
}
