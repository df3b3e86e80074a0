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

// Ready tells whether searches see everything the archive holds.
type Ready interface{ Ready() bool }

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
	lang        string // of what the site itself says, as HTML names it
	words       words
	names       map[string]string // the program's names as this script writes them; nil where it is the program's own
	pages       pages
	echo        *echo.Echo
	table       []route // what routes has added
	traditional *Server // the site in traditional characters; nil in that one
}

// shared is what both scripts of the site have in common.
type shared struct {
	cfg      Config
	assets   assets
	headings []fixedFont
	examples fixedFont
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
	misses     chan corpus.Missed
	previews   previews
	exporting  sync.Mutex // held while the whole archive is written down
}

// New makes the site. It returns an error for a configuration that would fail
// later, such as a trusted proxy that is no address.
func New(cfg Config) (*Server, error) {
	if cfg.Store == nil || cfg.Search == nil || cfg.Ready == nil {
		return nil, errors.New("server: Store, Search and Ready are required")
	}
	s := &Server{shared: &shared{cfg: cfg, misses: make(chan corpus.Missed, missesWaiting)}, lang: langSimplified, echo: echo.New()}
	s.streams, s.endStreams = context.WithCancel(context.Background())
	s.cfg.PublicURL = strings.TrimSuffix(s.cfg.PublicURL, "/")
	if s.cfg.Now == nil {
		s.cfg.Now = time.Now
	}
	if s.cfg.Near == nil {
		s.cfg.Near = batch.NewNeighbours(cfg.Store).Index
	}
	if s.cfg.Log == nil {
		s.cfg.Log = slog.Default()
	}
	t := &Server{shared: s.shared, lang: langTraditional, echo: echo.New()}
	s.traditional = t
	for _, prepare := range []func() error{s.loadWords, s.loadFonts, s.loadAssets, s.loadPages, t.loadPages, s.trustProxies, t.trustProxies, s.trustOrigin} {
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
	s.inScriptFor(r).echo.ServeHTTP(w, r)
}
