package api

import "shiyun/server/route"

// Routes are what programs ask for.
func (s *Server) Routes() []route.Route {
	searching := func() route.Terms { return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Kept: true} }
	return []route.Route{
		route.Get("/api/v1/search", route.Anyone, s.serveSearch, searching()),
		route.Get("/api/v1/suggest", route.Anyone, s.serveSuggestions, searching()),
		route.Get("/api/v1/poems", route.Anyone, s.servePoems, route.Terms{Kept: true}),
		route.Get("/api/v1/poems/:id", route.Anyone, s.servePoem, route.Terms{Kept: true}),
		route.Get("/api/v1/poems/:id/similar", route.Anyone, s.serveSimilar, searching()),
		route.Get("/api/v1/authors", route.Anyone, s.serveAuthors, route.Terms{Kept: true}),
		route.Get("/api/v1/openapi.json", route.Anyone, s.serveDescription, route.Terms{}),
	}
}
