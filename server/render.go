package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/web"
)

// pages are the parsed templates by name of page.
type pages map[string]*template.Template

// view is what a page shows. What stands below Data is filled in when it is
// rendered.
type view struct {
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
	Bar     *curatorBar // nil for visitors, and on pages that are for everybody
	Desk    bool        // the page is curators' own
	Prefs   preferences
	Lang    string // of what the site itself says
}

// loadPages parses every page together with the layout, the mark and the shared parts,
// so that a broken template ends the start and not a visit.
func (s *Server) loadPages() error {
	shared, err := template.New("layout.html").Funcs(s.functions()).ParseFS(web.Files, "templates/*.html", "images/"+icon)
	if err != nil {
		return fmt.Errorf("parse layout: %w", err)
	}
	files, err := fs.Glob(web.Files, "templates/pages/*.html")
	if err != nil {
		return fmt.Errorf("list pages: %w", err)
	}
	s.pages = pages{}
	for _, file := range files {
		page, err := shared.Clone()
		if err == nil {
			page, err = page.ParseFS(web.Files, file)
		}
		if err != nil {
			return fmt.Errorf("parse %s: %w", file, err)
		}
		s.pages[strings.TrimSuffix(path.Base(file), ".html")] = page
	}
	return nil
}

// page renders into memory first: a template that fails half way must become
// an error page, not half a page.
func (s *Server) page(c echo.Context, status int, name string, v view) error {
	v.Demo, v.Version, v.Base, v.Bar = s.cfg.Demo, s.cfg.Version, s.cfg.PublicURL, s.barOf(c)
	v.Desk, v.Prefs, v.Lang = isCurators(c), s.preferencesOf(c), s.lang
	v.NoIndex = v.NoIndex || v.Desk
	if v.Here == "" {
		v.Here = addressOf(c)
	}
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderCookie)
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "layout.html", v); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	return write(c, status, echo.MIMETextHTMLCharsetUTF8, b.Bytes())
}

func writeJSON(c echo.Context, status int, contentType string, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	return write(c, status, contentType, b.Bytes())
}

func sendJSON(c echo.Context, v any) error {
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON+"; charset=utf-8", v)
}

// write sends a finished answer. Visitors may keep it but must ask each time
// whether it still stands: a withdrawn poem must not live on in a cache. The
// tag is made from the answer itself, so nothing that shows on it can be
// forgotten.
func write(c echo.Context, status int, contentType string, body []byte) error {
	h := c.Response().Header()
	if h.Get(echo.HeaderCacheControl) == "" {
		h.Set(echo.HeaderCacheControl, "no-cache")
	}
	if status == http.StatusOK && h.Get(echo.HeaderCacheControl) == "no-cache" {
		sum := sha256.Sum256(body)
		tag := fmt.Sprintf(`W/"%x"`, sum[:12])
		h.Set("ETag", tag)
		if holds(c.Request().Header.Get("If-None-Match"), tag) {
			return c.NoContent(http.StatusNotModified)
		}
	}
	return c.Blob(status, contentType, body)
}

// holds tells whether an If-None-Match names the tag, in either strength.
func holds(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(one), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
