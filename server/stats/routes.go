package stats

import (
	"shiyun/server/admission"
	"shiyun/server/route"
)

// Routes is the page of figures.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(path, route.Anyone, s.showStats, route.Terms{Kept: true, Class: admission.Heavy}),
	}
}
