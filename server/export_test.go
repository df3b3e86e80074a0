package server

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
)

// Words are the catalogue, for tests that hold it against its use.
func (s *Server) Words() map[string]string { return s.TheWords }

// Pages are the names of the page templates.
func (s *Server) Pages() []string {
	return s.PageNames()
}

// Routes are the patterns of all routes that anyone may GET.
func (s *Server) Routes() []string {
	var paths []string
	for _, r := range s.TheTable {
		if r.method == http.MethodGet && r.who == anyone {
			paths = append(paths, r.path)
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
}

// Table is the table of routes.
func (s *Server) Table() []TableRow {
	var rows []TableRow
	for _, r := range s.TheTable {
		rows = append(rows, TableRow{r.method, r.path, string(r.who), r.time, r.endless})
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
	s.add(route{method, path, who(by), handle, terms{body: body, time: long, endless: endless}})
}

// Grounds are the colours browsers are told, by theme.
var Grounds = grounds

// LocalPath is where to go after signing in.
var LocalPath = localPath

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
	PoemPath   = poemPath
	AuthorPath = authorPath
	MediaPath  = mediaPath
)

// TraditionalWords are the catalogue in traditional characters.
func (s *Server) TraditionalWords() map[string]string { return s.traditional.TheWords }

// Begun is what the first page shows of a poem.
var Begun = begun

// The program's own names of what it counts and plays with.
const FeihuaCharacters = feihuaCharacters

func Images() []string { return images }
