package reader

import (
	"time"

	"shiyun/server/assets"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// Routes are the pages residents read, and what their programs ask for.
func (s *Server) Routes() []site.Route {
	searching := func() site.Terms { return site.Terms{Limit: site.LimitVisitors(site.Searches)} }
	return []site.Route{
		site.Get("/", site.Anyone, s.showHome, site.Terms{}),
		site.Get("/search", site.Anyone, s.showSearch, searching()),
		site.Get("/search/paper", site.Anyone, s.showSearchPaper, searching()),
		site.Get(paths.Help, site.Anyone, s.showHelp, site.Terms{}),
		site.Get(helpSearchPath, site.Anyone, s.showHelpSearch, site.Terms{}),
		site.Get(paths.Help+"/:chapter", site.Anyone, s.showHelpChapter, site.Terms{}),
		site.Get(licencesPath, site.Anyone, s.showLicences, site.Terms{}),
		site.Get("/today", site.Anyone, s.showToday, site.Terms{}),
		site.Get("/random", site.Anyone, s.showRandom, site.Terms{}),
		site.Get("/calendar", site.Anyone, s.showCalendar, site.Terms{}),
		site.Get("/paper", site.Anyone, s.showPaper, searching()),

		site.Get("/poems/:id", site.Anyone, s.showPoem, searching()),       // for poems like it, and on the way through a search
		site.Get("/poems/:id/:slug", site.Anyone, s.showPoem, searching()), // the slug is for people and is not looked at
		site.Get("/poems/:id/text", site.Anyone, s.servePoemText, site.Terms{}),
		site.Get("/poems/:id/history", site.Anyone, s.showPoemHistory, site.Terms{}),
		site.Get("/poems/:id/"+tallCard.file, site.Anyone, s.serveCard(tallCard), site.Terms{Raw: true}),
		site.Get("/poems/:id/"+squareCard.file, site.Anyone, s.serveCard(squareCard), site.Terms{Raw: true}),
		site.Get("/media/:id/:name", site.Anyone, s.serveMedia, site.Terms{Raw: true, Time: 10 * time.Minute}), // a recording on a slow line
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
		site.Get(threadsPath, site.Anyone, s.showThreads, site.Terms{}),
		site.Get(threadsPath+"/:id", site.Anyone, s.showThread, site.Terms{}),

		site.Get(preferencesPath, site.Anyone, s.showPreferences, site.Terms{}),
		site.Post(preferencesPath, site.Anyone, s.setPreferences, site.Terms{}),
		site.Get("/styleguide", site.Anyone, s.showStyleguide, site.Terms{}),

		site.Get("/s/:code", site.Anyone, s.ofStone("", s.showStone), site.Terms{}),
		site.Get("/s/:code/qr.svg", site.Anyone, s.ofStone("/qr.svg", s.serveStoneSVG), site.Terms{}),
		site.Get("/s/:code/qr.png", site.Anyone, s.ofStone("/qr.png", s.serveStonePNG), site.Terms{}),
		site.Get("/s/:code/print", site.Anyone, s.ofStone("/print", s.showStoneSheet), site.Terms{}),
		site.Get("/fonts/stones/:code/:hash/kai.woff", site.Anyone, assets.FontOf(s.stoneRunes), site.Terms{}),
		site.Get("/fonts/stones/:code/:hash/kai.css", site.Anyone, assets.FontStyleOf(s.stoneRunes), site.Terms{}),
		site.Get(paths.CuratorStones+"/print", site.Curator, s.showStoneSheets, site.Terms{}),

		site.Get("/fonts/poem/:id/:revision/kai.woff", site.Anyone, assets.FontOf(s.fontRunes), site.Terms{}),
		site.Get("/fonts/poem/:id/:revision/kai.css", site.Anyone, assets.FontStyleOf(s.fontRunes), site.Terms{}),
		site.Get("/robots.txt", site.Anyone, s.serveRobots, site.Terms{}),
		site.Get("/sitemap.xml", site.Anyone, s.serveSitemap, site.Terms{}),
		site.Get("/sitemaps/:name", site.Anyone, s.serveSitemapPart, site.Terms{}),
		site.Get("/opensearch.xml", site.Anyone, s.serveOpenSearch, site.Terms{}),
		site.Get(feedPath, site.Anyone, s.feedPoems, site.Terms{}),
		site.Get("/feeds/authors/:name", site.Anyone, s.feedAuthor, site.Terms{}),
		site.Get("/feeds/collections/:name", site.Anyone, s.feedCollection, site.Terms{}),
		site.Get("/feeds/search.atom", site.Anyone, s.feedSearch, site.Terms{Limit: site.LimitVisitors(site.Searches)}),
	}
}
