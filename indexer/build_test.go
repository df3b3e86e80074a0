package indexer_test

import (
	"errors"
	"slices"
	"testing"

	"shiyun/corpus/store/state"
	"shiyun/indexer/engine"
)

// block makes calls of a hook for one generation wait. It returns a channel
// that is sent to by each call, and one whose closing lets all go on.
func (h *hook) block(name string) (reached, goOn chan struct{}) {
	reached, goOn = make(chan struct{}), make(chan struct{})
	h.set(func(n string) error {
		if n == name {
			select {
			case reached <- struct{}{}:
			case <-goOn:
			}
			<-goOn
		}
		return nil
	})
	return reached, goOn
}

// While a generation is built, the old one answers and follows; the new one
// has what came meanwhile, takes over in one step, and the old one is closed
// and dropped.
func TestRebuildIsSwappedIn(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	reached, goOn := a.engine.apply.block("gen-2")
	id, err := a.store.AskIndex(t.Context(), state.RequestRebuild)
	if err != nil {
		t.Fatal(err)
	}
	<-reached
	r.publish("春水")
	r.wantFound("春", 1, 2)
	if live := a.live(); live.ID != 1 || !r.index.Complete() {
		t.Errorf("live %+v while another is built", live)
	}
	close(goOn)
	if asked := r.answerOf(id); asked.Error != "" {
		t.Errorf("answered %+v", asked)
	}
	r.awaitReady()
	r.wantFound("春", 1, 2)
	if live := a.live(); live.ID != 2 || live.Reason != "asked for" || live.Poems != 2 {
		t.Errorf("live %+v", live)
	}
	await(t, "dropped", func() bool { return slices.Equal(a.names(), []string{"gen-2"}) })
	if _, closed := a.engine.closed.Load("gen-1"); !closed {
		t.Error("the old generation was not closed")
	}
	if got, want := a.states(), []state.GenerationState{state.GenerationRetired, state.GenerationLive}; !slices.Equal(got, want) {
		t.Errorf("states %v, want %v", got, want)
	}
}

// A search that holds the old generation is answered by it or told that it is
// closed; no search sees half of each.
func TestSearchWhileSwapping(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水")
	r := a.start()
	r.awaitReady()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range 5 {
			if asked := r.ask(state.RequestRebuild); asked.Error != "" {
				t.Errorf("answered %+v", asked)
			}
		}
	}()
	for swapping := true; swapping; {
		select {
		case <-ended:
			swapping = false
		default:
		}
		if got, proposed := r.found("春"); proposed && len(got) != 2 {
			t.Fatalf("found %v", got)
		}
	}
	if live := a.live(); live.ID != 6 {
		t.Errorf("live %+v", live)
	}
}

// One build at a time: what is asked for meanwhile waits for the next.
func TestRequestsDuringABuildWait(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	reached, goOn := a.engine.apply.block("gen-2")
	var ids []int64
	ask := func() {
		id, err := a.store.AskIndex(t.Context(), state.RequestRebuild)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	ask()
	<-reached
	ask()
	ask()
	r.publish("春水") // several polls go by
	if got := a.states(); len(got) != 2 {
		t.Fatalf("%d generations while one is built: %v", len(got), got)
	}
	close(goOn)
	for _, id := range ids {
		if asked := r.answerOf(id); asked.Error != "" {
			t.Errorf("answered %+v", asked)
		}
	}
	if got, live := a.states(), a.live(); len(got) != 3 || live.ID != 3 {
		t.Errorf("%v, live %+v: both that waited are answered by one build", got, live)
	}
}

// A build that fails leaves the old generation in place and nothing behind,
// and its error is the answer; the next one may do better.
func TestFailedBuildIsDiscarded(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	a.engine.apply.set(func(name string) error {
		if name == "gen-2" {
			return errors.New("no space left on device")
		}
		return nil
	})
	if asked := r.ask(state.RequestRebuild); asked.Error != "build index: no space left on device" {
		t.Errorf("answered %+v", asked)
	}
	await(t, "dropped", func() bool { return slices.Equal(a.names(), []string{"gen-1"}) })
	r.publish("春水")
	r.wantFound("春", 1, 2)
	if live := a.live(); live.ID != 1 {
		t.Errorf("live %+v", live)
	}
	if asked := r.ask(state.RequestRebuild); asked.Error != "" {
		t.Errorf("answered %+v", asked)
	}
	r.wantFound("春", 1, 2)
}

// A first build that failed is tried again without a restart, which may be
// months away.
func TestFirstBuildIsTriedAgain(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	a.engine.apply.set(func(name string) error {
		if name == "gen-1" {
			return errors.New("no space left on device")
		}
		return nil
	})
	r := a.start()
	r.awaitReady()
	r.wantFound("春", 1)
	if live := a.live(); live.ID != 2 || live.Reason != "tried again" {
		t.Errorf("live %+v", live)
	}
}

// A process that ends in the middle of a build waits for it to stop. The next
// one drops what there is of it and builds anew, for a generation is whole
// only once it is live.
func TestBuildCutShort(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水")
	reached, goOn := a.engine.apply.block("gen-1")
	r := a.start()
	<-reached
	stopped := make(chan struct{})
	r.end() // before the build may go on
	go func() {
		defer close(stopped)
		r.stop()
	}()
	select {
	case <-stopped:
		t.Fatal("Run returned while a build was writing")
	case <-reached: // nothing else writes
		t.Fatal("a second batch")
	default:
	}
	close(goOn)
	<-stopped
	if got := a.states(); !slices.Equal(got, []state.GenerationState{state.GenerationBuilding}) {
		t.Fatalf("states %v", got)
	}
	if _, closed := a.engine.closed.Load("gen-1"); !closed {
		t.Error("the unfinished generation was not closed")
	}
	half := a.openEngine(1)
	if at, err := half.Cursor(t.Context()); err != nil || at != "" {
		t.Errorf("an unfinished generation has the cursor %q (%v)", at, err)
	}
	r = a.start()
	r.awaitReady()
	r.wantFound("春", 1, 2)
	if got := a.names(); !slices.Equal(got, []string{"gen-2"}) {
		t.Errorf("the engine has %v", got)
	}
	if _, err := a.engine.Opener.Open(t.Context(), "gen-1"); !errors.Is(err, engine.ErrNotFound) {
		t.Errorf("the unfinished generation is still there: %v", err)
	}
}
