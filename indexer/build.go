package indexer

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// buildResult is what a background build hands to the follower.
type buildResult struct {
	g        *generation
	err      error
	requests []int64 // index requests to answer with the outcome
}

func (r buildResult) discard(log *slog.Logger) {
	if r.g == nil || r.g.engine == nil {
		return
	}
	if err := r.g.close(); err != nil {
		log.Warn("close unfinished index", "error", err)
	}
}

// startBuild begins building a generation aside, unless one is being built.
// Run's loop swaps it in when it is done. Requests are answered then.
func (x *Index) startBuild(ctx context.Context, reason string, requests ...int64) error {
	if x.busy {
		return nil
	}
	record, err := x.store.CreateGeneration(ctx, x.fingerprint(), reason)
	if err != nil {
		return err
	}
	x.busy = true
	x.log.Info("index build started", "generation", record.ID, "reason", reason)
	x.building.Go(func() {
		g, err := x.build(ctx, record)
		x.built <- buildResult{g, err, requests}
	})
	return nil
}

// build fills a new generation with every published poem. Its cursor stays at
// the beginning until the last poem is in, so that a build cut short can never
// be taken for a whole index.
func (x *Index) build(ctx context.Context, record store.Generation) (*generation, error) {
	g := &generation{record: record, dir: x.generationDir(record.ID)}
	if err := x.loader.Wait(ctx); err != nil {
		return g, fmt.Errorf("load dictionary: %w", err)
	}
	bleve, err := engine.CreateBleve(g.dir)
	if err != nil {
		return g, err
	}
	g.engine = bleve
	head, err := x.store.Head(ctx)
	if err != nil {
		return g, err
	}
	b := &builder{store: x.store, segmenter: x.loader.Segmenter()}
	if err := x.pipe(ctx, g, b.everyPoem); err != nil {
		return g, fmt.Errorf("build index: %w", err)
	}
	return g, x.apply(ctx, g, step{at: head})
}

// builder cuts every poem. It shares nothing with the follower, which goes on
// with the old generation meanwhile.
type builder struct {
	store     *store.Store
	segmenter segment.Segmenter
	updates   []engine.Update
}

func (b *builder) everyPoem(ctx context.Context, emit func(step) error) error {
	tree, err := b.store.PlaceTree(ctx)
	if err != nil {
		return err
	}
	above := ancestors(tree)
	flush := func() error {
		s := step{updates: b.updates}
		b.updates = nil
		return emit(s)
	}
	err = b.store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		b.updates = append(b.updates, engine.Update{ID: p.ID, Document: analyser.Document(p, above[p.Place.ID], b.segmenter)})
		if len(b.updates) < stepSize {
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
// old one in one step, and the old one is closed once nobody uses it.
func (x *Index) finishBuild(ctx context.Context, result buildResult) {
	x.busy = false
	err := result.err
	if err == nil {
		err = x.catchUp(ctx, result.g)
	}
	if err == nil {
		err = x.store.PublishGeneration(ctx, result.g.record.ID)
	}
	for _, id := range result.requests {
		x.answer(ctx, id, "", err)
	}
	if err != nil {
		x.log.Error("index build failed", "generation", result.g.record.ID, "error", err)
		result.discard(x.log)
		x.remove(result.g.dir)
		return
	}
	old := x.live.Swap(result.g)
	x.lagging.Store(false)
	x.log.Info("index live", "generation", result.g.record.ID, "poems", result.g.record.Poems)
	if old == nil {
		return
	}
	if err := old.close(); err != nil {
		x.log.Warn("close old index", "error", err)
	}
	if err := os.RemoveAll(old.dir); err != nil {
		x.log.Warn("remove old index", "error", err)
	}
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
