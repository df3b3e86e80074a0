package browsertest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/batch"
	"shiyun/corpus/sample"
	"shiyun/corpus/store"
	"shiyun/corpus/store/erasure"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
	"shiyun/corpus/upkeep"
	"shiyun/indexer"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/search"
	"shiyun/indexer/segment/segmenttest"
	"shiyun/indexer/texts"
	"shiyun/server"
)

// site is the sample archive, with what else a page may have to show, served
// on one day for ever: the pictures must not change by themselves.
type site struct {
	url    string
	cookie string // of somebody signed in
	poems  map[string]corpus.PoemID
	store  *store.Store
	ahead  *atomic.Int64 // of today, in nanoseconds: forms cannot be sent in no time
}

// missed is a search that found nothing before anybody looks at a page, so that
// curators see the same list whichever pages were looked at.
const missed = "钢筋混凝土搅拌机"

// host is where printed addresses say the site is.
const host = "shiyun.example"

var today = time.Date(2026, 9, 24, 9, 0, 0, 0, time.UTC)

var theSite = once[*site]{make: newSite}

// sharedSite is the site of all tests that write nothing.
func sharedSite(t *testing.T) *site {
	t.Helper()
	return theSite.get(t)
}

func newSite(t testing.TB) *site {
	t.Helper()
	s, dir := newStore(t)
	s.fill(t, s.store)
	s.serve(t, dir)
	return s
}

// emptySite is an archive on its first day.
func emptySite(t *testing.T) *site {
	t.Helper()
	s, dir := newStore(t)
	s.serve(t, dir)
	return s
}

func newStore(t testing.TB) (s *site, dir string) {
	t.Helper()
	dir = t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return &site{poems: map[string]corpus.PoemID{}, store: st, ahead: new(atomic.Int64)}, dir
}

// serve opens the site until the test ends; then the store is closed.
func (s *site) serve(t testing.TB, dir string) {
	t.Helper()
	segmenttest.KeepLoaded(t)
	st := s.store
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: st, Dir: dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { x.Run(ctx) })
	searcher := search.New(x, st)
	desk := batch.NewDesk(batch.Config{Store: st, Dir: dir, Log: slog.New(slog.DiscardHandler)})
	running.Go(func() { desk.Run(ctx) })
	keeper := upkeep.New(upkeep.Config{Store: st, Backup: backup.Options{Source: st, Data: dir, Dir: t.TempDir()}, Every: 24 * time.Hour, Log: slog.New(slog.DiscardHandler)})
	erase := func(context.Context, corpus.Person, erasure.Needles) ([]string, error) { return nil, nil }
	handler, err := server.New(server.Config{Store: st, Upkeep: keeper, EraseFiles: erase, Search: searcher, Explain: searcher, Bench: x, Batches: desk, Ready: x, Demo: true,
		Now: func() time.Time { return today.Add(time.Duration(s.ahead.Load())) }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(at(host, handler))
	s.url = listening.URL
	t.Cleanup(func() {
		listening.Close()
		stop()
		running.Wait()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	for deadline := time.Now().Add(time.Minute); !x.Ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the index is not ready after a minute")
		}
	}
}

// at serves as if asked at host: a port that changes from run to run would
// change what the codes on printed sheets look like.
func at(host string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Host = host
		next.ServeHTTP(w, r)
	})
}

func (s *site) fill(t testing.TB, st *store.Store) {
	t.Helper()
	sources, err := sample.Sources()
	if err == nil {
		_, err = batch.Run(t.Context(), st, batch.Options{By: corpus.ActorSystem, Sources: sources, Publish: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Arrange(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	rare, author := "𠮷日龘龘㑇儒歌", "Anna Wang"
	body := "𠮷日龘龘，㑇儒而歌。\n" + strings.Repeat("龘", 60)
	waiting, gone := "待审的诗", "撤回的诗"
	im, err := st.BeginImport(t.Context(), transfer.ImportOptions{By: corpus.ActorSystem, Publish: true})
	if err == nil {
		_, err = im.Write(t.Context(), []corpus.Draft{{Title: &rare, Author: &author, Body: &body}, {Title: &gone, Body: &body},
			{Title: &waiting, Author: &author, Body: &waiting, Status: corpus.StatusInReview}})
	}
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err != nil {
		t.Fatal(err)
	}
	err = st.EachPoem(t.Context(), 0, "", func(p corpus.Poem) error {
		for _, key := range []string{string(p.Form), p.Title} {
			if s.poems[key] == 0 {
				s.poems[key] = p.ID
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.poems["rare"], s.poems["gone"] = s.poems[rare], s.poems[gone]
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorSystem}, s.poems["gone"], corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	s.signIn(t, st)
	if err := st.KeepMisses(t.Context(), []corpus.Missed{{Query: missed, Day: today}}); err != nil {
		t.Fatal(err)
	}
}

func (s *site) signIn(t testing.TB, st *store.Store) {
	t.Helper()
	if _, err := st.AddAccount(t.Context(), corpus.ActorCommand, "王老师", corpus.RoleAdmin); err != nil {
		t.Fatal(err)
	}
	credentials, err := st.Credentials(t.Context(), "王老师")
	if err != nil {
		t.Fatal(err)
	}
	if s.cookie, err = st.SignIn(t.Context(), credentials, 0, "测试的设备", ""); err != nil {
		t.Fatal(err)
	}
}

// address is where a sight is, with the numbers of the poems it names.
func (s *site) address(v sight) string {
	path := v.path
	for key, id := range s.poems {
		path = strings.ReplaceAll(path, "{"+key+"}", fmt.Sprint(id))
	}
	u, err := url.Parse(path)
	if err != nil {
		return s.url + path
	}
	u.RawQuery = u.Query().Encode()
	return s.url + u.String()
}
