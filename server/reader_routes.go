package server

import "time"

// readerRoutes are the pages residents read, and what their programs ask for.
func (s *Server) readerRoutes() []route {
	searching := func() terms { return terms{limit: limitVisitors(searches)} }
	return []route{
		get("/", anyone, s.showHome, terms{}),
		get("/search", anyone, s.showSearch, searching()),
		get("/search/paper", anyone, s.showSearchPaper, searching()),
		get(helpPath, anyone, s.showHelp, terms{}),
		get(helpSearchPath, anyone, s.showHelpSearch, terms{}),
		get(helpPath+"/:chapter", anyone, s.showHelpChapter, terms{}),
		get("/today", anyone, s.showToday, terms{}),
		get("/random", anyone, s.showRandom, terms{}),
		get("/calendar", anyone, s.showCalendar, terms{}),
		get("/paper", anyone, s.showPaper, searching()),

		get("/poems/:id", anyone, s.showPoem, searching()),       // for poems like it, and on the way through a search
		get("/poems/:id/:slug", anyone, s.showPoem, searching()), // the slug is for people and is not looked at
		get("/poems/:id/text", anyone, s.servePoemText, terms{}),
		get("/poems/:id/history", anyone, s.showPoemHistory, terms{}),
		get("/poems/:id/"+tallCard.file, anyone, s.serveCard(tallCard), terms{raw: true}),
		get("/poems/:id/"+squareCard.file, anyone, s.serveCard(squareCard), terms{raw: true}),
		get("/media/:id/:name", anyone, s.serveMedia, terms{raw: true, time: 10 * time.Minute}), // a recording on a slow line
		get("/authors", anyone, s.showAuthors, terms{}),
		get("/authors/:id", anyone, s.showAuthor, terms{}),
		get("/forms", anyone, s.showForms, terms{}),
		get("/forms/:name", anyone, s.showForm, terms{}),
		get("/places", anyone, s.showPlaces, terms{}),
		get("/places/:id", anyone, s.showPlace, terms{}),
		get("/tags", anyone, s.showTags, terms{}),
		get("/tags/:name", anyone, s.showTag, terms{}),
		get("/years", anyone, s.showYears, terms{}),
		get("/years/:year", anyone, s.showYear, terms{}),
		get("/tunes/:name", anyone, s.showTune, terms{}),
		get("/collections", anyone, s.showCollections, terms{}),
		get("/collections/:id", anyone, s.showCollection, terms{}),
		get(threadsPath, anyone, s.showThreads, terms{}),
		get(threadsPath+"/:id", anyone, s.showThread, terms{}),

		get(preferencesPath, anyone, s.showPreferences, terms{}),
		post(preferencesPath, anyone, s.setPreferences, terms{}),
		get("/styleguide", anyone, s.showStyleguide, terms{}),

		get("/s/:code", anyone, s.showStone, terms{}),
		get("/s/:code/qr.svg", anyone, s.serveStoneSVG, terms{}),
		get("/s/:code/qr.png", anyone, s.serveStonePNG, terms{}),
		get("/s/:code/print", anyone, s.showStoneSheet, terms{}),
		get("/fonts/stones/:code/:hash/kai.woff", anyone, fontOf(s.stoneRunes), terms{}),
		get("/fonts/stones/:code/:hash/kai.css", anyone, fontStyleOf(s.stoneRunes), terms{}),
		get(curatorStonesPath+"/print", curator, s.showStoneSheets, terms{}),

		get("/fonts/poem/:id/:revision/kai.woff", anyone, fontOf(s.fontRunes), terms{}),
		get("/fonts/poem/:id/:revision/kai.css", anyone, fontStyleOf(s.fontRunes), terms{}),
		get("/robots.txt", anyone, s.serveRobots, terms{}),
		get("/sitemap.xml", anyone, s.serveSitemap, terms{}),
		get("/sitemaps/:name", anyone, s.serveSitemapPart, terms{}),
		get("/opensearch.xml", anyone, s.serveOpenSearch, terms{}),
		get(feedPath, anyone, s.feedPoems, terms{}),
		get("/feeds/authors/:name", anyone, s.feedAuthor, terms{}),
		get("/feeds/collections/:name", anyone, s.feedCollection, terms{}),
		get("/feeds/search.atom", anyone, s.feedSearch, terms{limit: limitVisitors(searches)}),
	}
}
