package servertest

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/search"
	"shiyun/indexer/segment/segmenttest"
	"shiyun/indexer/texts"
	"shiyun/server"
)

// IndexedSite is a site over a real index of a real archive, with a curator
// signed in.
type IndexedSite struct {
	T       testing.TB
	Store   *store.Store
	Index   *indexer.Index
	Options func(*server.Config) // what makes a site of the index
	Site    *server.Server
	Cookie  string
}

// NewIndexedSite publishes drafts and returns when searches see them.
func NewIndexedSite(t testing.TB, drafts ...corpus.Draft) *IndexedSite {
	t.Helper()
	segmenttest.KeepLoaded(t)
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	nameSite(t, st)
	Import(t, st, true, drafts...)
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: st, Dir: dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var run sync.WaitGroup
	run.Go(func() { x.Run(ctx) })
	t.Cleanup(func() {
		stop()
		run.Wait()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	searcher := search.New(x, st)
	w := &IndexedSite{T: t, Store: st, Index: x, Cookie: SignIn(t, st, "王老师", corpus.RoleCurator)}
	w.Options = func(c *server.Config) { c.Search, c.Explain, c.Bench, c.Ready = searcher, searcher, x, x }
	w.Site = NewSite(t, st, w.Options)
	w.Await()
	return w
}

// Await waits until searches see every change.
func (w *IndexedSite) Await() {
	w.T.Helper()
	goal, err := w.Store.Head(w.T.Context())
	if err != nil {
		w.T.Fatal(err)
	}
	for done := false; !done || !w.Index.Ready(); time.Sleep(2 * time.Millisecond) {
		if done, err = indexer.CaughtUp(w.Store, goal)(w.T.Context()); err != nil {
			w.T.Fatal(err)
		}
	}
}

// Page returns a page as the curator sees it.
func (w *IndexedSite) Page(target string) string {
	w.T.Helper()
	rec := Get(w.T, w.Site, target, "Cookie", w.Cookie)
	if rec.Code != http.StatusOK {
		w.T.Fatalf("%s: %d %s", target, rec.Code, rec.Body)
	}
	return rec.Body.String()
}

// Post sends a form of the curator's, which must lead to an address. Fields are
// pairs of a name and a value.
func (w *IndexedSite) Post(target, leads string, fields ...string) {
	w.T.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	rec := Post(w.T, w.Site, target, form, "Cookie", w.Cookie)
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != leads {
		w.T.Fatalf("%s: %d to %q: %s", target, rec.Code, rec.Header().Get("Location"), rec.Body)
	}
}

// WantText reports texts that a page does not contain, or contains where they
// begin with "!".
func (w *IndexedSite) WantText(target string, wanted ...string) {
	w.T.Helper()
	body := w.Page(target)
	for _, text := range wanted {
		if absent, ok := strings.CutPrefix(text, "!"); ok == strings.Contains(body, absent) {
			w.T.Errorf("%s: %q: %s", target, text, body)
		}
	}
}

// LastAct returns the last act of the audit log.
func (w *IndexedSite) LastAct() corpus.Act {
	w.T.Helper()
	acts, err := w.Store.Acts(w.T.Context(), 0, 1)
	if err != nil || len(acts) != 1 {
		w.T.Fatalf("acts: %v, %v", acts, err)
	}
	return acts[0]
}

// SomeDrafts returns two small poems.
func SomeDrafts() []corpus.Draft {
	return []corpus.Draft{Draft("1", "秋", "楚凤散人", "独坐诗韵东篱角，\n一湖秋水照人来。"), Draft("2", "听荷", "汀兰", "荷叶如钱又似船。")}
}

// Searching returns the site of the sample archive with the real search.
func Searching(t testing.TB) http.Handler { return SearchingOf(t, SampleArchive(t)) }

// SearchingOf returns a site of st with the real search, which sees every change
// made before the call.
func SearchingOf(t testing.TB, st *store.Store, options ...func(*server.Config)) http.Handler {
	t.Helper()
	segmenttest.KeepLoaded(t)
	table := texts.NewTable()
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: st, Dir: t.TempDir(), Texts: table, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); x.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	for deadline := time.Now().Add(time.Minute); !x.Ready(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the index is not ready after a minute")
		}
	}
	real := func(c *server.Config) { c.Search, c.Ready = search.New(x, st), x }
	return NewSite(t, st, append(options, real)...)
}
