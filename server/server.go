// Package server shows the archive: pages for people, JSON for programs, over
// the same functions.
//
// A request passes the middleware (middleware.go), finds its action
// (routes.go) and either is answered or returns an error; errors.go alone
// turns errors into answers. Only published poems reach those who are not
// signed in as curators, however they were found.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/likeness"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/search"
)

// Explainer says why a search finds a poem.
type Explainer interface {
	Explain(ctx context.Context, req search.Request, id corpus.PoemID) (search.Explanation, error)
}

// Bench shows how the index cuts a line, and adds words to its dictionary,
// folded; they are in effect after a rebuild.
type Bench interface {
	Cut(ctx context.Context, line, word string) (indexer.Cut, error)
	AddWord(word string) (folded string, added bool, err error)
}

// Config is what a Server is made of. Store, Search and Ready must be given.
type Config struct {
	Store   *store.Store
	Search  Searcher
	Ready   Ready
	Version string
	// Explain and Bench are for curators; their pages are left out for nil.
	Explain Explainer
	Bench   Bench
	// Batches takes files in; its pages are left out for nil.
	Batches *batch.Desk
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
	// Near is the index of poems nearly the same, shared with the desk of
	// imports; nil for one of the site's own.
	Near func(context.Context) (*likeness.Index, error)
	// TrustedProxies are the addresses ("10.0.0.7") and networks
	// ("10.0.0.0/8") whose word about the visitor's address is believed.
	TrustedProxies []string
}

// Server is the site as an http.Handler: the same pages in simplified and in
// traditional characters.
type Server struct {
	*shared
	*Site
	echo        *echo.Echo
	traditional *Server // the site in traditional characters; nil in that one
}

// shared is what both scripts of the site have in common.
type shared struct {
	cfg      Config
	Explain  Explainer
	Bench    Bench
	Batches  *batch.Desk
	Near     func(context.Context) (*likeness.Index, error)
	stopping atomic.Bool // set once the program is asked to end

	streams    context.Context // ends with the first word to stop: an event stream would hold up the end
	endStreams context.CancelFunc

	sameOrigin *http.CrossOriginProtection
	attempts   throttle
	mail       mailbox
	remembered remembered
	talk       talk
	figured    figured
	cards      cards
	daily      daily
	previews   previews
	exporting  sync.Mutex // held while the whole archive is written down
}

// New makes the site. It returns an error for a configuration that would fail
// later, such as a trusted proxy that is no address.
func New(cfg Config) (*Server, error) {
	if cfg.Store == nil || cfg.Search == nil || cfg.Ready == nil {
		return nil, errors.New("server: Store, Search and Ready are required")
	}
	cfg.PublicURL = strings.TrimSuffix(cfg.PublicURL, "/")
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Near == nil {
		cfg.Near = batch.NewNeighbours(cfg.Store).Index
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	hans, hant, err := newSite(siteConfig{Store: cfg.Store, Search: cfg.Search, Ready: cfg.Ready, Version: cfg.Version,
		PublicURL: cfg.PublicURL, Demo: cfg.Demo, Now: cfg.Now, Log: cfg.Log, Functions: Functions()})
	if err != nil {
		return nil, err
	}
	s := &Server{shared: &shared{cfg: cfg, Explain: cfg.Explain, Bench: cfg.Bench, Batches: cfg.Batches, Near: cfg.Near}, Site: hans, echo: echo.New()}
	s.streams, s.endStreams = context.WithCancel(context.Background())
	t := &Server{shared: s.shared, Site: hant, echo: echo.New()}
	s.traditional = t
	for _, prepare := range []func() error{s.trustProxies, t.trustProxies, s.trustOrigin} {
		if err := prepare(); err != nil {
			return nil, err
		}
	}
	s.open()
	t.open()
	return s, nil
}

// open puts the routes in place.
func (s *Server) open() {
	s.echo.HideBanner = true
	s.echo.HTTPErrorHandler = s.answerError
	s.middleware()
	s.routes()
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if langFor(r) == langTraditional {
		s = s.traditional
	}
	s.echo.ServeHTTP(w, r)
}
