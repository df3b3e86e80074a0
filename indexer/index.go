// Package indexer keeps the index. It follows the store's change log, brings
// the texts in memory and the live generation of the engine up to date, builds
// new generations aside and swaps them in.
//
// The index is derived data: it can be deleted at any time and is made anew
// from the store. Whatever is wrong with it costs speed for a while, never a
// poem.
package indexer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// pollInterval is how often the change log is looked at: a change made by any
// program is searchable within a second.
const pollInterval = 150 * time.Millisecond

// Config is what an Index works with.
type Config struct {
	Store *store.Store
	// Dir is the data directory; the index is kept in its folder "index", the
	// dictionaries in "dict".
	Dir string
	// Texts is brought up to date along with the index; nil for programs that
	// do not search.
	Texts *texts.Table
	Log   *slog.Logger
}

// Index keeps the index of one archive. One process at a time may run it: see
// Lock.
type Index struct {
	store  *store.Store
	dir    string
	log    *slog.Logger
	texts  *texts.Table
	loader *segment.Loader

	live    atomic.Pointer[generation]
	lagging atomic.Bool // the live generation is too far behind to propose candidates
	ready   atomic.Bool // texts and index had seen every change at the last look

	textsAt corpus.Cursor                       // how far the texts are; used by the follower only
	places  map[corpus.PlaceID][]corpus.PlaceID // each place with those above it; follower only

	building sync.WaitGroup // the background build, if one runs
	built    chan buildResult
	busy     bool             // a build runs; follower only
	suspects chan *generation // generations that searches found damaged
}

// New prepares an index. Nothing is read or loaded before Run.
func New(cfg Config) (*Index, error) {
	words, err := readUserWords(filepath.Join(cfg.Dir, "dict", userWordsFile), cfg.Log)
	if err != nil {
		return nil, err
	}
	loader, err := segment.NewLoader(filepath.Join(cfg.Dir, "dict"), words)
	if err != nil {
		return nil, fmt.Errorf("prepare dictionary: %w", err)
	}
	return &Index{store: cfg.Store, dir: filepath.Join(cfg.Dir, "index"), log: cfg.Log, texts: cfg.Texts, loader: loader,
		built: make(chan buildResult, 1), suspects: make(chan *generation, 1)}, nil
}

// fingerprint is that of an index built now.
func (x *Index) fingerprint() string { return analyser.Fingerprint(x.loader.Fingerprint()) }

// Ready tells whether every change had reached the texts and the index at the
// last look.
func (x *Index) Ready() bool { return x.ready.Load() }

// Run keeps the index until ctx ends. The caller holds the Lock. Errors that
// may pass (a full disk, a locked archive) are logged and tried again.
func (x *Index) Run(ctx context.Context) error {
	x.loader.Start()
	defer x.shutDown()
	if err := x.clearLeftovers(ctx); err != nil {
		return err
	}
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	opened := false
	for {
		err := x.look(ctx, &opened)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			x.ready.Store(false)
			x.log.Error("index", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case result := <-x.built:
			x.finishBuild(ctx, result)
		case g := <-x.suspects:
			x.quarantine(ctx, g, "damaged")
		case <-tick.C:
		}
	}
}

// look does one round: texts first, so that searching sees a poem's text
// before the index proposes it.
func (x *Index) look(ctx context.Context, opened *bool) error {
	if err := x.followTexts(ctx); err != nil {
		return err
	}
	if !*opened {
		if err := x.openLive(ctx); err != nil {
			return err
		}
		*opened = true
	}
	goal, err := x.store.Head(ctx)
	if err != nil {
		return err
	}
	if err := x.followLive(ctx, goal); err != nil {
		return err
	}
	if err := x.answerRequests(ctx); err != nil {
		return err
	}
	g := x.live.Load()
	x.ready.Store(g != nil && x.store.Reached(g.at, goal) && (x.texts == nil || x.store.Reached(x.textsAt, goal)))
	return nil
}

func (x *Index) shutDown() {
	x.ready.Store(false)
	x.building.Wait()
	select {
	case result := <-x.built:
		result.discard(x.log)
	default:
	}
	if g := x.live.Swap(nil); g != nil {
		if err := g.close(); err != nil {
			x.log.Error("close index", "error", err)
		}
	}
	if err := x.loader.Close(); err != nil {
		x.log.Error("close dictionary", "error", err)
	}
}

// errNoEngine says that there is no index to propose candidates at the moment.
var errNoEngine = errors.New("no index at the moment")

// Texts is the archive in memory as it is now.
func (x *Index) Texts() *texts.Snapshot { return x.texts.Snapshot() }

// Propose runs fn on the live engine. The second result is false where no
// engine can propose at the moment, or the one that was asked turned out
// damaged: the caller then reads every text instead.
func (x *Index) Propose(fn func(engine.Engine) error) (error, bool) {
	g := x.live.Load()
	if g == nil || x.lagging.Load() {
		return nil, false
	}
	err := g.use(fn)
	switch {
	case errors.Is(err, errNoEngine):
		return nil, false
	case errors.Is(err, errDamaged):
		x.log.Error("index", "generation", g.record.ID, "error", err)
		select {
		case x.suspects <- g:
		default: // it has been reported already
		}
		return nil, false
	}
	return err, true
}

// Segmenter cuts text as the index does.
func (x *Index) Segmenter() segment.Segmenter { return x.loader.Segmenter() }
