package server

import "slices"

// routes makes the site answer everything in the table, and nothing else.
//
// To add a route, add a line to one of the lists below: method, path, who may
// use it (anyone, curator, admin), handler, terms. The terms are {} for an
// ordinary page or form (256 KB sent in, 10 s); uploading for files, read by
// the handler with c.Request().MultipartReader(); streaming for server-sent
// events. Handlers of curators' routes find who asks with accountOf and
// actorOf and read small forms with formOf. The entries of the curators' bar
// and the cards of their first page (curator_bar.go, curator_home.go) appear
// by themselves once the route they lead to is in the table. A test asks
// every route as each sort of visitor; one for anyone also needs an address
// in routes_test.go.
func (s *Server) routes() {
	for _, r := range slices.Concat(s.healthRoutes(), s.siteRoutes(), s.readerRoutes(), s.playRoutes(), s.statsRoutes(), s.submitRoutes(), s.allCuratorRoutes(), s.apiRoutes()) {
		s.add(r)
	}
}

func (s *Server) healthRoutes() []route {
	return []route{
		get("/healthz", anyone, s.showHealth, terms{}),
		get("/readyz", anyone, s.showReady, terms{}),
	}
}
