package indexer_test

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/state"
	"shiyun/corpus/store/transfer"
	"shiyun/indexer"
	"shiyun/indexer/engine"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/segment/segmenttest"
	"shiyun/indexer/texts"
)

// archive is a real store with an engine in memory that can be made to fail.
type archive struct {
	t      testing.TB
	dir    string
	store  *store.Store
	engine *faulty
}

func newArchive(t testing.TB, bodies ...string) *archive {
	t.Helper()
	return newArchiveIn(t, t.TempDir(), bodies...)
}

func newArchiveIn(t testing.TB, dir string, bodies ...string) *archive {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	a := &archive{t: t, dir: dir, store: s, engine: &faulty{Opener: enginetest.NewMemory()}}
	if len(bodies) > 0 {
		a.add(bodies...)
	}
	return a
}

// add publishes poems of the author 甲, without waiting for the index.
func (a *archive) add(bodies ...string) {
	a.t.Helper()
	im, err := a.store.BeginImport(a.t.Context(), transfer.ImportOptions{Publish: true})
	if err != nil {
		a.t.Fatal(err)
	}
	var drafts []corpus.Draft
	for _, body := range bodies {
		title, author := "无题", "甲"
		drafts = append(drafts, corpus.Draft{Title: &title, Author: &author, Body: &body})
	}
	if _, err := im.Write(a.t.Context(), drafts); err != nil {
		a.t.Fatal(err)
	}
	if err := im.End(a.t.Context(), corpus.BatchDone); err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) withdraw(id corpus.PoemID) {
	a.t.Helper()
	if err := a.store.SetStatus(a.t.Context(), poems.Edit{By: corpus.ActorCommand}, id, corpus.StatusWithdrawn); err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) config() indexer.Config {
	return indexer.Config{Store: a.store, Engine: a.engine, Dir: a.dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)}
}

// live returns the record of the live generation.
func (a *archive) live() state.Generation {
	a.t.Helper()
	g, err := a.store.LiveGeneration(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	return g
}

// states returns the states of all generations, the first first.
func (a *archive) states() (states []state.GenerationState) {
	a.t.Helper()
	list, err := a.store.Generations(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	for _, g := range slices.Backward(list) {
		states = append(states, g.State)
	}
	return states
}

// names returns the generations that the engine has.
func (a *archive) names() []string {
	a.t.Helper()
	names, err := a.engine.Names(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// openEngine opens a generation beside the index.
func (a *archive) openEngine(id int64) engine.Engine {
	a.t.Helper()
	e, err := a.engine.Opener.Open(a.t.Context(), "gen-"+strconv.FormatInt(id, 10))
	if err != nil {
		a.t.Fatal(err)
	}
	return e
}

// running is an index that runs on an archive.
type running struct {
	*archive
	index *indexer.Index
	stop  func() // ends Run and waits for it; again does nothing
	end   func() // ends Run and does not wait
}

func (a *archive) start() *running {
	a.t.Helper()
	return a.startWith(a.config())
}

func (a *archive) startWith(cfg indexer.Config) *running {
	a.t.Helper()
	x, err := indexer.New(cfg)
	if err != nil {
		a.t.Fatal(err)
	}
	return a.run(x)
}

func (a *archive) run(x *indexer.Index) *running {
	a.t.Helper()
	segmenttest.KeepLoaded(a.t)
	ctx, cancel := context.WithCancel(context.Background())
	var run sync.WaitGroup
	run.Go(func() { x.Run(ctx) })
	stop := sync.OnceFunc(func() {
		cancel()
		run.Wait()
	})
	a.t.Cleanup(stop)
	return &running{a, x, stop, cancel}
}

// publish adds poems and waits until they are searchable.
func (r *running) publish(bodies ...string) {
	r.t.Helper()
	r.add(bodies...)
	r.awaitReady()
}

// awaitReady waits until the index has every change that the store has now.
func (r *running) awaitReady() {
	r.t.Helper()
	goal, err := r.store.Head(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	await(r.t, "ready", func() bool {
		done, err := indexer.CaughtUp(r.store, goal)(r.t.Context())
		if err != nil {
			r.t.Fatal(err)
		}
		return done && r.index.Ready()
	})
}

// await waits until done reports true.
func await(t testing.TB, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not %s after two minutes", what)
		}
	}
}

// ask leaves a request and returns what was answered.
func (r *running) ask(kind state.RequestKind) state.Request {
	r.t.Helper()
	id, err := r.store.AskIndex(r.t.Context(), kind)
	if err != nil {
		r.t.Fatal(err)
	}
	return r.answerOf(id)
}

func (r *running) answerOf(id int64) (asked state.Request) {
	r.t.Helper()
	await(r.t, "answered", func() (done bool) {
		var err error
		if asked, err = r.store.IndexRequest(r.t.Context(), id); err != nil {
			r.t.Fatal(err)
		}
		return asked.Done
	})
	return asked
}

// found returns the poems that the engine proposes for a character, in order
// of id, and whether it could propose.
func (r *running) found(char string) (ids []corpus.PoemID, proposed bool) {
	r.t.Helper()
	proposed, err := r.index.Propose(func(e engine.Engine) error {
		c, err := e.Candidates(r.t.Context(), engine.Has(engine.Char, char), 1000)
		ids = c.IDs
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	slices.Sort(ids)
	return ids, proposed
}

func (r *running) wantFound(char string, want ...corpus.PoemID) {
	r.t.Helper()
	if got, proposed := r.found(char); !proposed || !slices.Equal(got, want) {
		r.t.Errorf("%s: found %v (proposed %v), want %v", char, got, proposed, want)
	}
}

// faulty is an opener that a test can make fail: hooks are called with the
// name of the generation before the call goes on, which it does where they
// return nil.
type faulty struct {
	engine.Opener
	create, open, apply, read hook
	closed                    sync.Map // name → true for engines that were closed
}

// hook may be changed while the index runs.
type hook struct {
	fn atomic.Pointer[func(name string) error]
}

func (h *hook) set(fn func(name string) error) { h.fn.Store(&fn) }

func (h *hook) call(name string) error {
	if fn := h.fn.Load(); fn != nil {
		return (*fn)(name)
	}
	return nil
}

func (f *faulty) Create(ctx context.Context, name string) (engine.Engine, error) {
	if err := f.create.call(name); err != nil {
		return nil, err
	}
	e, err := f.Opener.Create(ctx, name)
	return &faultyEngine{e, f, name}, err
}

func (f *faulty) Open(ctx context.Context, name string) (engine.Engine, error) {
	if err := f.open.call(name); err != nil {
		return nil, err
	}
	e, err := f.Opener.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	return &faultyEngine{e, f, name}, nil
}

type faultyEngine struct {
	engine.Engine
	opener *faulty
	name   string
}

func (e *faultyEngine) Apply(ctx context.Context, updates []engine.Update, at corpus.Cursor) error {
	if err := e.opener.apply.call(e.name); err != nil {
		return err
	}
	return e.Engine.Apply(ctx, updates, at)
}

func (e *faultyEngine) Candidates(ctx context.Context, expr engine.Expr, limit int) (engine.Candidates, error) {
	if err := e.opener.read.call(e.name); err != nil {
		return engine.Candidates{}, err
	}
	return e.Engine.Candidates(ctx, expr, limit)
}

func (e *faultyEngine) Close() error {
	e.opener.closed.Store(e.name, true)
	return e.Engine.Close()
}
