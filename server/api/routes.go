package api

import "shiyun/server/route"

// Routes are what programs ask for.
func (s *Server) Routes() []route.Route {
	searching := func() route.Terms { return route.Terms{Limit: route.LimitVisitors(route.Searches)} }
	return []route.Route{
		route.Get("/api/v1/search", route.Anyone, s.search, searching()),
		route.Get("/api/v1/suggest", route.Anyone, s.suggest, searching()),
		route.Get("/api/v1/poems", route.Anyone, s.poems, route.Terms{}),
		route.Get("/api/v1/poems/:id", route.Anyone, s.poem, route.Terms{}),
		route.Get("/api/v1/poems/:id/similar", route.Anyone, s.similar, searching()),
		route.Get("/api/v1/authors", route.Anyone, s.authors, route.Terms{}),
		route.Get("/api/v1/openapi.json", route.Anyone, s.describe, route.Terms{}),
	}
}
