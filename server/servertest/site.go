package servertest

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/batch"
	"shiyun/corpus/store"
	"shiyun/corpus/store/erasure"
	"shiyun/corpus/upkeep"
	"shiyun/server"
	"shiyun/server/catalogue"
	"shiyun/server/site"
	"shiyun/web"
)

// WithDesk gives the site a desk of imports, at work on dir until the test ends.
func WithDesk(t testing.TB, st *store.Store, dir string) func(*server.Config) {
	desk := batch.NewDesk(batch.Config{Store: st, Dir: dir, Log: slog.New(slog.DiscardHandler)})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { desk.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	return func(c *server.Config) { c.Batches = desk }
}

// SiteOf returns an archive of the drafts, published, and a site with an address
// of its own.
func SiteOf(t testing.TB, drafts ...corpus.Draft) (*store.Store, *server.Server) {
	t.Helper()
	st := OpenStore(t)
	Import(t, st, true, drafts...)
	return st, NewSite(t, st, func(c *server.Config) { c.PublicURL = "http://shiyun.example" })
}

// WithSearch makes the site search with s.
func WithSearch(s site.Searcher) func(*server.Config) {
	return func(c *server.Config) { c.Search = s }
}

// Ready is an index that is always, or never, up to date.
type Ready bool

func (a Ready) Ready() bool { return bool(a) }

// Noon is when the sites of tests are visited.
func Noon() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }

// NewSite serves st; with changes its configuration.
func NewSite(t testing.TB, st *store.Store, with ...func(*server.Config)) *server.Server {
	t.Helper()
	keeper := upkeep.New(upkeep.Config{Store: st, Backup: backup.Options{Source: st, Data: t.TempDir(), Dir: t.TempDir()}, Every: time.Hour, Log: slog.New(slog.DiscardHandler)})
	erase := func(context.Context, corpus.Person, erasure.Needles) ([]string, error) { return nil, nil }
	cfg := server.Config{Store: st, Upkeep: keeper, EraseFiles: erase, Search: PlainSearcher{Store: st}, Ready: Ready(true), Version: "9.9.9", Now: Noon,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	for _, change := range with {
		change(&cfg)
	}
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Words returns the catalogue in simplified characters.
func Words(t testing.TB) catalogue.Words {
	t.Helper()
	hans, _, err := catalogue.Load(web.Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return hans.Words
}
