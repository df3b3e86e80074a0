package reader

import (
	"slices"

	"shiyun/server/paths"
	"shiyun/server/site"
)

// Routes are the pages residents read, and what their programs ask for.
func (s *Server) Routes() []site.Route {
	own := []site.Route{
		site.Get("/", site.Anyone, s.showHome, site.Terms{}),
		site.Get("/today", site.Anyone, s.showToday, site.Terms{}),
		site.Get("/random", site.Anyone, s.showRandom, site.Terms{}),
		site.Get(paths.Preferences, site.Anyone, s.showPreferences, site.Terms{}),
		site.Post(paths.Preferences, site.Anyone, s.setPreferences, site.Terms{}),
		site.Get("/styleguide", site.Anyone, s.showStyleguide, site.Terms{}),
		site.Get("/robots.txt", site.Anyone, s.serveRobots, site.Terms{}),
		site.Get("/sitemap.xml", site.Anyone, s.serveSitemap, site.Terms{}),
		site.Get("/sitemaps/:name", site.Anyone, s.serveSitemapPart, site.Terms{}),
		site.Get("/opensearch.xml", site.Anyone, s.serveOpenSearch, site.Terms{}),
		site.Get(paths.Feed, site.Anyone, s.feedPoems, site.Terms{}),
		site.Get("/feeds/authors/:name", site.Anyone, s.feedAuthor, site.Terms{}),
		site.Get("/feeds/collections/:name", site.Anyone, s.feedCollection, site.Terms{}),
		site.Get("/feeds/search.atom", site.Anyone, s.feedSearch, site.Terms{Limit: site.LimitVisitors(site.Searches)}),
	}
	return slices.Concat(own, s.reading.Routes(), s.browse.Routes(), s.threads.Routes(), s.stone.Routes(), s.help.Routes(), s.results.Routes(), s.paper.Routes())
}
