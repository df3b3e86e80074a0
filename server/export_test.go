package server

import (
	"net/http"
	"net/http/httptest"
	"slices"
)

// Words are the catalogue, for tests that hold it against its use.
func (s *Server) Words() map[string]string { return s.words }

// Pages are the names of the page templates.
func (s *Server) Pages() []string {
	var names []string
	for name := range s.pages {
		names = append(names, name)
	}
	return names
}

// Routes are the patterns of all routes.
func (s *Server) Routes() []string {
	var paths []string
	for _, r := range s.echo.Routes() {
		if r.Method == http.MethodGet {
			paths = append(paths, r.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

// RouteOf is the pattern that answers an address.
func (s *Server) RouteOf(method, target string) string {
	req := httptest.NewRequest(method, target, nil)
	c := s.echo.NewContext(req, httptest.NewRecorder())
	path := req.URL.RawPath
	if path == "" {
		path = req.URL.Path
	}
	s.echo.Router().Find(method, path, c)
	return c.Path()
}
