package server

// apiRoutes are what programs ask for.
func (s *Server) apiRoutes() []route {
	searching := func() terms { return terms{limit: limitVisitors(searches)} }
	return []route{
		get("/api/v1/search", anyone, s.apiSearch, searching()),
		get("/api/v1/suggest", anyone, s.apiSuggest, searching()),
		get("/api/v1/poems", anyone, s.apiPoems, terms{}),
		get("/api/v1/poems/:id", anyone, s.apiPoem, terms{}),
		get("/api/v1/poems/:id/similar", anyone, s.apiSimilar, searching()),
		get("/api/v1/authors", anyone, s.apiAuthors, terms{}),
		get("/api/v1/openapi.json", anyone, s.apiOpenAPI, terms{}),
	}
}
