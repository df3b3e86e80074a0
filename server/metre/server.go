// Package metre is where verse is proof-read while it is written: what a check
// finds, characters that rhyme, patterns of tunes to fill in, and a page for
// each rule.
package metre

import (
	"time"

	"shiyun/server/admission"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows these pages in one script of the site.
type Server struct {
	words  *catalogue.Catalogue
	pages  *page.Pages
	origin request.Origin
	now    func() time.Time
}

// New shows them.
func New(s *site.Site) *Server {
	return &Server{words: s.Words, pages: s.Pages, origin: s.Origin, now: s.Now}
}

// checkFields are those of the form of a check, fillFields those of a tune's.
var (
	checkFields = []string{"title", "body", "form", "tune", "book"}
	fillFields  = []string{"line", "title", "n"}
)

// largestForm is how much may be sent in: 200,000 characters as a form writes
// them.
const largestForm = 2 << 20

// Routes are its pages. Nothing sent in is kept.
func (s *Server) Routes() []route.Route {
	sent := func(fields []string) route.Terms {
		return route.Terms{Fields: fields, Body: largestForm, Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Suggest}
	}
	return []route.Route{
		route.Get(paths.Metre, route.Anyone, s.showCheck, route.Terms{}),
		route.Post(paths.Metre, route.Anyone, s.check, sent(checkFields)),
		route.Get(paths.Rhymes, route.Anyone, s.showRhymes, route.Terms{}),
		route.Get(paths.Tunes, route.Anyone, s.showTunes, route.Terms{}),
		route.Get(paths.Tunes+"/:name", route.Anyone, s.showTune, route.Terms{}),
		route.Post(paths.Tunes+"/:name", route.Anyone, s.fillTune, sent(fillFields)),
		route.Get(paths.Rules, route.Anyone, s.showRules, route.Terms{}),
		route.Get(paths.Rules+"/:name", route.Anyone, s.showRule, route.Terms{}),
	}
}
