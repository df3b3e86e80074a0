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
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

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
	// Engine keeps the generations of the index.
	Engine engine.Opener
	// Dir is the data directory; the lock of the index is kept in its folder
	// "index", the dictionaries in "dict".
	Dir string
	// Texts is brought up to date along with the index; nil for programs that
	// do not search.
	Texts *texts.Table
	Log   *slog.Logger
}

// Folder returns where in a data directory what belongs to the index is kept.
func Folder(data string) string { return filepath.Join(data, "index") }

// Index keeps the index of one archive. One process at a time holds the index;
// an Index that does not hold it follows the texts alone and takes over when
// the other process ends.
type Index struct {
	store   *store.Store
	opener  engine.Opener
	dictDir string
	log     *slog.Logger
	texts   *texts.Table
	// loader has the dictionary of the live generation, or, where there is
	// none, of the one to come.
	loader atomic.Pointer[segment.Loader]
	trial  chan struct{} // held while a dictionary is tried

	live    atomic.Pointer[generation]
	lagging atomic.Bool // the live generation is too far behind to propose candidates
	ready   atomic.Bool // texts and index had seen every change at the last look
	// textsRead says that the texts have been read once from end to end.
	textsRead atomic.Bool
	// elsewhere says that another process held the index at the last look.
	elsewhere atomic.Bool

	building sync.WaitGroup // the background build, if one runs
	built    chan buildResult
	suspects chan *generation // generations that searches found damaged

	// What follows belongs to the goroutine of Run alone.
	lock    *flock.Flock
	textsAt corpus.Cursor                       // how far the texts are
	places  map[corpus.PlaceID][]corpus.PlaceID // each place with those above it
	busy    bool                                // a build runs
}

// New prepares an index. Nothing is read or loaded before Run.
func New(cfg Config) (*Index, error) {
	dictDir := filepath.Join(cfg.Dir, "dict")
	words, err := readUserWords(filepath.Join(dictDir, userWordsFile), cfg.Log)
	if err != nil {
		return nil, err
	}
	loader, err := segment.NewLoader(dictDir, words)
	if err != nil {
		return nil, fmt.Errorf("prepare dictionary: %w", err)
	}
	dir := Folder(cfg.Dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make index directory: %w", err)
	}
	x := &Index{store: cfg.Store, opener: cfg.Engine, dictDir: dictDir, log: cfg.Log, texts: cfg.Texts, trial: make(chan struct{}, 1),
		built: make(chan buildResult, 1), suspects: make(chan *generation, 1), lock: flock.New(filepath.Join(dir, "lock"))}
	x.loader.Store(loader)
	return x, nil
}

// fingerprint returns that of an index built with the loader.
func (x *Index) fingerprint(loader *segment.Loader) string {
	return x.opener.Format() + " " + analyser.Fingerprint(loader.Fingerprint())
}

// Ready tells whether every change had reached the texts and the index at the
// last look.
func (x *Index) Ready() bool { return x.ready.Load() }

// Run keeps the index until ctx ends. Errors that may pass (a full disk, a
// locked archive) are logged and tried again.
func (x *Index) Run(ctx context.Context) {
	defer x.shutDown()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		ready, err := x.look(ctx)
		if err != nil && ctx.Err() == nil {
			x.log.Error("index", "error", err)
		}
		x.ready.Store(ready && err == nil)
		select {
		case <-ctx.Done():
			return
		case result := <-x.built:
			x.finishBuild(ctx, result)
		case g := <-x.suspects:
			x.quarantine(ctx, g, "damaged")
		case <-tick.C:
		}
	}
}

// look does one round and says whether everything has seen every change. The
// texts come first, so that searching sees a poem's text before the index
// proposes it.
func (x *Index) look(ctx context.Context) (bool, error) {
	goal, err := x.store.Head(ctx)
	if err != nil {
		return false, err
	}
	if err := x.followTexts(ctx, goal); err != nil {
		return false, err
	}
	if held, err := x.hold(ctx); err != nil || !held {
		return false, err
	}
	if err := x.followLive(ctx, goal); err != nil {
		return false, err
	}
	if err := x.answerRequests(ctx); err != nil {
		return false, err
	}
	g := x.live.Load()
	return g != nil && x.store.Reached(g.at, goal), nil
}

// hold takes the index for this process if nobody else has it, and opens what
// is there.
func (x *Index) hold(ctx context.Context) (bool, error) {
	if x.lock.Locked() {
		return true, nil
	}
	held, err := x.lock.TryLock()
	if err != nil {
		return false, fmt.Errorf("lock index: %w", err)
	}
	x.elsewhere.Store(!held)
	if !held {
		return false, nil
	}
	x.useLoader(x.freshLoader()) // another process may have added words and built with them
	x.loader.Load().Start()
	err = x.clearLeftovers(ctx)
	if err == nil {
		err = x.openLive(ctx)
	}
	if err != nil {
		return false, errors.Join(err, x.lock.Unlock())
	}
	return true, nil
}

func (x *Index) shutDown() {
	x.ready.Store(false)
	x.building.Wait()
	select {
	case result := <-x.built:
		x.discard(result)
	default:
	}
	if g := x.live.Swap(nil); g != nil {
		if err := g.engine.Close(); err != nil {
			x.log.Error("close index", "error", err)
		}
	}
	if err := x.loader.Load().Close(); err != nil {
		x.log.Error("close dictionary", "error", err)
	}
	if err := x.lock.Unlock(); err != nil {
		x.log.Error("unlock index", "error", err)
	}
}

// Texts is the archive in memory as it is now.
func (x *Index) Texts() *texts.Snapshot { return x.texts.Snapshot() }

// Propose runs fn on the live engine. It returns false where no engine can
// propose at the moment, or the one that was asked turned out damaged: the
// caller then reads every text instead.
func (x *Index) Propose(fn func(engine.Engine) error) (bool, error) {
	g := x.live.Load()
	if g == nil || x.lagging.Load() {
		return false, nil
	}
	err := fn(g.engine)
	switch {
	case errors.Is(err, engine.ErrClosed): // replaced by another meanwhile
		return false, nil
	case errors.Is(err, engine.ErrDamaged):
		x.log.Error("index", "generation", g.record.ID, "error", err)
		select {
		case x.suspects <- g:
		default: // it has been reported already
		}
		return false, nil
	}
	return true, err
}

// Complete tells whether every text has been read and an engine proposes
// candidates. While it is false, answers may lack poems or come slowly.
func (x *Index) Complete() bool {
	return x.textsRead.Load() && x.live.Load() != nil && !x.lagging.Load()
}

// Segmenter cuts text as the index does.
func (x *Index) Segmenter() segment.Segmenter { return x.loader.Load().Segmenter() }
