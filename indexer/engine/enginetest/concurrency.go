package enginetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

func (s Subject) testClosed(t *testing.T) {
	e := s.create(t)
	apply(t, e, "1", poem(1, 1, "春"))
	closeNow(t, e)
	closeNow(t, e) // again does nothing
	for name, err := range calls(t.Context(), e) {
		if !errors.Is(err, engine.ErrClosed) {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
}

// calls calls every method but Close and returns what each returned.
func calls(ctx context.Context, e engine.Engine) map[string]error {
	errs := map[string]error{"Apply": e.Apply(ctx, nil, "9")}
	_, errs["Cursor"] = e.Cursor(ctx)
	_, errs["Count"] = e.Count(ctx)
	_, errs["Candidates"] = e.Candidates(ctx, engine.MinShouldMatch(1, has("春"), has("水")), noLimit)
	_, errs["Frequencies"] = e.Frequencies(ctx, []engine.Term{{Field: engine.Char, Text: "春"}})
	errs["Revisions"] = e.Revisions(ctx, func(corpus.PoemID, int) error { return nil })
	return errs
}

// While poems are written over and over, readers find each of them exactly
// once at every moment, as a whole batch before or after.
func (s Subject) testReadersWhileWriting(t *testing.T) {
	e := s.create(t)
	const poems, rounds = 40, 15
	write := func(n int) error {
		var updates []engine.Update
		for id := range corpus.PoemID(poems) {
			updates = append(updates, poem(id+1, n, "春", fmt.Sprint(n)))
		}
		return e.Apply(context.Background(), updates, corpus.Cursor(fmt.Sprint(n)))
	}
	if err := write(1); err != nil {
		t.Fatal(err)
	}
	written := make(chan struct{})
	var group errgroup.Group
	group.Go(func() error {
		defer close(written)
		for n := 2; n <= rounds; n++ {
			if err := write(n); err != nil {
				return err
			}
		}
		return nil
	})
	for range 3 {
		group.Go(func() error {
			for n := 0; ; n++ {
				if err := findsAll(e, poems); err != nil {
					return err
				}
				select {
				case <-written:
					return nil
				default:
				}
			}
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := candidates(t, e, has(fmt.Sprint(rounds))); len(got) != poems {
		t.Errorf("%d poems as written last, want %d", len(got), poems)
	}
}

func findsAll(e engine.Engine, poems int) error {
	found, err := e.Candidates(context.Background(), has("春"), noLimit)
	if err != nil {
		return err
	}
	slices.Sort(found.IDs)
	if ids := slices.Compact(found.IDs); len(ids) != poems || len(ids) != len(found.IDs) {
		return fmt.Errorf("found %d poems, %d different, want %d", len(found.IDs), len(ids), poems)
	}
	counts, err := e.Frequencies(context.Background(), []engine.Term{{Field: engine.Char, Text: "春"}})
	if err == nil && counts[0] != poems {
		err = fmt.Errorf("%d poems have a character that %d have", counts[0], poems)
	}
	return err
}

// Closing waits for readers: they get their answer or ErrClosed, and no
// reader reads what is gone.
func (s Subject) testCloseWhileReading(t *testing.T) {
	for range 5 {
		e := s.create(t)
		apply(t, e, "1", poem(1, 1, "春"), poem(2, 1, "春"))
		var group errgroup.Group
		started := make(chan struct{}, 4)
		for range cap(started) {
			group.Go(func() error {
				for first := true; ; first = false {
					err := findsAll(e, 2)
					if first {
						started <- struct{}{}
					}
					if errors.Is(err, engine.ErrClosed) {
						return nil
					}
					if err != nil {
						return err
					}
				}
			})
		}
		<-started
		closeNow(t, e)
		if err := group.Wait(); err != nil {
			t.Fatal(err)
		}
	}
}
