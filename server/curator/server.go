package curator

import (
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows the first page of those who look after the archive.
type Server struct{ *site.Site }

// New serves curators in one script of the site.
func New(s *site.Site) *Server { return &Server{s} }

// Routes are the way to the first page.
func (s *Server) Routes() []route.Route {
	return []route.Route{route.Get(paths.Curator, route.Curator, s.showHome, route.Terms{})}
}
