// Package site is what every page stands on: what the site says and in which
// script, templates, errors and their one answer, addresses, forms and lists,
// who is signed in, and what residents' and curators' pages both draw. It
// knows none of the packages whose pages these are.
package site

import (
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/lang"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/web"
)

// Searcher answers queries, with what is published at that moment and nothing
// else. Its lists are empty rather than nil.
type Searcher interface {
	Search(ctx context.Context, req search.Request) (search.Result, error)
	Suggest(ctx context.Context, q string, limit int) ([]search.Suggestion, error)
	// Similar finds poems like one, the closest first.
	Similar(ctx context.Context, id corpus.PoemID, limit int) ([]search.Related, error)
	// Answers tells which poem answers which, in order of id.
	Answers(ctx context.Context) ([]search.Answer, error)
}

// Ready tells whether searches see everything the archive holds.
type Ready interface{ Ready() bool }

// Config is what a Site is made of.
type Config struct {
	Store     *store.Store
	Search    Searcher
	Ready     Ready
	Version   string
	Origin    request.Origin
	Demo      bool             // every page says that its poems are samples
	Now       func() time.Time // in the time zone of the residents
	Log       *slog.Logger
	Functions template.FuncMap // what templates may call besides the site's own
	// Dev holds the folders of web that are read in place of those in the
	// program; error pages then show the error. Nil outside development.
	Dev fs.FS
}

// Site is what every page is made with, in one script.
type Site struct {
	*shared
	*catalogue.Catalogue // what it says, and in which script
	pages                pages
	Table                *route.Table // every route, for menus that must not lead nowhere
}

// shared is what both scripts of the site have in common.
type shared struct {
	Config
	*stock
	misses chan corpus.Missed
}

// stock is what the program brings along for its pages.
type stock struct {
	from       fs.FS // the folders of web
	hans, hant *catalogue.Catalogue
	*assets.Assets
}

// embedded is the stock of every site of the process that is not in
// development.
var embedded = sync.OnceValues(func() (*stock, error) { return loadStock(web.Files) })

func loadStock(from fs.FS) (*stock, error) {
	s := &stock{from: from}
	var err error
	if s.hans, s.hant, err = catalogue.Load(from, convertStored); err != nil {
		return nil, err
	}
	s.Assets, err = assets.Load(from, s.hans, s.hant)
	return s, err
}

// New makes the site in simplified and in traditional characters.
func New(cfg Config) (hans, hant *Site, err error) {
	return load(cfg, make(chan corpus.Missed, missesWaiting))
}

// Reload makes the site anew from the files of Config.Dev as they are now; what
// waits to be written down is shared with the old one.
func (s *Site) Reload() (hans, hant *Site, err error) { return load(s.Config, s.misses) }

func load(cfg Config, misses chan corpus.Missed) (hans, hant *Site, err error) {
	stock, err := embedded()
	if cfg.Dev != nil {
		stock, err = loadStock(cfg.Dev)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("load what pages are made of: %w", err)
	}
	both := &shared{Config: cfg, stock: stock, misses: misses}
	hans = &Site{shared: both, Catalogue: stock.hans, Table: &route.Table{}}
	hant = &Site{shared: both, Catalogue: stock.hant, Table: &route.Table{}}
	for _, s := range []*Site{hans, hant} {
		if s.pages, err = newPages(stock.from, s.functions()); err != nil {
			return nil, nil, err
		}
	}
	return hans, hant, nil
}

// Prepare makes what the first visitor would wait for: the fonts of the
// headings, and the table by which scripts are told apart.
func (s *Site) Prepare() {
	lang.Prepare()
	if err := s.Assets.Prepare(); err != nil {
		s.Log.Error("prepare assets", "error", err)
	}
}
