package indexer_test

import (
	"fmt"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

func TestFollow(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水")
	r := a.start()
	r.awaitReady()
	r.wantFound("春", 1, 2)
	a.withdraw(1)
	r.publish("春山")
	r.wantFound("春", 2, 3)
	if n := r.index.Texts().Len(); n != 2 {
		t.Errorf("%d texts, want 2", n)
	}
	if live := a.live(); live.ID != 1 || live.Poems != 2 {
		t.Errorf("live %+v", live)
	}
}

// A process that ended between the engine's batch and the record of it leaves
// the engine ahead; one whose engine lost its last batch leaves it behind.
// Either way following goes on from the engine's own cursor, without a new
// build, and every change is there in the end.
func TestCrashBetweenBatchAndRecord(t *testing.T) {
	t.Parallel()
	for name, crash := range map[string]func(a *archive, before, after corpus.Cursor){
		"the engine is ahead": func(a *archive, _, after corpus.Cursor) {
			a.applyBeside([]engine.Update{{ID: 2, Document: &engine.Document{ID: 2, Revision: 1,
				Terms: map[engine.Field][]string{engine.Char: {"春", "水"}}}}}, after)
		},
		"the engine is behind": func(a *archive, before, after corpus.Cursor) {
			if err := a.store.AdvanceGeneration(a.t.Context(), 1, after, 2); err != nil {
				a.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t, "春风")
			r := a.start()
			r.awaitReady()
			before := a.live().Cursor
			r.stop()
			a.add("春水")
			after, err := a.store.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			crash(a, before, after)
			a.add("春山")
			r = a.start()
			r.awaitReady()
			r.wantFound("春", 1, 2, 3)
			if live := a.live(); live.ID != 1 || live.Poems != 3 {
				t.Errorf("live %+v, want the first generation with 3 poems", live)
			}
		})
	}
}

// An engine that refuses a batch for a while, as on a full disk, is asked
// again: no change is left out.
func TestFailedBatchIsTriedAgain(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	a.engine.apply.set(failOnce(fmt.Errorf("no space left on device")))
	r.publish("春水")
	r.wantFound("春", 1, 2)
	if live := a.live(); live.ID != 1 {
		t.Errorf("live %+v", live)
	}
}

// A generation far behind proposes nothing: searches read every text, which
// are ahead of it, until it has caught up.
func TestFarBehindProposesNothing(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	reached, goOn := make(chan struct{}), make(chan struct{})
	a.engine.apply.set(func(string) error {
		select {
		case reached <- struct{}{}:
			<-goOn
		case <-goOn:
		}
		return nil
	})
	var bodies []string
	for n := range 2100 { // more than a batch
		bodies = append(bodies, fmt.Sprintf("第%d首", n))
	}
	a.add(bodies...)
	<-reached
	if _, proposed := r.found("春"); proposed || r.index.Complete() {
		t.Error("a generation far behind proposed")
	}
	if n := r.index.Texts().Len(); n != 2101 {
		t.Errorf("%d texts while the engine is behind, want all", n)
	}
	close(goOn)
	r.awaitReady()
	await(t, "complete", r.index.Complete) // it proposes again a moment after its cursor is written
	r.wantFound("春", 1)
	if live := a.live(); live.ID != 1 || live.Poems != 2101 {
		t.Errorf("live %+v", live)
	}
}
