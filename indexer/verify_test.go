package indexer_test

import (
	"encoding/json"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer"
	"shiyun/indexer/engine"
)

func (r *running) verify() (report indexer.Report) {
	r.t.Helper()
	asked := r.ask(state.RequestVerify)
	if asked.Error != "" {
		r.t.Fatal(asked.Error)
	}
	if err := json.Unmarshal([]byte(asked.Answer), &report); err != nil {
		r.t.Fatal(err)
	}
	return report
}

func TestVerify(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水", "春山", "春雨")
	r := a.start()
	r.awaitReady()
	if got, want := r.verify(), (indexer.Report{Generation: 1, Poems: 4, Sampled: 1}); got != want || !got.Sound() {
		t.Errorf("%+v, want %+v", got, want)
	}
	document := func(id corpus.PoemID, revision int) engine.Update {
		return engine.Update{ID: id, Document: &engine.Document{ID: id, Revision: revision,
			Terms: map[engine.Field][]string{engine.Char: {"错"}}}}
	}
	// The first poem lost its terms, the second is gone, the third is of
	// another revision, and there is one that the archive has not.
	a.applyBeside([]engine.Update{document(1, 1), {ID: 2}, document(3, 7), document(99, 1)}, a.live().Cursor)
	got := r.verify()
	if want := (indexer.Report{Generation: 1, Poems: 4, Missing: 1, Stale: 1, Extra: 1, Sampled: 1, Unfound: 1}); got != want || got.Sound() {
		t.Errorf("%+v, want %+v", got, want)
	}
	if asked := r.ask(state.RequestRebuild); asked.Error != "" {
		t.Fatal(asked.Error)
	}
	if got := r.verify(); !got.Sound() || got.Generation != 2 {
		t.Errorf("after a rebuild: %+v", got)
	}
}
