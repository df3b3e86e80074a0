package server

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/route"
)

// Words are the catalogue, for tests that hold it against its use.
func (s *Server) Words() map[string]string { return s.site.Words.Words }

// TraditionalWords are the catalogue in traditional characters.
func (s *Server) TraditionalWords() map[string]string { return s.traditional.site.Words.Words }

// Pages are the names of the page templates.
func (s *Server) Pages() []string { return s.site.Pages.Names() }

// Template is the template of a page.
func (s *Server) Template(page string) (*template.Template, error) {
	return s.site.Pages.Template(page)
}

// Routes are the patterns of all routes that anyone may GET.
func (s *Server) Routes() []string {
	var paths []string
	for _, r := range s.site.Routes.All() {
		if r.Method == http.MethodGet && r.Who == route.Anyone {
			paths = append(paths, r.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

// TableRow is a line of the table of routes.
type TableRow struct {
	Method, Path, Who string
	Time              time.Duration
	Endless           bool
	Fields            []string
	Open              bool
}

// Table is the table of routes.
func (s *Server) Table() []TableRow {
	var rows []TableRow
	for _, r := range s.site.Routes.All() {
		rows = append(rows, TableRow{r.Method, r.Path, string(r.Who), r.Time, r.Endless, r.Fields, r.Open})
	}
	return rows
}

// Registered are the methods and patterns the router knows, HEAD aside.
func (s *Server) Registered() []string {
	var all []string
	for _, r := range s.echo.Routes() {
		if r.Method != http.MethodHead {
			all = append(all, r.Method+" "+r.Path)
		}
	}
	return all
}

// Add adds a line to the table.
func (s *Server) Add(method, path, by string, handle echo.HandlerFunc, body int64, long time.Duration, endless bool) {
	s.add(route.Route{Method: method, Path: path, Who: route.Who(by), Handle: func(echo.Context) (answer.Answer, error) { return answer.Answer(handle), nil }, Terms: route.Terms{Body: body, Time: long, Endless: endless}})
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

// Addresses, for tests of what leads to them.
var (
	PoemPath   = paths.Poem
	AuthorPath = paths.Author
)
