package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/preferences"
	"shiyun/server/request"
)

// pages are the templates by name of page. Each is parsed when it is first
// shown: parsing all of them, in two scripts, is most of what a start takes.
// They are part of the program, so that none can break between a test, which
// parses them all, and a visit.
type pages map[string]func() (*template.Template, error)

// View is what a page shows. What stands below Data is filled in when it is
// rendered.
type View struct {
	Title       string // of the page; the site's name is added
	Description string // for link cards
	Path        string // the one address of the page; "" for none
	Section     string // the entry of the menu it stands under
	Query       string // what the search box holds
	NoIndex     bool
	Font        string // folder of a poem's own font, from poemFont; "" for none
	Here        string // where the page can be read again; "" for the address asked for
	Picture     string // for link cards, of a poem's page; "" for none
	Feed        string // of what the page lists; "" for none
	Data        any

	Demo    bool
	Version string
	Base    string
	Bar     *CuratorBar // nil for visitors, and on pages that are for everybody
	Desk    bool        // the page is curators' own
	Prefs   preferences.Preferences
	Lang    string // of what the site itself says
}

// newPages takes every page together with the layout, the mark and the shared
// parts.
func newPages(from fs.FS, functions template.FuncMap) (pages, error) {
	layout := sync.OnceValues(func() (*template.Template, error) {
		return template.New("layout.html").Funcs(functions).ParseFS(from, "templates/*.html", "images/"+assets.Icon)
	})
	files, err := fs.Glob(from, "templates/pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	all := pages{}
	for _, file := range files {
		all[strings.TrimSuffix(path.Base(file), ".html")] = sync.OnceValues(func() (*template.Template, error) {
			shared, err := layout()
			if err != nil {
				return nil, fmt.Errorf("parse layout: %w", err)
			}
			page, err := shared.Clone()
			if err == nil {
				page, err = page.ParseFS(from, file)
			}
			if err != nil {
				return nil, fmt.Errorf("parse %s: %w", file, err)
			}
			return page, nil
		})
	}
	return all, nil
}

// PageNames are the names of all pages.
func (s *Site) PageNames() []string { return slices.Sorted(maps.Keys(s.pages)) }

// Template is a page with the layout and the shared parts.
func (s *Site) Template(page string) (*template.Template, error) {
	parsed, ok := s.pages[page]
	if !ok {
		return nil, fmt.Errorf("no page %q", page)
	}
	return parsed()
}

// Render renders one part of a page into memory: a template that fails half
// way must become an error page, not half a page.
func (s *Site) Render(page, part string, data any) ([]byte, error) {
	t, err := s.Template(page)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, part, data); err != nil {
		return nil, fmt.Errorf("render %s of %s: %w", part, page, err)
	}
	return b.Bytes(), nil
}

// Show answers with a page.
func (s *Site) Show(c echo.Context, status int, name string, v View) (answer.Answer, error) {
	v.Demo, v.Version, v.Base, v.Bar = s.Demo, s.Version, string(s.Origin), s.barOf(c)
	v.Desk, v.Prefs, v.Lang = request.IsCurators(c), s.Origin.Preferences(c), s.Lang
	v.NoIndex = v.NoIndex || v.Desk
	if v.Here == "" {
		v.Here = request.Address(c)
	}
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderCookie)
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	content, err := s.Render(name, "layout.html", v)
	if err != nil {
		return nil, err
	}
	return answer.Body(status, echo.MIMETextHTMLCharsetUTF8, content)
}
