package server

import (
	"net/http"
	"slices"
	"time"
)

// The methods in use. HEAD is answered wherever GET is.
const (
	get  = http.MethodGet
	post = http.MethodPost
)

// routes makes the site answer everything in the table, and nothing else.
//
// To add a route, add a line to one of the lists below: method, path, who may
// use it (anyone, curator, admin), handler, terms. The terms are {} for an
// ordinary page or form (256 KB sent in, 10 s); uploading for files, read by
// the handler with c.Request().MultipartReader(); streaming for server-sent
// events. Handlers of curators' routes find who asks with accountOf and
// actorOf and read small forms with formOf. The entries of the curators' bar
// and the cards of their first page (curator_bar.go, curator_home.go) appear
// by themselves once the route they lead to is in the table. A test asks
// every route as each sort of visitor; one for anyone also needs an address
// in routes_test.go.
func (s *Server) routes() {
	for _, r := range slices.Concat(s.publicRoutes(), s.apiRoutes(), s.machineRoutes(), s.accountRoutes(), s.curatorRoutes(), s.batchRoutes(), s.wordRoutes(), s.stoneRoutes()) {
		s.add(r)
	}
}

func (s *Server) publicRoutes() []route {
	searching := func() terms { return terms{limit: limitVisitors(searches)} }
	return []route{
		{get, "/", anyone, s.showHome, terms{}},
		{get, "/search", anyone, s.showSearch, searching()},
		{get, "/search/paper", anyone, s.showSearchPaper, searching()},
		{get, helpPath, anyone, s.showHelp, terms{}},
		{get, helpSearchPath, anyone, s.showHelpSearch, terms{}},
		{get, helpPath + "/:chapter", anyone, s.showHelpChapter, terms{}},
		{get, "/today", anyone, s.showToday, terms{}},
		{get, "/random", anyone, s.showRandom, terms{}},
		{get, "/calendar", anyone, s.showCalendar, terms{}},
		{get, "/paper", anyone, s.showPaper, searching()},

		{get, playPath, anyone, s.showPlay, terms{}},
		{get, playPath + "/feihua", anyone, s.showFeihua, searching()},
		{get, playPath + "/chain", anyone, s.showChain, searching()},
		{get, playPath + "/guess", anyone, s.showGuess, searching()},

		{get, "/poems/:id", anyone, s.showPoem, searching()},       // for poems like it, and on the way through a search
		{get, "/poems/:id/:slug", anyone, s.showPoem, searching()}, // the slug is for people and is not looked at
		{get, "/poems/:id/text", anyone, s.servePoemText, terms{}},
		{get, "/poems/:id/history", anyone, s.showPoemHistory, terms{}},
		{get, "/poems/:id/" + tallCard.file, anyone, s.serveCard(tallCard), terms{raw: true}},
		{get, "/poems/:id/" + squareCard.file, anyone, s.serveCard(squareCard), terms{raw: true}},
		{get, "/media/:id/:name", anyone, s.serveMedia, terms{raw: true, time: 10 * time.Minute}}, // a recording on a slow line
		{get, "/authors", anyone, s.showAuthors, terms{}},
		{get, "/authors/:id", anyone, s.showAuthor, terms{}},
		{get, "/forms", anyone, s.showForms, terms{}},
		{get, "/forms/:name", anyone, s.showForm, terms{}},
		{get, "/places", anyone, s.showPlaces, terms{}},
		{get, "/places/:id", anyone, s.showPlace, terms{}},
		{get, "/tags", anyone, s.showTags, terms{}},
		{get, "/tags/:name", anyone, s.showTag, terms{}},
		{get, "/years", anyone, s.showYears, terms{}},
		{get, "/years/:year", anyone, s.showYear, terms{}},
		{get, statsPath, anyone, s.showStats, terms{}},
		{get, "/tunes/:name", anyone, s.showTune, terms{}},
		{get, "/collections", anyone, s.showCollections, terms{}},
		{get, "/collections/:id", anyone, s.showCollection, terms{}},
		{get, threadsPath, anyone, s.showThreads, terms{}},
		{get, threadsPath + "/:id", anyone, s.showThread, terms{}},

		{get, preferencesPath, anyone, s.showPreferences, terms{}},
		{post, preferencesPath, anyone, s.setPreferences, terms{}},
		{get, "/styleguide", anyone, s.showStyleguide, terms{}},

		{get, submitPath, anyone, s.showSubmit, terms{}},
		{post, submitPath, anyone, s.submit, terms{}}, // limited by address in the form itself, which is shown again
		{get, "/poems/:id/correct", anyone, s.showCorrect, terms{}},
		{post, "/poems/:id/correct", anyone, s.correct, terms{}},
		{get, "/receipt/:token", anyone, s.showReceipt, terms{}},
		{get, "/receipt/:token/edit", anyone, s.showReceiptEdit, terms{}},
		{post, "/receipt/:token/edit", anyone, s.editReceipt, terms{}},
		{get, "/receipt/:token/withdraw", anyone, s.askWithdraw, terms{}},
		{post, "/receipt/:token/withdraw", anyone, s.withdraw, terms{}},
	}
}

func (s *Server) apiRoutes() []route {
	searching := func() terms { return terms{limit: limitVisitors(searches)} }
	return []route{
		{get, "/api/v1/search", anyone, s.apiSearch, searching()},
		{get, "/api/v1/suggest", anyone, s.apiSuggest, searching()},
		{get, "/api/v1/poems", anyone, s.apiPoems, terms{}},
		{get, "/api/v1/poems/:id", anyone, s.apiPoem, terms{}},
		{get, "/api/v1/poems/:id/similar", anyone, s.apiSimilar, searching()},
		{get, "/api/v1/authors", anyone, s.apiAuthors, terms{}},
		{get, "/api/v1/openapi.json", anyone, s.apiOpenAPI, terms{}},
	}
}

func (s *Server) machineRoutes() []route {
	return []route{
		{get, "/healthz", anyone, s.showHealth, terms{}},
		{get, "/readyz", anyone, s.showReady, terms{}},
		{get, "/assets/:hash/:name", anyone, s.serveAsset, terms{}},
		{get, "/fonts/site/:hash/kai.woff", anyone, s.serveSiteFont, terms{}},
		{get, "/fonts/site/:hash/kai.css", anyone, s.serveSiteFontStyle, terms{}},
		{get, "/fonts/poem/:id/:revision/kai.woff", anyone, fontOf(s.fontRunes), terms{}},
		{get, "/fonts/poem/:id/:revision/kai.css", anyone, fontStyleOf(s.fontRunes), terms{}},
		{get, "/favicon.ico", anyone, s.serveIcon, terms{}},
		{get, "/favicon.svg", anyone, s.serveIcon, terms{}},
		{get, "/robots.txt", anyone, s.serveRobots, terms{}},
		{get, "/sitemap.xml", anyone, s.serveSitemap, terms{}},
		{get, "/sitemaps/:name", anyone, s.serveSitemapPart, terms{}},
		{get, "/opensearch.xml", anyone, s.serveOpenSearch, terms{}},

		{get, feedPath, anyone, s.feedPoems, terms{}},
		{get, "/feeds/authors/:name", anyone, s.feedAuthor, terms{}},
		{get, "/feeds/collections/:name", anyone, s.feedCollection, terms{}},
		{get, "/feeds/search.atom", anyone, s.feedSearch, terms{limit: limitVisitors(searches)}},
	}
}

// accountRoutes are how curators come and go, and who they are.
func (s *Server) accountRoutes() []route {
	entering := terms{limit: limitVisitors(entries)}
	return []route{
		{get, signInPath, anyone, s.showSignIn, terms{}},
		{post, signInPath, anyone, s.signIn, entering},
		{get, welcomePath + ":token", anyone, s.showWelcome, terms{}},
		{post, welcomePath + ":token", anyone, s.welcome, entering},
		{post, "/curator/sign-out", curator, s.signOut, terms{}},

		{get, mePath, curator, s.showMe, terms{}},
		{post, "/curator/me/password", curator, s.changePassword, entering},
		{get, "/curator/me/code", curator, s.showCode, terms{}},
		{post, "/curator/me/code", curator, s.setCode, entering},
		{post, "/curator/me/code/drop", curator, s.dropCode, entering},
		{post, "/curator/me/sessions/:handle/end", curator, s.endSession, terms{}},
		{post, "/curator/me/sessions/end", curator, s.endSessions, terms{}},

		{get, accountsPath, admin, s.showAccounts, terms{}},
		{post, accountsPath, admin, s.addAccount, terms{}},
		{post, "/curator/accounts/:id/link", admin, s.linkAccount, terms{}},
		{post, "/curator/accounts/:id/role", admin, s.changeRole, terms{}},
		{post, "/curator/accounts/:id/disable", admin, s.disableAccount, terms{}},
		{post, "/curator/accounts/:id/enable", admin, s.enableAccount, terms{}},
		{post, "/curator/accounts/:id/sign-out", admin, s.signOutAccount, terms{}},
		{post, "/curator/accounts/:id/drop-code", admin, s.dropAccountCode, terms{}},
		{get, auditPath, admin, s.showAudit, terms{}},
		{post, "/curator/audit/verify", admin, s.verifyAudit, terms{time: time.Minute}},
	}
}

// curatorRoutes are the work on the archive.
func (s *Server) curatorRoutes() []route {
	return []route{
		{get, curatorPath, curator, s.showCurator, terms{}},

		{get, reviewPath, curator, s.showReview, terms{}},
		{post, reviewPath, curator, s.decideReview, terms{}},
		{post, "/curator/review/accept", curator, s.acceptReview, terms{time: time.Minute}},
		{post, "/curator/review/contact/:id", curator, s.showContact, terms{}},
		{get, "/curator/submissions/:id", curator, s.showSubmission, terms{}},

		{get, curatorPoemsPath, curator, s.showCuratorPoems, terms{}},
		{get, "/curator/poems/:id", curator, s.showCuratorPoem, terms{}},
		{post, "/curator/poems/:id", curator, s.saveCuratorPoem, terms{}},
		{post, "/curator/poems/:id/preview", curator, s.previewCuratorPoem, terms{}},
		{get, "/curator/poems/:id/history", curator, s.showHistory, terms{}},
		{get, "/curator/poems/:id/compare", curator, s.showCompare, terms{}},
		{post, "/curator/poems/:id/restore", curator, s.restoreCuratorPoem, terms{}},
		{post, "/curator/poems/:id/status", curator, s.setCuratorStatus, terms{}},
		{get, "/curator/poems/:id/media", curator, s.showCuratorMedia, terms{}},
		{post, "/curator/poems/:id/media", curator, s.addMedia, terms{body: mediaBody, time: 10 * time.Minute}},
		{post, "/curator/poems/:id/media/:media/withdraw", curator, s.withdrawMedia, terms{}},
		{get, "/curator/poems/:id/merge", curator, s.showMerge, terms{}},
		{post, "/curator/poems/:id/merge", curator, s.mergePoems, terms{}},
		{get, "/curator/authors/:id", curator, s.showCuratorAuthor, terms{}},
		{post, "/curator/authors/:id", curator, s.saveCuratorAuthor, terms{time: time.Minute}}, // a new name is a change of every poem
		{post, "/curator/authors/:id/merge", curator, s.mergeAuthors, terms{time: time.Minute}},
		{get, bulkPath, curator, s.showBulk, terms{time: time.Minute}},
		{post, bulkPath, curator, s.chooseBulk, terms{}},
		{post, "/curator/bulk/run", curator, s.bulkEdit, terms{time: time.Minute}},
	}
}
