// Package server shows the archive: pages for people, JSON for programs, over
// the same functions.
//
// What pages are made with is in site; reader, play, stats, submit, api
// and the desks of curator each have some of the pages and the table of their routes, and know
// nothing of each other. This package puts them together: a request passes the
// middleware (middleware.go), finds its action (routes.go) and either is
// answered or returns an error; page alone turns errors into answers. Only
// published poems reach those who are not signed in as curators, however they
// were found.
package server

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/batch"
	"shiyun/corpus/borrowing/classics"
	"shiyun/corpus/similarity"
	"shiyun/corpus/store"
	"shiyun/corpus/upkeep"
	"shiyun/indexer/search"
	"shiyun/server/admission"
	"shiyun/server/api"
	"shiyun/server/catalogue"
	"shiyun/server/curator/account"
	"shiyun/server/curator/words"
	"shiyun/server/metre"
	"shiyun/server/metrics"
	"shiyun/server/pagecache"
	"shiyun/server/play"
	"shiyun/server/reader"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/site"
	"shiyun/server/stats"
	"shiyun/server/submit"
)

// Config is what a Server is made of. Store, Search and Ready must be given.
type Config struct {
	Store  *store.Store
	Search site.Searcher
	// Classics has the lines of classical verse; nil for none.
	Classics *classics.Library
	Ready    site.Ready
	// Ill returns the names of work in the background that is not going on; nil
	// where there is none.
	Ill     func() []string
	Version string
	// Explain and Bench are for curators; their pages are left out for nil.
	Explain words.Explainer
	Bench   words.Bench
	// Batches takes files in; its pages are left out for nil.
	Batches *batch.Desk
	// Upkeep writes backups and reads everything again; its page is left out
	// for nil.
	Upkeep *upkeep.Keeper
	// EraseFiles takes a person out of the files beside the tables; the page
	// on what the archive has of a person is left out for nil.
	EraseFiles account.EraseFiles
	// PublicURL is where the site is reached from outside, such as
	// "https://shiyun.example"; "" makes addresses that begin with a slash.
	PublicURL string
	// Demo marks every page as showing sample poems.
	Demo bool
	// Now is the clock that chooses the poem of the day, in the time zone of
	// the residents; time.Now for nil.
	Now func() time.Time
	// Log is slog.Default for nil.
	Log *slog.Logger
	// Dev holds the folders of web, read anew at each request in place of those
	// in the program, for who works on pages; error pages then show the error.
	// Nil outside development.
	Dev fs.FS
	// Near is the index of poems nearly the same, shared with the desk of
	// imports; nil for one of the site's own.
	Near func(context.Context) (*similarity.Index, error)
	// TrustedProxies are the addresses ("10.0.0.7") and networks
	// ("10.0.0.0/8") whose word about the visitor's address is believed.
	TrustedProxies []string
	// Metrics counts requests and searches; nil counts nothing.
	Metrics *metrics.Metrics
}

// Server is the site as an http.Handler: the same pages in simplified and in
// traditional characters.
type Server struct {
	*shared
	site        *site.Site
	echo        *echo.Echo
	traditional *Server // the site in traditional characters; nil in that one
}

// shared is what both scripts of the site have in common.
type shared struct {
	proxies    atomic.Pointer[proxies]
	metrics    *metrics.Metrics
	desks      desks
	readers    *reader.Server
	figures    *stats.Server
	forms      *submit.Server
	sameOrigin *http.CrossOriginProtection
	ill        func() []string
	stopping   atomic.Bool // set once the program is asked to end
	gates      *admission.Gates
	kept       *pagecache.Cache
	turnedAway atomic.Int64 // since the log last said so

	streams    context.Context // ends with the first word to stop: an event stream would hold up the end
	endStreams context.CancelFunc
}

// New makes the site. It returns an error for a configuration that would fail
// later, such as a trusted proxy that is no address.
func New(cfg Config) (*Server, error) {
	if cfg.Store == nil || cfg.Search == nil || cfg.Ready == nil {
		return nil, errors.New("server: Store, Search and Ready are required")
	}
	cfg = cfg.settled()
	hans, hant, err := site.New(site.Config{Store: cfg.Store, Search: cfg.Search, Classics: cfg.Classics, Ready: cfg.Ready, Version: cfg.Version,
		Origin: request.Origin(cfg.PublicURL), Demo: cfg.Demo, Now: cfg.Now, Log: cfg.Log, Functions: reader.Functions(), Dev: cfg.Dev})
	if err != nil {
		return nil, err
	}
	both := &shared{metrics: cfg.Metrics, ill: cfg.Ill, gates: admission.New(), kept: pagecache.New()}
	trusted, err := newProxies(cfg.TrustedProxies)
	if err != nil {
		return nil, err
	}
	both.proxies.Store(trusted)
	if both.sameOrigin, err = trustOrigin(cfg.PublicURL); err != nil {
		return nil, err
	}
	both.streams, both.endStreams = context.WithCancel(context.Background())
	return both.scripts(hans, hant, cfg)
}

// settled is the configuration with what goes without saying filled in.
func (cfg Config) settled() Config {
	cfg.PublicURL = strings.TrimSuffix(cfg.PublicURL, "/")
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Near == nil {
		cfg.Near = batch.NewNeighbours(cfg.Store).Index
	}
	if cfg.Metrics != nil {
		cfg.Search = counted{cfg.Search, cfg.Metrics}
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	return cfg
}

// counted are searches that are counted.
type counted struct {
	site.Searcher
	metrics *metrics.Metrics
}

func (c counted) Search(ctx context.Context, req search.Request) (search.Result, error) {
	return c.metrics.Search(ctx, c.Searcher, req)
}

// scripts opens the site in both scripts. What its parts remember is the same
// in both.
func (b *shared) scripts(hans, hant *site.Site, cfg Config) (*Server, error) {
	b.desks, b.readers, b.figures, b.forms = newDesks(hans, cfg), reader.New(hans), stats.New(hans), submit.New(hans)
	s, err := b.openIn(hans)
	if err != nil {
		return nil, err
	}
	s.traditional, err = b.openIn(hant)
	return s, err
}

func (b *shared) openIn(in *site.Site) (*Server, error) {
	return b.open(in, append(b.desks.parts(in), b.readers.In(in), play.New(in), b.figures.In(in), b.forms.In(in), metre.New(in), api.New(in))...)
}

// part has some of the pages.
type part interface{ Routes() []route.Route }

// open puts the parts of the site in one script into place.
func (b *shared) open(in *site.Site, parts ...part) (*Server, error) {
	s := &Server{shared: b, site: in, echo: echo.New()}
	s.askProxies()
	s.echo.HideBanner = true
	s.echo.HTTPErrorHandler = in.Pages.AnswerError
	s.middleware()
	s.routes(append(parts, in.Assets))
	return s, nil
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.site.IsDev() {
		s.serveAnew(w, r)
		return
	}
	s.inScriptOf(r).echo.ServeHTTP(w, r)
}

func (s *Server) inScriptOf(r *http.Request) *Server {
	if request.LangFor(r) == catalogue.Traditional {
		return s.traditional
	}
	return s
}

// serveAnew answers with the files of the moment: what handlers remember is
// kept, and everything made of files is made again.
func (s *Server) serveAnew(w http.ResponseWriter, r *http.Request) {
	hans, hant, err := s.site.Reload()
	if err == nil {
		in := hans
		if request.LangFor(r) == catalogue.Traditional {
			in = hant
		}
		var anew *Server
		if anew, err = s.openIn(in); err == nil {
			anew.echo.ServeHTTP(w, r)
			return
		}
	}
	s.site.Log.Error("reload", "error", err)
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// WelcomePath is the address within the site of a one-time link.
func WelcomePath(token string) string { return account.WelcomePath(token) }
