// Package reading is one poem as it is read: its page in the reader's script,
// with or without pinyin, its neighbours on the way the reader came, its card,
// its font, its text and its history.
package reading

import (
	"log/slog"
	"time"

	"shiyun/corpus/store"
	"shiyun/server/admission"
	"shiyun/server/assets"
	"shiyun/server/borrowed"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
	"shiyun/server/site"
)

// Server shows one poem.
type Server struct {
	store    *store.Store
	search   site.Searcher
	words    *catalogue.Catalogue
	pages    *page.Pages
	origin   request.Origin
	hosts    *request.Hosts
	sessions *session.Sessions
	now      func() time.Time
	log      *slog.Logger
	cards    *Cards
	borrowed *borrowed.Finder
}

// New shows them in one script of the site.
func New(s *site.Site, cards *Cards) *Server {
	return &Server{store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, origin: s.Origin, hosts: s.Hosts, sessions: s.Sessions, now: s.Now, log: s.Log, cards: cards, borrowed: s.Borrowed}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	limited := func() route.Terms { return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Kept: true} }
	return []route.Route{
		route.Get("/poems/:id", route.Anyone, s.showPoem, limited()),       // for poems like it, and on the way through a search
		route.Get("/poems/:id/:slug", route.Anyone, s.showPoem, limited()), // the slug is for people and is not looked at
		route.Get("/poems/:id/text", route.Anyone, s.servePoemText, route.Terms{Kept: true}),
		route.Get("/poems/:id/lines", route.Anyone, s.showPoemLines, route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Search}),
		route.Get("/poems/:id/history", route.Anyone, s.showPoemHistory, route.Terms{}),
		route.Get("/poems/:id/"+tallCard.file, route.Anyone, s.serveCard(tallCard), route.Terms{Raw: true, Class: admission.Heavy}),
		route.Get("/poems/:id/"+squareCard.file, route.Anyone, s.serveCard(squareCard), route.Terms{Raw: true, Class: admission.Heavy}),
		route.Get("/media/:id/:name", route.Anyone, s.serveMedia, route.Terms{Raw: true, Time: 10 * time.Minute, Class: admission.Free}), // a recording on a slow line
		route.Get("/fonts/poem/:id/:revision/kai.woff", route.Anyone, assets.FontOf(s.fontRunes), route.Terms{}),
		route.Get("/fonts/poem/:id/:revision/kai.css", route.Anyone, assets.FontStyleOf(s.fontRunes), route.Terms{}),
	}
}
