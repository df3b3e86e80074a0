// Package site makes the parts that pages are made with, in both scripts: words,
// assets, pages, sessions, misses. It knows none of the packages whose pages
// these are.
package site

import (
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/corpus/borrowing/classics"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/assets"
	"shiyun/server/borrowed"
	"shiyun/server/catalogue"
	"shiyun/server/identity"
	"shiyun/server/lang"
	"shiyun/server/misses"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
	"shiyun/web"
)

// Searcher answers queries, with what is published at that moment and nothing
// else. Its lists are empty rather than nil.
type Searcher interface {
	Search(ctx context.Context, req search.Request) (search.Result, error)
	Suggest(ctx context.Context, q string, limit int) ([]search.Suggestion, error)
	// Similar finds poems like one, the closest first.
	Similar(ctx context.Context, id corpus.PoemID, limit int) ([]search.Related, error)
	// Answers returns which poem answers which, in order of id.
	Answers(ctx context.Context) ([]search.Answer, error)
	// Borrowed returns where lines of poems stand in other poems.
	Borrowed(ctx context.Context, asked []search.LinesAsked) ([][]borrowing.Found, error)
	// Uses returns how often characters stand in clauses, or end them.
	Uses(ctx context.Context, chars []rune, ends bool, examples int) ([]search.CharUse, error)
}

// Ready reports whether searches see everything the archive holds.
type Ready interface{ Ready() bool }

// Config is what a Site is made of.
type Config struct {
	Store     *store.Store
	Search    Searcher
	Classics  *classics.Library // nil for none
	Ready     Ready
	Version   string
	Origin    request.Origin
	Demo      bool             // every page shows that its poems are samples
	Now       func() time.Time // in the time zone of the residents
	Log       *slog.Logger
	Functions template.FuncMap // what templates may call besides the site's own
	// Dev holds the folders of web that are read in place of those in the
	// program; error pages then show the error. Nil outside development.
	Dev fs.FS
}

// Site has what pages are made with, by part, in one script. Handlers keep the
// parts they use and no Site.
type Site struct {
	Store    *store.Store
	Search   Searcher
	Ready    Ready
	Now      func() time.Time
	Log      *slog.Logger
	Version  string
	Origin   request.Origin
	Words    *catalogue.Catalogue
	Assets   *assets.Assets
	Routes   *route.Table
	Pages    *page.Pages
	Sessions *session.Sessions
	Misses   *misses.Log
	Hosts    *request.Hosts
	Palette  *identity.Palette // that colours are chosen against
	Borrowed *borrowed.Finder

	cfg Config
}

// stock is what the program brings along for its pages.
type stock struct {
	from       fs.FS // the folders of web
	hans, hant *catalogue.Catalogue
	assets     *assets.Assets
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
	s.assets, err = assets.Load(from, s.hans, s.hant)
	return s, err
}

// New makes the site in simplified and in traditional characters.
func New(cfg Config) (hans, hant *Site, err error) {
	hosts, err := cfg.Store.Setting(context.Background(), hostsSetting)
	if err != nil {
		cfg.Log.Warn("hosts of the site", "error", err) // addresses begin with a slash until a curator signs in
	}
	return load(cfg, misses.New(cfg.Store, cfg.Now, cfg.Log), request.NewHosts(cfg.Origin, hosts))
}

// hostsSetting is under which the store keeps the hosts that were learnt.
const hostsSetting = "hosts"

// LearnHost notes the host under which a curator has just signed in. Where
// the archive takes no writing, it is known until the program ends.
func (s *Site) LearnHost(c echo.Context) {
	kept := s.Hosts.Learn(c)
	if kept == "" {
		return
	}
	if err := s.Store.SetSetting(c.Request().Context(), hostsSetting, kept); err != nil {
		s.Log.Warn("keep hosts of the site", "error", err)
	}
}

// Reload makes the site anew from the files of Config.Dev as they are now; what
// waits to be written down is shared with the old one.
func (s *Site) Reload() (hans, hant *Site, err error) { return load(s.cfg, s.Misses, s.Hosts) }

func load(cfg Config, missed *misses.Log, hosts *request.Hosts) (hans, hant *Site, err error) {
	from, err := embedded()
	if cfg.Dev != nil {
		from, err = loadStock(cfg.Dev)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("load what pages are made of: %w", err)
	}
	own, err := from.own(cfg)
	if err != nil {
		return nil, nil, fmt.Errorf("read what the community has set: %w", err)
	}
	if hans, err = from.open(from.hans, own, cfg, missed, hosts); err != nil {
		return nil, nil, err
	}
	hant, err = from.open(from.hant, own, cfg, missed, hosts)
	return hans, hant, err
}

// own is what one site has beside the stock of all.
type own struct {
	assets *assets.Assets
	keeper *identity.Keeper
}

func (s *stock) own(cfg Config) (own, error) {
	files := s.assets.Own()
	keeper, err := identity.Keep(cfg.Store, s.from, files, s.hans, s.hant, cfg.Log)
	return own{files, keeper}, err
}

// open makes the site in the script of words.
func (s *stock) open(words *catalogue.Catalogue, own own, cfg Config, missed *misses.Log, hosts *request.Hosts) (*Site, error) {
	routes, sessions := &route.Table{}, session.New(cfg.Store, cfg.Origin)
	pages, err := page.New(s.from, page.Config{Words: words, Assets: own.assets, Own: own.keeper.In(words), Routes: routes, Origin: cfg.Origin, Hosts: hosts, Version: cfg.Version,
		Demo: cfg.Demo, Now: cfg.Now, Log: cfg.Log, Functions: cfg.Functions, Dev: cfg.Dev != nil, ReadOnly: cfg.Store.ReadOnly, Passes: cfg.Store.Passes, Curates: sessions.Curates})
	if err != nil {
		return nil, err
	}
	return &Site{Store: cfg.Store, Search: cfg.Search, Ready: cfg.Ready, Now: cfg.Now, Log: cfg.Log, Version: cfg.Version, Origin: cfg.Origin,
		Words: words, Assets: own.assets, Routes: routes, Pages: pages, Palette: own.keeper.Palette(), Sessions: sessions, Misses: missed, Hosts: hosts,
		Borrowed: borrowed.New(cfg.Search, cfg.Classics, words, cfg.Log), cfg: cfg}, nil
}

// IsDev reports whether the files of web are read anew at each request.
func (s *Site) IsDev() bool { return s.cfg.Dev != nil }

// Prepare makes what the first visitor would wait for: the fonts of the
// headings, and the table by which scripts are told apart.
func (s *Site) Prepare() {
	lang.Prepare()
	if err := s.Assets.Prepare(); err != nil {
		s.Log.Error("prepare assets", "error", err)
	}
}
