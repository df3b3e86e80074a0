package reader

import (
	"slices"

	"shiyun/server/admission"
	"shiyun/server/paths"
	"shiyun/server/preferences"
	"shiyun/server/route"
)

// Routes are the pages residents read, and what their programs ask for.
func (s *Server) Routes() []route.Route {
	own := []route.Route{
		route.Get("/", route.Anyone, s.showHome, route.Terms{Kept: true}),
		route.Get("/today", route.Anyone, s.showToday, route.Terms{Kept: true}),
		route.Get(paths.Screen, route.Anyone, s.showScreen, route.Terms{}),
		route.Get("/random", route.Anyone, s.showRandom, route.Terms{}),
		route.Get(paths.Preferences, route.Anyone, s.showPreferences, route.Terms{}),
		route.Post(paths.Preferences, route.Anyone, s.setPreferences, route.Terms{Fields: append(preferences.OptionNames(), "back", "reset"), Open: true}),
		route.Get("/styleguide", route.Anyone, s.showStyleguide, route.Terms{}),
		route.Get("/robots.txt", route.Anyone, s.serveRobots, route.Terms{}),
		route.Get("/sitemap.xml", route.Anyone, s.serveSitemap, route.Terms{Kept: true}),
		route.Get("/sitemaps/:name", route.Anyone, s.serveSitemapPart, route.Terms{Kept: true}),
		route.Get("/opensearch.xml", route.Anyone, s.serveOpenSearch, route.Terms{Kept: true}),
		route.Get("/sw.js", route.Anyone, s.serveWorker, route.Terms{Class: admission.Free}),
		route.Get(paths.Offline, route.Anyone, s.showOffline, route.Terms{Kept: true}),
		route.Get("/site.webmanifest", route.Anyone, s.serveManifest, route.Terms{Kept: true}),
		route.Get(paths.Feed, route.Anyone, s.feedPoems, route.Terms{Kept: true}),
		route.Get("/feeds/authors/:name", route.Anyone, s.feedAuthor, route.Terms{Kept: true}),
		route.Get("/feeds/collections/:name", route.Anyone, s.feedCollection, route.Terms{Kept: true}),
		route.Get("/feeds/search.atom", route.Anyone, s.feedSearch, route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Search}),
	}
	return slices.Concat(own, s.reading.Routes(), s.browse.Routes(), s.threads.Routes(), s.stone.Routes(), s.help.Routes(), s.results.Routes(), s.paper.Routes())
}
