// Package stone is the stones with verse carved into them: what people see who
// scan the code beside one, the code itself, and the sheet to hang there.
package stone

import (
	"shiyun/corpus/store"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/paths"
	"shiyun/server/reader/entrances"
	"shiyun/server/site"
)

// Server shows stones.
type Server struct {
	store     *store.Store
	words     *catalogue.Catalogue
	pages     *site.Site
	entrances *entrances.Cache
}

// New shows them in one script of the site.
func New(s *site.Site, counted *entrances.Cache) *Server {
	return &Server{s.Store, s.Catalogue, s, counted}
}

// Routes are its pages.
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get("/s/:code", site.Anyone, s.ofStone("", s.showStone), site.Terms{}),
		site.Get("/s/:code/qr.svg", site.Anyone, s.ofStone("/qr.svg", s.serveStoneSVG), site.Terms{}),
		site.Get("/s/:code/qr.png", site.Anyone, s.ofStone("/qr.png", s.serveStonePNG), site.Terms{}),
		site.Get("/s/:code/print", site.Anyone, s.ofStone("/print", s.showStoneSheet), site.Terms{}),
		site.Get("/fonts/stones/:code/:hash/kai.woff", site.Anyone, assets.FontOf(s.stoneRunes), site.Terms{}),
		site.Get("/fonts/stones/:code/:hash/kai.css", site.Anyone, assets.FontStyleOf(s.stoneRunes), site.Terms{}),
		site.Get(paths.CuratorStones+"/print", site.Curator, s.showStoneSheets, site.Terms{}),
	}
}
