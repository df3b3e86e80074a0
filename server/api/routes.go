package api

import "shiyun/server/site"

// Routes are what programs ask for.
func (s *Server) Routes() []site.Route {
	searching := func() site.Terms { return site.Terms{Limit: site.LimitVisitors(site.Searches)} }
	return []site.Route{
		site.Get("/api/v1/search", site.Anyone, s.search, searching()),
		site.Get("/api/v1/suggest", site.Anyone, s.suggest, searching()),
		site.Get("/api/v1/poems", site.Anyone, s.poems, site.Terms{}),
		site.Get("/api/v1/poems/:id", site.Anyone, s.poem, site.Terms{}),
		site.Get("/api/v1/poems/:id/similar", site.Anyone, s.similar, searching()),
		site.Get("/api/v1/authors", site.Anyone, s.authors, site.Terms{}),
		site.Get("/api/v1/openapi.json", site.Anyone, s.describe, site.Terms{}),
	}
}
