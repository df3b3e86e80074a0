package indexer

import (
	"context"
	"fmt"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/supervise"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// buildResult is what a background build hands to Run's loop.
type buildResult struct {
	g        *generation
	err      error
	requests []int64 // index requests to answer with the outcome
}

// startBuild begins building a generation aside, unless one is being built.
// Run's loop swaps it in when it is done. Requests are answered then. It is
// cut with the words that stand in the dictionary now.
func (x *Index) startBuild(ctx context.Context, reason string, requests ...int64) error {
	if x.building {
		return nil
	}
	loader := x.dictionary.freshLoader()
	record, err := x.store.CreateGeneration(ctx, x.fingerprint(loader), reason)
	if err != nil {
		return err
	}
	x.building = true
	x.log.Info("index build started", "generation", record.ID, "reason", reason)
	x.background.Go(func() {
		g := &generation{record: record, loader: loader}
		err := supervise.Recover(func() error { return x.build(ctx, g) })
		x.built <- buildResult{g, err, requests}
	})
	return nil
}

// build fills a new generation with every published poem. Its cursor stays at
// the beginning until the last poem is in, so that a build cut short can never
// be taken for a whole index.
func (x *Index) build(ctx context.Context, g *generation) error {
	if err := g.loader.Wait(ctx); err != nil {
		return fmt.Errorf("load dictionary: %w", err)
	}
	created, err := x.opener.Create(ctx, g.name())
	if err != nil {
		return err
	}
	g.engine = created
	head, err := x.store.Head(ctx)
	if err != nil {
		return err
	}
	b := &builder{store: x.store, segmenter: g.loader.Segmenter()}
	if err := x.writeBatches(ctx, g, b.emitPoems); err != nil {
		return fmt.Errorf("build index: %w", err)
	}
	return x.writeBatch(ctx, g, batch{at: head})
}

// builder cuts every poem. It shares nothing with the follower, which goes on
// with the old generation meanwhile.
type builder struct {
	store     *store.Store
	segmenter segment.Segmenter
	updates   []engine.Update
}

func (b *builder) emitPoems(ctx context.Context, emit func(batch) error) error {
	tree, err := b.store.PlaceTree(ctx)
	if err != nil {
		return err
	}
	above := ancestors(tree)
	flush := func() error {
		full := batch{updates: b.updates}
		b.updates = nil
		return emit(full)
	}
	err = b.store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		b.updates = append(b.updates, engine.Update{ID: p.ID, Document: analyser.Document(p, above[p.Place.ID], b.segmenter)})
		if len(b.updates) < batchSize {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// finishBuild makes a finished generation live: it catches up, replaces the
// old one in one step, and the old one is closed, which waits for searches
// that use it.
func (x *Index) finishBuild(ctx context.Context, result buildResult) {
	x.building = false
	err := result.err
	if err == nil {
		err = x.catchUp(ctx, result.g)
	}
	if err == nil {
		err = x.store.PublishGeneration(ctx, result.g.record.ID)
	}
	// Answered at the end: who asked finds what was asked for in use.
	defer func() {
		for _, id := range result.requests {
			x.answerRequest(ctx, id, "", err)
		}
	}()
	if err != nil {
		x.log.Error("index build failed", "generation", result.g.record.ID, "error", err)
		x.discardBuild(result)
		x.drop(ctx, result.g.name())
		x.buildAgain = time.Now().Add(min(firstRetry<<min(x.failed, 10), lastRetry))
		x.failed++
		return
	}
	x.failed = 0
	if len(result.requests) > 0 {
		x.texts.file.drop() // who asks for a rebuild wants all that is derived without what the archive has no more
	}
	old := x.live.Swap(result.g)
	x.dictionary.use(result.g.loader)
	x.lagging.Store(false)
	x.log.Info("index live", "generation", result.g.record.ID, "poems", result.g.record.Poems)
	if old == nil {
		return
	}
	if err := old.close(); err != nil {
		x.log.Warn("close old index", "error", err)
	}
	x.drop(ctx, old.name())
}

// How long after a build that failed another is begun, twice as long each time.
const (
	firstRetry = time.Second
	lastRetry  = 5 * time.Minute
)

// retryBuild begins another build where there is no index and the last build
// failed. Only a change of the dictionary or a command asks for a build; without
// a retry every search would read every text until the next start.
func (x *Index) retryBuild(ctx context.Context) error {
	if x.failed == 0 || x.building || x.live.Load() != nil || time.Now().Before(x.buildAgain) {
		return nil
	}
	return x.startBuild(ctx, "tried again")
}

func (x *Index) catchUp(ctx context.Context, g *generation) error {
	goal, err := x.store.Head(ctx)
	if err != nil {
		return err
	}
	if err := x.followTexts(ctx, goal); err != nil {
		return err
	}
	return x.follow(ctx, g, goal)
}

// discardBuild frees what a build that is not to become live holds.
func (x *Index) discardBuild(r buildResult) {
	if r.g.loader != x.dictionary.loader.Load() {
		if err := r.g.loader.Close(); err != nil {
			x.log.Warn("close dictionary", "error", err)
		}
	}
	if err := r.g.close(); err != nil {
		x.log.Warn("close unfinished index", "error", err)
	}
}
