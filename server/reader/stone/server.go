// Package stone is the stones with verse carved into them: what people see who
// scan the code beside one, the code itself, and the sheet to hang there.
package stone

import (
	"shiyun/corpus/store"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/reader/entrances"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
	"shiyun/server/site"
)

// Server shows stones.
type Server struct {
	store     *store.Store
	words     *catalogue.Catalogue
	pages     *page.Pages
	origin    request.Origin
	sessions  *session.Sessions
	entrances *entrances.Cache
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, origin: s.Origin, sessions: s.Sessions, entrances: counted}
}

// Routes are its pages.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Stones, route.Anyone, s.showStones, route.Terms{Kept: true}),
		route.Get("/s/:code", route.Anyone, s.ofStone("", s.showStone), route.Terms{Kept: true}),
		route.Get("/s/:code/qr.svg", route.Anyone, s.ofStone("/qr.svg", s.serveStoneSVG), route.Terms{Kept: true}),
		route.Get("/s/:code/qr.png", route.Anyone, s.ofStone("/qr.png", s.serveStonePNG), route.Terms{Kept: true}),
		route.Get("/s/:code/print", route.Anyone, s.ofStone("/print", s.showStoneSheet), route.Terms{Kept: true}),
		route.Get("/fonts/stones/:code/:hash/kai.woff", route.Anyone, assets.FontOf(s.stoneRunes), route.Terms{}),
		route.Get("/fonts/stones/:code/:hash/kai.css", route.Anyone, assets.FontStyleOf(s.stoneRunes), route.Terms{}),
		route.Get(paths.CuratorStones+"/print", route.Curator, s.showStoneSheets, route.Terms{}),
	}
}
