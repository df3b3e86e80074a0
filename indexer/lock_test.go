package indexer_test

import (
	"context"
	"errors"
	"testing"

	"shiyun/corpus/store/state"
	"shiyun/indexer"
)

// Of two indexes on a directory one holds the index; the other follows the
// texts, and takes over when the first ends.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	first := a.start()
	first.awaitReady()
	second := a.start()
	first.publish("春水")
	await(t, "read", func() bool { return second.index.Texts().Len() == 2 })
	if _, proposed := second.found("春"); proposed || second.index.Ready() || second.index.Complete() {
		t.Error("the second index took what the first holds")
	}
	if asked := first.ask(state.RequestRebuild); asked.Error != "" {
		t.Fatal(asked.Error)
	}
	if got := a.states(); len(got) != 2 {
		t.Errorf("two indexes built %v", got)
	}
	first.stop()
	second.awaitReady()
	second.wantFound("春", 1, 2)
	if live := a.live(); live.ID != 2 {
		t.Errorf("taking over built %+v", live)
	}
}

// A command beside the process that holds the index works on the texts alone;
// its requests are done by that process.
func TestCommandBesideAServer(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	server := a.start()
	server.awaitReady()
	err := indexer.With(t.Context(), a.config(), func(x *indexer.Index) error {
		if x.Texts().Len() != 1 || x.Complete() {
			t.Errorf("%d texts, complete %v", x.Texts().Len(), x.Complete())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := indexer.Rebuild(t.Context(), a.config()); err != nil {
		t.Fatal(err)
	}
	if live := a.live(); live.ID != 2 {
		t.Errorf("live %+v", live)
	}
	if report, err := indexer.Verify(t.Context(), a.config()); err != nil || !report.Sound() || report.Generation != 2 {
		t.Errorf("%+v, %v", report, err)
	}
}

// A command alone keeps the index itself, takes over when the server ends, and
// gives up when it is told to.
func TestCommandAlone(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	err := indexer.With(t.Context(), a.config(), func(x *indexer.Index) error {
		if !x.Ready() || !x.Complete() {
			t.Error("not ready")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	failure := errors.New("the work failed")
	if err := indexer.Until(t.Context(), a.config(), func(context.Context) (bool, error) { return false, failure }); !errors.Is(err, failure) {
		t.Errorf("Until: %v", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	err = indexer.Until(cancelled, a.config(), func(context.Context) (bool, error) { cancel(); return false, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Until: %v", err)
	}
	server := a.start()
	server.awaitReady()
	ended := make(chan error, 1)
	waiting := make(chan struct{})
	go func() {
		first := true
		ended <- indexer.Until(t.Context(), a.config(), func(ctx context.Context) (bool, error) {
			if first {
				close(waiting)
				first = false
			}
			n, err := a.store.LiveGeneration(ctx)
			return n.Poems == 2, err
		})
	}()
	<-waiting
	server.stop()
	a.add("春水") // there is only the command to index it
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
