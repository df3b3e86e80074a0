// Package indexer keeps the index. It follows the store's change log, brings
// the texts in memory and the live generation of the engine up to date, builds
// new generations aside and swaps them in.
//
// The index is derived data: it can be deleted at any time and is made anew
// from the store. Whatever is wrong with it costs speed for a while, never a
// poem.
//
// Run polls in a loop. Each round it reads the changes into the texts
// (texts.go), then, if this process holds the index (lock.go), into the live
// generation (follow.go), and does what commands have asked for (requests.go).
// A generation that cannot be used is put aside (generation.go) and another is
// built in the background (build.go).
package indexer

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/supervise"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// pollInterval is how often the change log is read: a change made by any
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
	// MapTextsFrom is how many poems an archive has that keeps its texts in a
	// file; 0 for 20,000.
	MapTextsFrom int
	Log          *slog.Logger
}

// Folder returns where in a data directory what belongs to the index is kept.
func Folder(data string) string { return filepath.Join(data, "index") }

// Index keeps the index of one archive. One process at a time holds the index;
// an Index that does not hold it follows the texts alone and takes over when
// the other process ends.
type Index struct {
	store      *store.Store
	opener     engine.Opener
	log        *slog.Logger
	dictionary *dictionary
	texts      *textsFollower

	live    atomic.Pointer[generation]
	lagging atomic.Bool // the live generation is too far behind to propose candidates
	// followed is where texts and index both were at the last poll, nil where
	// one of them lagged.
	followed atomic.Pointer[corpus.Cursor]
	// heldElsewhere is whether another process held the index at the last poll.
	heldElsewhere atomic.Bool

	// background is the work that Run starts and waits for at its end: a build
	// and what is made of the texts once they are read.
	background sync.WaitGroup
	telling    atomic.Bool // the crafts of poems are being told
	built      chan buildResult
	damaged    chan *generation // found so by searches

	// What follows belongs to the goroutine of Run alone.
	lock     *flock.Flock
	places   map[corpus.PlaceID][]corpus.PlaceID // each place with those above it
	building bool
	// failed is how many builds have failed since there was an index, and
	// buildAgain when the next is begun.
	failed     int
	buildAgain time.Time
	// reported is the error logged last, when, and how many rounds ago.
	reported   string
	reportedAt time.Time
	met        int
}

// New prepares an index. Nothing is read or loaded before Run.
func New(cfg Config) (*Index, error) {
	dictionary, err := newDictionary(cfg.Dir, cfg.Log)
	if err != nil {
		return nil, err
	}
	lock, err := newLock(cfg.Dir)
	if err != nil {
		return nil, err
	}
	return &Index{store: cfg.Store, opener: cfg.Engine, log: cfg.Log, dictionary: dictionary,
		texts: &textsFollower{store: cfg.Store, table: cfg.Texts, file: newTextsFile(cfg)},
		built: make(chan buildResult, 1), damaged: make(chan *generation, 1), lock: lock}, nil
}

// Ready reports whether every change had reached the texts and the index at
// the last poll.
func (x *Index) Ready() bool { return x.followed.Load() != nil }

// Has reports whether every change up to a cursor had reached the texts and
// the index at the last poll.
func (x *Index) Has(cursor corpus.Cursor) bool {
	at := x.followed.Load()
	return at != nil && x.store.Reached(*at, cursor)
}

// Run keeps the index until ctx ends, and returns when nothing of it runs any
// more. Errors that may pass (a full disk, a locked archive) are logged and
// tried again.
func (x *Index) Run(ctx context.Context) {
	defer x.shutDown()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		followed, err := x.tryPoll(ctx)
		if ctx.Err() == nil {
			x.reportPoll(err)
		}
		x.followed.Store(followed)
		select {
		case <-ctx.Done():
			return
		case result := <-x.built:
			x.report(supervise.Recover(func() error { x.finishBuild(ctx, result); return nil }))
		case g := <-x.damaged:
			if g == x.live.Load() { // it may have been replaced meanwhile
				x.report(supervise.Recover(func() error { x.quarantine(ctx, g, "damaged"); return nil }))
			}
		case <-tick.C:
		}
	}
}

// tryPoll is poll with a panic as its error: the next round begins anew from
// the store, while the process and its searches go on.
func (x *Index) tryPoll(ctx context.Context) (followed *corpus.Cursor, err error) {
	err = supervise.Recover(func() (err error) {
		followed, err = x.poll(ctx)
		return err
	})
	return followed, err
}

func (x *Index) report(err error) {
	if err != nil {
		x.log.Error("index", "error", err)
	}
}

// reportEvery is how often the same error of a round is logged.
const reportEvery = time.Minute

// reportPoll logs how a round ended: an error that stays the same is logged now
// and then, with how often it was met, not seven times a second.
func (x *Index) reportPoll(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	x.met++
	if text == x.reported && (text == "" || time.Since(x.reportedAt) < reportEvery) {
		return
	}
	switch {
	case text == "":
		x.log.Info("index goes on", "rounds", x.met)
	case text == x.reported:
		x.log.Error("index", "error", err, "times", x.met)
	default:
		x.log.Error("index", "error", err)
	}
	x.reported, x.reportedAt, x.met = text, time.Now(), 0
}

// poll does one round and returns the cursor that everything has reached, nil
// where something lags. The texts come first, so that searching has a poem's
// text before the index proposes it.
func (x *Index) poll(ctx context.Context) (*corpus.Cursor, error) {
	goal, err := x.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	if err := x.followTexts(ctx, goal); err != nil {
		return nil, err
	}
	if held, err := x.acquire(ctx); err != nil || !held {
		return nil, err
	}
	if err := x.followLive(ctx, goal); err != nil {
		return nil, err
	}
	if err := x.handleRequests(ctx); err != nil {
		return nil, err
	}
	if err := x.retryBuild(ctx); err != nil {
		return nil, err
	}
	if g := x.live.Load(); g == nil || !x.store.Reached(g.at, goal) {
		return nil, nil
	}
	return &goal, nil
}

func (x *Index) shutDown() {
	x.followed.Store(nil)
	x.background.Wait()
	x.texts.file.close()
	select {
	case result := <-x.built:
		x.discardBuild(result)
	default:
	}
	if g := x.live.Swap(nil); g != nil {
		if err := g.close(); err != nil {
			x.log.Error("close index", "error", err)
		}
	}
	if err := x.dictionary.loader.Load().Close(); err != nil {
		x.log.Error("close dictionary", "error", err)
	}
	if err := x.lock.Unlock(); err != nil {
		x.log.Error("unlock index", "error", err)
	}
}

// Texts returns the archive in memory as it is now.
func (x *Index) Texts() *texts.Snapshot { return x.texts.table.Snapshot() }

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
		case x.damaged <- g:
		default: // it has been reported already
		}
		return false, nil
	}
	return true, err
}

// Complete reports whether every text has been read and an engine proposes
// candidates. While it is false, answers may lack poems or come slowly.
func (x *Index) Complete() bool {
	return x.texts.read.Load() && x.live.Load() != nil && !x.lagging.Load()
}

// Segmenter returns what cuts text as the index does.
func (x *Index) Segmenter() segment.Segmenter { return x.dictionary.loader.Load().Segmenter() }
