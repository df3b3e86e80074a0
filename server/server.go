// Package server shows the archive: pages for people, JSON for programs, over
// the same functions.
//
// A request passes the middleware (middleware.go), finds its action
// (routes.go) and either is answered or returns an error; errors.go alone
// turns errors into answers. Only published poems leave this package, however
// they were found.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
)

// Searcher answers queries, with what is published at that moment and nothing
// else. Its lists are empty rather than nil.
type Searcher interface {
	Search(ctx context.Context, req search.Request) (search.Result, error)
	Suggest(ctx context.Context, q string, limit int) ([]search.Suggestion, error)
	// Similar finds poems like one, the closest first.
	Similar(ctx context.Context, id corpus.PoemID, limit int) ([]search.Related, error)
}

// Ready tells whether searches see everything the archive holds.
type Ready interface{ Ready() bool }

// Config is what a Server is made of. Store, Search and Ready must be given.
type Config struct {
	Store   *store.Store
	Search  Searcher
	Ready   Ready
	Version string
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
	// TrustedProxies are the addresses ("10.0.0.7") and networks
	// ("10.0.0.0/8") whose word about the visitor's address is believed.
	TrustedProxies []string
}

// Server is the site as an http.Handler.
type Server struct {
	cfg      Config
	words    words
	pages    pages
	assets   assets
	echo     *echo.Echo
	stopping atomic.Bool // set once the program is asked to end

	remembered remembered
}

// New makes the site. It returns an error for a configuration that would fail
// later, such as a trusted proxy that is no address.
func New(cfg Config) (*Server, error) {
	if cfg.Store == nil || cfg.Search == nil || cfg.Ready == nil {
		return nil, errors.New("server: Store, Search and Ready are required")
	}
	s := &Server{cfg: cfg, echo: echo.New()}
	s.cfg.PublicURL = strings.TrimSuffix(s.cfg.PublicURL, "/")
	if s.cfg.Now == nil {
		s.cfg.Now = time.Now
	}
	if s.cfg.Log == nil {
		s.cfg.Log = slog.Default()
	}
	for _, prepare := range []func() error{s.loadWords, s.loadAssets, s.loadPages, s.trustProxies} {
		if err := prepare(); err != nil {
			return nil, err
		}
	}
	s.echo.HideBanner = true
	s.echo.HTTPErrorHandler = s.answerError
	s.middleware()
	s.routes()
	return s, nil
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }
