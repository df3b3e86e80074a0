package api

import (
	"shiyun/server/admission"
	"shiyun/server/route"
)

// Routes are what programs ask for.
func (s *Server) Routes() []route.Route {
	limited := func(class admission.Class) route.Terms {
		return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Kept: true, Class: class}
	}
	return []route.Route{
		route.Get("/api/v1/search", route.Anyone, s.serveSearch, limited(admission.Search)),
		route.Get("/api/v1/suggest", route.Anyone, s.serveSuggestions, limited(admission.Suggest)),
		route.Get("/api/v1/poems", route.Anyone, s.servePoems, route.Terms{Kept: true}),
		route.Get("/api/v1/poems/:id", route.Anyone, s.servePoem, route.Terms{Kept: true}),
		route.Get("/api/v1/poems/:id/similar", route.Anyone, s.serveSimilar, limited(admission.Page)),
		route.Get("/api/v1/authors", route.Anyone, s.serveAuthors, route.Terms{Kept: true}),
		route.Post("/api/v1/check", route.Anyone, s.serveCheck, route.Terms{Body: largestCheck, Fields: checkFields, Open: true,
			Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Suggest}),
		route.Get("/api/v1/openapi.json", route.Anyone, s.serveDescription, route.Terms{}),
	}
}
