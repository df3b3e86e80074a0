package indexer

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
)

// batchSize is how many changes or poems are handled together: a batch of the
// engine costs an fsync, and its memory grows with it.
const batchSize = 2000

// batch is on its way to the engine.
type batch struct {
	updates []engine.Update
	at      corpus.Cursor
}

// followLive brings the live generation up to the goal.
func (x *Index) followLive(ctx context.Context, goal corpus.Cursor) error {
	g := x.live.Load()
	if g == nil {
		return nil
	}
	if err := x.follow(ctx, g, goal); err != nil {
		if errors.Is(err, engine.ErrDamaged) {
			x.quarantine(ctx, g, "damaged")
		}
		return fmt.Errorf("follow changes: %w", err)
	}
	x.lagging.Store(false)
	return nil
}

// follow applies the changes after the generation's cursor until it has
// reached the goal; without one, a long import by another program would keep
// it here. Reading and cutting the next batch goes on while the engine writes
// the last.
func (x *Index) follow(ctx context.Context, g *generation, goal corpus.Cursor) error {
	changes, err := x.readChanges(ctx, g.at, goal)
	if err != nil || len(changes) == 0 {
		return err
	}
	if len(changes) == batchSize && g == x.live.Load() {
		x.lagging.Store(true) // until caught up, searches read every text instead
	}
	if err := g.loader.Wait(ctx); err != nil {
		return fmt.Errorf("load dictionary: %w", err)
	}
	return x.writeBatches(ctx, g, func(ctx context.Context, emit func(batch) error) error {
		for len(changes) > 0 {
			b, err := x.readBatch(ctx, g, changes)
			if err != nil {
				return err
			}
			if err := emit(b); err != nil {
				return err
			}
			if x.store.Reached(b.at, goal) {
				return nil
			}
			if changes, err = x.readChanges(ctx, b.at, goal); err != nil {
				return err
			}
		}
		return nil
	})
}

// readChanges returns the changes after at, a batch at most. It stops at the
// goal, which the texts have reached.
func (x *Index) readChanges(ctx context.Context, at, goal corpus.Cursor) ([]corpus.Change, error) {
	changes, err := x.store.ChangesAfter(ctx, at, batchSize)
	for len(changes) > 0 && !x.store.Reached(goal, changes[len(changes)-1].Cursor) {
		changes = changes[:len(changes)-1]
	}
	return changes, err
}

// writeBatches writes what produce emits while produce goes on.
func (x *Index) writeBatches(ctx context.Context, g *generation, produce func(context.Context, func(batch) error) error) error {
	batches := make(chan batch, 1)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(batches)
		return produce(ctx, func(b batch) error {
			select {
			case batches <- b:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	group.Go(func() error {
		for b := range batches {
			if err := x.writeBatch(ctx, g, b); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

// writeBatch writes a batch to the engine and then records in the store how
// far the generation is, for those who wait. After a crash in between the
// engine is ahead of the record, and its own cursor is right.
func (x *Index) writeBatch(ctx context.Context, g *generation, b batch) error {
	if err := g.engine.Apply(ctx, b.updates, b.at); err != nil {
		return err
	}
	count, err := g.engine.Count(ctx)
	if err != nil {
		return err
	}
	g.at, g.record.Cursor, g.record.Poems = b.at, b.at, count
	return x.store.AdvanceGeneration(ctx, g.record.ID, b.at, count)
}

// readBatch turns changes into updates to what the poems are now; a poem
// changed twice is written once.
func (x *Index) readBatch(ctx context.Context, g *generation, changes []corpus.Change) (batch, error) {
	b := batch{at: changes[len(changes)-1].Cursor}
	wanted := map[corpus.PoemID]bool{}
	for _, c := range changes {
		switch c.Kind {
		case corpus.KindPoem:
			wanted[corpus.PoemID(c.ID)] = true
		case corpus.KindPlace:
			x.places = nil
		}
	}
	ids := make([]corpus.PoemID, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	poems, err := x.store.Poems(ctx, ids)
	if err != nil {
		return batch{}, err
	}
	for _, p := range poems {
		delete(wanted, p.ID)
		u, err := x.newUpdate(ctx, g, p)
		if err != nil {
			return batch{}, err
		}
		b.updates = append(b.updates, u)
	}
	for id := range wanted {
		b.updates = append(b.updates, engine.Update{ID: id})
	}
	return b, nil
}

func (x *Index) newUpdate(ctx context.Context, g *generation, p corpus.Poem) (engine.Update, error) {
	if p.Status != corpus.StatusPublished {
		return engine.Update{ID: p.ID}, nil
	}
	above, err := x.placesAbove(ctx, p.Place.ID)
	if err != nil {
		return engine.Update{}, err
	}
	return engine.Update{ID: p.ID, Document: analyser.Document(p, above, g.loader.Segmenter())}, nil
}

func (x *Index) placesAbove(ctx context.Context, id corpus.PlaceID) ([]corpus.PlaceID, error) {
	if id == 0 {
		return nil, nil
	}
	if x.places == nil || x.places[id] == nil {
		places, err := x.store.PlaceTree(ctx)
		if err != nil {
			return nil, err
		}
		x.places = ancestors(places)
	}
	return x.places[id], nil
}

// ancestors returns each place with those above it, itself first.
func ancestors(places []corpus.Place) map[corpus.PlaceID][]corpus.PlaceID {
	above := make(map[corpus.PlaceID][]corpus.PlaceID, len(places))
	for _, p := range places { // parents come before children
		above[p.ID] = append([]corpus.PlaceID{p.ID}, above[p.Parent]...)
	}
	return above
}
