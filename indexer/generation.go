package indexer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// generation is an open index with its record in the store.
type generation struct {
	record state.Generation
	at     corpus.Cursor // how far it is; used by the follower only
	loader *segment.Loader
	engine engine.Engine // nil until it is created or opened
}

const generationPrefix = "gen-"

func generationName(id int64) string { return fmt.Sprintf("%s%d", generationPrefix, id) }

// name returns what the engine knows the generation by.
func (g *generation) name() string { return generationName(g.record.ID) }

// close closes the engine, if there is one yet.
func (g *generation) close() error {
	if g.engine == nil {
		return nil
	}
	return g.engine.Close()
}

// fingerprint returns that of an index built with the loader: an index with
// another could differ from one built now.
func (x *Index) fingerprint(loader *segment.Loader) string {
	return x.opener.Format() + " " + analyser.Fingerprint(loader.Fingerprint())
}

// openLive opens the live generation, or has one built when it is missing,
// out of date or damaged. Meanwhile searches read every text.
func (x *Index) openLive(ctx context.Context) error {
	record, err := x.store.LiveGeneration(ctx)
	if corpus.CodeOf(err) == corpus.NotFound {
		return x.startBuild(ctx, "none yet")
	}
	if err != nil {
		return err
	}
	g := &generation{record: record, loader: x.dictionary.loader.Load()}
	defect, err := x.openGeneration(ctx, g)
	if err != nil {
		return errors.Join(err, g.close())
	}
	if defect != "" {
		x.quarantine(ctx, g, defect)
		return nil
	}
	x.live.Store(g)
	x.log.Info("index opened", "generation", record.ID, "cursor", g.at)
	return nil
}

// openGeneration opens a recorded generation. It returns why the generation
// cannot be used, "" where it can; an error may pass, and condemns no
// generation.
func (x *Index) openGeneration(ctx context.Context, g *generation) (defect string, err error) {
	if g.record.Fingerprint != x.fingerprint(g.loader) {
		return "out of date", nil
	}
	var count int
	if g.engine, err = x.opener.Open(ctx, g.name()); err == nil {
		if g.at, err = g.engine.Cursor(ctx); err == nil {
			count, err = g.engine.Count(ctx)
		}
	}
	switch {
	case errors.Is(err, engine.ErrNotFound):
		return "missing", nil
	case errors.Is(err, engine.ErrDamaged):
		return "damaged: " + err.Error(), nil
	case err != nil:
		return "", err
	}
	head, err := x.store.Head(ctx)
	switch {
	case err != nil:
		return "", err
	case !x.store.Reached(head, g.at):
		return "ahead of the archive", nil
	case g.at == g.record.Cursor && count != g.record.Poems:
		return fmt.Sprintf("holds %d poems instead of %d", count, g.record.Poems), nil
	}
	return "", nil
}

// quarantine takes a generation out of use, has the engine keep it aside for
// whoever wants to know what happened, and has a new one built.
func (x *Index) quarantine(ctx context.Context, g *generation, reason string) {
	x.log.Warn("index put aside", "generation", g.record.ID, "reason", reason)
	x.live.CompareAndSwap(g, nil)
	if err := g.close(); err != nil {
		x.log.Warn("close index", "error", err)
	}
	if err := x.opener.SetAside(ctx, g.name()); err != nil {
		x.log.Error("put index aside", "error", err)
	}
	if err := x.store.EndGeneration(ctx, g.record.ID, state.GenerationQuarantined); err != nil {
		x.log.Error("record quarantine", "error", err)
	}
	if err := x.startBuild(ctx, reason); err != nil {
		x.failed++ // retryBuild goes on
		x.log.Error("start rebuild", "error", err)
	}
}

// dropLeftovers drops what a process that ended in the middle of a build, or
// before it dropped the generation it had replaced, left behind.
func (x *Index) dropLeftovers(ctx context.Context) error {
	generations, err := x.store.Generations(ctx)
	if err != nil {
		return err
	}
	live := ""
	for _, g := range generations {
		switch g.State {
		case state.GenerationLive:
			live = generationName(g.ID)
		case state.GenerationBuilding:
			if err := x.store.EndGeneration(ctx, g.ID, state.GenerationRetired); err != nil {
				return err
			}
		}
	}
	names, err := x.opener.Names(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, generationPrefix) && name != live {
			x.drop(ctx, name)
		}
	}
	return nil
}

func (x *Index) drop(ctx context.Context, name string) {
	if err := x.opener.Drop(ctx, name); err != nil {
		x.log.Warn("remove old index", "error", err)
	}
}
