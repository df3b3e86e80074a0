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
	search    site.Searcher
	ready     site.Ready
	days      *Days
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache, days *Days) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, sessions: s.Sessions, now: s.Now, entrances: counted, search: s.Search, ready: s.Ready, days: days}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get("/calendar", route.Anyone, s.showCalendar, route.Terms{Kept: true}),
		route.Get("/calendar/:name", route.Anyone, s.showDay, route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Kept: true}),
		route.Get("/authors", route.Anyone, s.showAuthors, route.Terms{Kept: true}),
		route.Get("/authors/:id", route.Anyone, s.showAuthor, route.Terms{Kept: true}),
		route.Get("/forms", route.Anyone, s.showForms, route.Terms{Kept: true}),
		route.Get("/forms/:name", route.Anyone, s.showForm, route.Terms{Kept: true}),
		route.Get("/places", route.Anyone, s.showPlaces, route.Terms{Kept: true}),
		route.Get("/places/:id", route.Anyone, s.showPlace, route.Terms{Kept: true}),
		route.Get("/tags", route.Anyone, s.showTags, route.Terms{Kept: true}),
		route.Get("/tags/:name", route.Anyone, s.showTag, route.Terms{Kept: true}),
		route.Get("/years", route.Anyone, s.showYears, route.Terms{Kept: true}),
		route.Get("/years/:year", route.Anyone, s.showYear, route.Terms{Kept: true}),
		route.Get("/tunes/:name", route.Anyone, s.showTune, route.Terms{Kept: true}),
		route.Get("/collections", route.Anyone, s.showCollections, route.Terms{Kept: true}),
		route.Get("/collections/:id", route.Anyone, s.showCollection, route.Terms{Kept: true}),
	}
}
