// Package reading is one poem as it is read: its page in the reader's script,
// with or without pinyin, its neighbours on the way the reader came, its card,
// its font, its text and its history.
package reading

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/site"
)

// Server shows one poem.
type Server struct {
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *site.Site
	cards  *Cards
}

// New shows them in one script of the site.
func New(s *site.Site, cards *Cards) *Server {
	return &Server{s.Store, s.Search, s.Catalogue, s, cards}
}

// Routes are its pages.
func (s *Server) Routes() []site.Route {
	searching := func() site.Terms { return site.Terms{Limit: site.LimitVisitors(site.Searches)} }
	return []site.Route{
		site.Get("/poems/:id", site.Anyone, s.showPoem, searching()),       // for poems like it, and on the way through a search
		site.Get("/poems/:id/:slug", site.Anyone, s.showPoem, searching()), // the slug is for people and is not looked at
		site.Get("/poems/:id/text", site.Anyone, s.servePoemText, site.Terms{}),
		site.Get("/poems/:id/history", site.Anyone, s.showPoemHistory, site.Terms{}),
		site.Get("/poems/:id/"+tallCard.file, site.Anyone, s.serveCard(tallCard), site.Terms{Raw: true}),
		site.Get("/poems/:id/"+squareCard.file, site.Anyone, s.serveCard(squareCard), site.Terms{Raw: true}),
		site.Get("/media/:id/:name", site.Anyone, s.serveMedia, site.Terms{Raw: true, Time: 10 * time.Minute}), // a recording on a slow line
		site.Get("/fonts/poem/:id/:revision/kai.woff", site.Anyone, assets.FontOf(s.fontRunes), site.Terms{}),
		site.Get("/fonts/poem/:id/:revision/kai.css", site.Anyone, assets.FontStyleOf(s.fontRunes), site.Terms{}),
	}
}
