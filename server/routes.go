package server

import (
	"shiyun/server/admission"
	"shiyun/server/route"
)

// routes makes the site answer everything in the tables of its parts, and
// nothing else.
//
// To add a route, add a line to the table of a part (the method Routes of its
// package): path, who may use it (anyone, curator, admin), handler, terms. The
// terms are {} for an ordinary page or form (256 KB sent in, 10 s); those of
// package batch are for files, read by the handler with
// c.Request().MultipartReader(), and for server-sent events. Handlers of curators' routes find who asks with
// session.AccountOf and curator.ActorOf and read small forms with request.Form.
// The entries of the curators' bar and the cards of their first page
// (page/bar.go, curator/home.go) appear by themselves once the route they lead
// to is in the table. A test asks every route as each sort of visitor; one for anyone also
// needs an address in routes_test.go.
func (s *Server) routes(parts []part) {
	all := s.healthRoutes()
	for _, p := range parts {
		all = append(all, p.Routes()...)
	}
	for _, r := range all {
		s.add(r)
	}
}

// healthRoutes are those by which a supervisor asks how the program is.
func (s *Server) healthRoutes() []route.Route {
	return []route.Route{
		route.Get("/healthz", route.Anyone, s.showHealth, route.Terms{Class: admission.Free}),
		route.Get("/readyz", route.Anyone, s.showReady, route.Terms{Class: admission.Free}),
	}
}
