package stats

import "shiyun/server/site"

// Routes is the page of figures.
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get(path, site.Anyone, s.showStats, site.Terms{}),
	}
}
