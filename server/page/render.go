// Package page renders pages: templates in the words of one script, the menu of
// curators, and errors, which become answers here and nowhere else.
package page

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/identity"
	"shiyun/server/preferences"
	"shiyun/server/request"
	"shiyun/server/route"
)

// Config is what pages are made with.
type Config struct {
	Words     *catalogue.Catalogue // and the script they are in
	Assets    *assets.Assets
	Routes    *route.Table // for menus, which must not lead nowhere
	Origin    request.Origin
	Hosts     *request.Hosts
	Version   string
	Own       *identity.Own    // what the community has set; nil where it has nothing to set it with
	Demo      bool             // every page shows that its poems are samples
	Now       func() time.Time // in the time zone of the residents
	Log       *slog.Logger
	Functions template.FuncMap // what templates may call besides those of this package
	Dev       bool             // error pages show the error
	// ReadOnly returns why nothing can be sent in; the zero message where it can.
	ReadOnly func() corpus.Message
	// Curates reports whether a curator looks at a page for everyone, which then is
	// kept by nobody; nil where nobody can sign in.
	Curates func(echo.Context) bool
	// Passes reports whether an error is one of a database that is away for a
	// moment; nil where none is.
	Passes func(error) bool
}

// Pages renders the pages of the site in one script. It is safe for concurrent
// use.
type Pages struct {
	cfg       Config
	templates templates
	busy      busy
}

// New returns the pages whose templates are in the folders of from.
func New(from fs.FS, cfg Config) (*Pages, error) {
	p := &Pages{cfg: cfg}
	var err error
	if p.templates, err = newTemplates(from, p.functions()); err == nil {
		p.busy, err = p.newBusy(from)
	}
	return p, err
}

// Site returns what the community has set of its site.
func (p *Pages) Site(ctx context.Context) *identity.Identity {
	if p.cfg.Own == nil {
		return identity.Of(corpus.SiteSettings{}, p.cfg.Words)
	}
	return p.cfg.Own.Now(ctx)
}

// Has reports whether the site answers GET on exactly this path.
func (p *Pages) Has(path string) bool { return p.cfg.Routes.Has(path) }

// templates are by name of page. Each is parsed when it is first
// shown: parsing all of them, in two scripts, is most of what a start takes.
// They are part of the program, so that none can break between a test, which
// parses them all, and a visit.
type templates map[string]func() (*template.Template, error)

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

	Demo     bool
	ReadOnly corpus.Message // why nothing can be sent in, on pages with a form
	Version  string
	Base     string
	Bar      *CuratorBar // nil for visitors, and on pages that are for everyone
	Desk     bool        // the page is curators' own
	Signed   bool        // a curator looks at a page for everyone
	Prefs    preferences.Preferences
	Site     *identity.Identity
	Lang     string // of the words of the site itself
}

// newTemplates takes every page together with the layout, the mark and the shared
// parts.
func newTemplates(from fs.FS, functions template.FuncMap) (templates, error) {
	layout := sync.OnceValues(func() (*template.Template, error) {
		return template.New("layout.html").Funcs(functions).ParseFS(from, "templates/*.html", "images/"+assets.Icon)
	})
	files, err := fs.Glob(from, "templates/pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	all := templates{}
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

// Names returns the names of all pages.
func (p *Pages) Names() []string { return slices.Sorted(maps.Keys(p.templates)) }

// Template returns a page with the layout and the shared parts.
func (p *Pages) Template(page string) (*template.Template, error) {
	parsed, ok := p.templates[page]
	if !ok {
		return nil, fmt.Errorf("no page %q", page)
	}
	return parsed()
}

// Render renders one part of a page into memory: a template that fails half
// way must become an error page, not half a page.
func (p *Pages) Render(page, part string, data any) ([]byte, error) {
	t, err := p.Template(page)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, part, data); err != nil {
		return nil, fmt.Errorf("render %s of %s: %w", part, page, err)
	}
	return b.Bytes(), nil
}

// formPages are the pages for everyone on which something is written to be
// kept.
var formPages = []string{"submit", "correct", "receipt", "receipt-withdraw"}

// Show answers with a page.
func (p *Pages) Show(c echo.Context, status int, name string, v View) (answer.Answer, error) {
	v.Site = p.Site(c.Request().Context())
	v.Demo, v.Version, v.Base, v.Bar = p.cfg.Demo, p.cfg.Version, p.cfg.Hosts.Whole(c), p.barOf(c)
	v.Desk, v.Prefs, v.Lang = request.IsCurators(c), p.cfg.Origin.Preferences(c), p.cfg.Words.Lang
	v.NoIndex = v.NoIndex || v.Desk
	v.Signed = !v.Desk && p.cfg.Curates != nil && p.cfg.Curates(c)
	if p.cfg.ReadOnly != nil && (v.Desk || slices.Contains(formPages, name)) {
		v.ReadOnly = p.cfg.ReadOnly()
	}
	if v.Description == "" && !v.NoIndex {
		v.Description = v.Site.Description
	}
	if v.Here == "" {
		v.Here = request.Address(c)
	}
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderCookie)
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	content, err := p.Render(name, "layout.html", v)
	if err != nil {
		return nil, err
	}
	return answer.Body(status, echo.MIMETextHTMLCharsetUTF8, p.withFormToken(c, content))
}
