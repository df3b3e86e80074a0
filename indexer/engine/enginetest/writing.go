package enginetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

func (s Subject) testUpdates(t *testing.T) {
	e := s.create(t)
	if got := stateOf(t, e); got.cursor != "" || got.count != 0 || len(got.revisions) != 0 {
		t.Errorf("a new generation has %+v", got)
	}
	apply(t, e, "1", poem(1, 1, "春"), poem(2, 1, "春"))
	apply(t, e, "2", poem(1, 2, "秋"), engine.Update{ID: 2}, engine.Update{ID: 9})
	if got := candidates(t, e, has("春")); len(got) != 0 {
		t.Errorf("terms of before find %v", got)
	}
	if got := candidates(t, e, has("秋")); !slices.Equal(got, []corpus.PoemID{1}) {
		t.Errorf("terms of now find %v", got)
	}
	if got := stateOf(t, e); got.cursor != "2" || got.count != 1 || !maps.Equal(got.revisions, map[corpus.PoemID]int{1: 2}) {
		t.Errorf("%+v", got)
	}
}

// A follower that crashed before it could record how far it was applies the
// last changes again.
func (s Subject) testIdempotent(t *testing.T) {
	o := s.New(t)
	e := create(t, o, "gen-1")
	apply(t, e, "1", poem(1, 1, "春"), poem(2, 1, "春"), poem(3, 1, "秋"))
	last := []engine.Update{poem(1, 2, "秋"), {ID: 2}, poem(4, 1, "冬")}
	apply(t, e, "2", last...)
	want := stateOf(t, e)
	check := func(e engine.Engine) {
		t.Helper()
		apply(t, e, "2", last...)
		if got := stateOf(t, e); got.cursor != want.cursor || got.count != want.count || !maps.Equal(got.revisions, want.revisions) {
			t.Errorf("%+v, want %+v", got, want)
		}
		if got := candidates(t, e, has("秋")); !slices.Equal(got, []corpus.PoemID{1, 3}) {
			t.Errorf("found %v", got)
		}
	}
	check(e)
	check(e)
	closeNow(t, e)
	check(open(t, o, "gen-1"))
}

// Many batches of many poems: engines merge what they have written, and no
// poem may be lost or doubled by it.
func (s Subject) testBatches(t *testing.T) {
	e := s.create(t)
	const batches, size = 20, 50
	for n := range batches {
		var updates []engine.Update
		for i := range size {
			// Every batch replaces half of the poems of the one before.
			id := corpus.PoemID(n*size/2 + i + 1)
			updates = append(updates, poem(id, n+1, "春", fmt.Sprint(n)))
		}
		apply(t, e, corpus.Cursor(fmt.Sprint(n+1)), updates...)
	}
	const poems = (batches-1)*size/2 + size
	if got := stateOf(t, e); got.count != poems || len(got.revisions) != poems || got.cursor != corpus.Cursor(fmt.Sprint(batches)) {
		t.Errorf("%d poems, %d revisions at %s, want %d", got.count, len(got.revisions), got.cursor, poems)
	}
	if got := candidates(t, e, has("春")); len(got) != poems || len(slices.Compact(got)) != poems {
		t.Errorf("found %d poems, want %d", len(got), poems)
	}
	if got := candidates(t, e, has("3")); len(got) != size/2 {
		t.Errorf("found %d poems of the fourth batch, want the half that the fifth left", len(got))
	}
	apply(t, e, "none") // changes that concern no poem move the cursor
	if got := stateOf(t, e); got.cursor != "none" || got.count != poems {
		t.Errorf("after an empty batch: %d poems at %s", got.count, got.cursor)
	}
}

func (s Subject) testCancelledBatch(t *testing.T) {
	e := s.create(t)
	apply(t, e, "7", poem(1, 1, "春"))
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.Apply(cancelled, []engine.Update{poem(2, 1, "春")}, "8"); err == nil {
		t.Error("a cancelled batch was acknowledged")
	}
	if got := stateOf(t, e); got.cursor != "7" {
		t.Errorf("the cursor is %q, want 7", got.cursor)
	}
}
