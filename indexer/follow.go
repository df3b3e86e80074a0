package indexer

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
)

// stepSize is how many changes or poems are handled together: a batch of the
// engine costs an fsync, and its memory grows with it.
const stepSize = 2000

// step is a batch on its way to the engine.
type step struct {
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
	changes, err := x.changesUpTo(ctx, g.at, goal)
	if err != nil || len(changes) == 0 {
		return err
	}
	if len(changes) == stepSize && g == x.live.Load() {
		x.lagging.Store(true) // until caught up, searches read every text instead
	}
	if err := g.loader.Wait(ctx); err != nil {
		return fmt.Errorf("load dictionary: %w", err)
	}
	return x.pipe(ctx, g, func(ctx context.Context, emit func(step) error) error {
		for len(changes) > 0 {
			s, err := x.stepOf(ctx, g, changes)
			if err != nil {
				return err
			}
			if err := emit(s); err != nil {
				return err
			}
			if x.store.Reached(s.at, goal) {
				return nil
			}
			if changes, err = x.changesUpTo(ctx, s.at, goal); err != nil {
				return err
			}
		}
		return nil
	})
}

// pipe runs produce beside the engine's writing. The store is told how far
// the generation is after every batch, for those who wait.
func (x *Index) pipe(ctx context.Context, g *generation, produce func(context.Context, func(step) error) error) error {
	steps := make(chan step, 1)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(steps)
		return produce(ctx, func(s step) error {
			select {
			case steps <- s:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	group.Go(func() error {
		for s := range steps {
			if err := x.apply(ctx, g, s); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

func (x *Index) apply(ctx context.Context, g *generation, s step) error {
	if err := g.engine.Apply(ctx, s.updates, s.at); err != nil {
		return err
	}
	count, err := g.engine.Count(ctx)
	if err != nil {
		return err
	}
	g.at, g.record.Cursor, g.record.Poems = s.at, s.at, count
	return x.store.AdvanceGeneration(ctx, g.record.ID, s.at, count)
}

// stepOf turns changes into updates of what the poems are now; a poem changed
// twice is written once.
func (x *Index) stepOf(ctx context.Context, g *generation, changes []corpus.Change) (step, error) {
	s := step{at: changes[len(changes)-1].Cursor}
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
		return step{}, err
	}
	for _, p := range poems {
		delete(wanted, p.ID)
		u, err := x.updateOf(ctx, g, p)
		if err != nil {
			return step{}, err
		}
		s.updates = append(s.updates, u)
	}
	for id := range wanted {
		s.updates = append(s.updates, engine.Update{ID: id})
	}
	return s, nil
}

func (x *Index) updateOf(ctx context.Context, g *generation, p corpus.Poem) (engine.Update, error) {
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

// ancestors gives each place with those above it, itself first.
func ancestors(places []corpus.Place) map[corpus.PlaceID][]corpus.PlaceID {
	above := make(map[corpus.PlaceID][]corpus.PlaceID, len(places))
	for _, p := range places { // parents come before children
		above[p.ID] = append([]corpus.PlaceID{p.ID}, above[p.Parent]...)
	}
	return above
}

// changesUpTo stops at the goal, which the texts have reached.
func (x *Index) changesUpTo(ctx context.Context, at, goal corpus.Cursor) ([]corpus.Change, error) {
	changes, err := x.store.ChangesAfter(ctx, at, stepSize)
	for len(changes) > 0 && !x.store.Reached(goal, changes[len(changes)-1].Cursor) {
		changes = changes[:len(changes)-1]
	}
	return changes, err
}
