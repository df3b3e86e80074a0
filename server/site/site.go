// Package site is what every page stands on: what the site says and in which
// script, templates, errors and their one answer, addresses, forms and lists,
// who is signed in, and what residents' and curators' pages both draw. It
// knows none of the packages whose pages these are.
package site

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
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
	PublicURL string           // where the site is reached from outside, without a slash at its end; "" where that is not known
	Demo      bool             // every page says that its poems are samples
	Now       func() time.Time // in the time zone of the residents
	Log       *slog.Logger
	Functions template.FuncMap // what templates may call besides the site's own
}

// Site is what every page is made with, in one script.
type Site struct {
	*shared
	*catalogue.Catalogue // what it says, and in which script
	pages                pages
	Table                []Route // every route, for menus that must not lead nowhere
}

// shared is what both scripts of the site have in common.
type shared struct {
	Config
	*stock
	misses chan corpus.Missed
}

// stock is what the program brings along for its pages.
type stock struct {
	hans, hant *catalogue.Catalogue
	assets     assets
	headings   []fixedFont
	examples   fixedFont
}

// loadStock is the same for every site of the process.
var loadStock = sync.OnceValues(func() (*stock, error) {
	var s stock
	var err error
	if s.hans, s.hant, err = catalogue.Load(web.Files, convertStored); err != nil {
		return nil, err
	}
	if err = s.loadFonts(); err != nil {
		return nil, err
	}
	s.assets, err = loadAssets(s.headings)
	return &s, err
})

// New makes the site in simplified and in traditional characters.
func New(cfg Config) (hans, hant *Site, err error) {
	stock, err := loadStock()
	if err != nil {
		return nil, nil, fmt.Errorf("load what pages are made of: %w", err)
	}
	both := &shared{Config: cfg, stock: stock, misses: make(chan corpus.Missed, missesWaiting)}
	hans = &Site{shared: both, Catalogue: stock.hans}
	hant = &Site{shared: both, Catalogue: stock.hant}
	for _, s := range []*Site{hans, hant} {
		if s.pages, err = newPages(s.functions()); err != nil {
			return nil, nil, err
		}
	}
	return hans, hant, nil
}
