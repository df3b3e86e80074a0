package storetest

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/state"
	"shiyun/corpus/store/transfer"
)

// What operators watch follows what is written.
func testFigures(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "东亭碑", "汀兰", "一湖秋水"))
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if lag, err := s.IndexLag(t.Context()); err != nil || lag == 0 {
		t.Errorf("without an index the lag is %d, %v", lag, err)
	}
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A2", "望湖", "汀兰", "一湖春水"))
	if n, err := s.CountAfter(t.Context(), head); err != nil || n == 0 {
		t.Errorf("%d changes after the head of before, %v", n, err)
	}
	if _, err := s.CountAfter(t.Context(), "nonsense"); err == nil {
		t.Error("a cursor that is none was counted from")
	}
	for state, want := range map[corpus.BatchState]int{corpus.BatchDone: 2, corpus.BatchRunning: 0} {
		if n, err := s.CountBatches(t.Context(), state); err != nil || n != want {
			t.Errorf("%d batches are %s, %v; want %d", n, state, err, want)
		}
	}
	if n, waited := s.ReadWaits(); n < 0 || waited < 0 {
		t.Errorf("%d reads waited %v", n, waited)
	}
	if n, waited := s.WriteWaits(); n < 0 || waited < 0 {
		t.Errorf("%d writes waited %v", n, waited)
	}
}

// An archive that is to be read only refuses what changes it and goes on with
// what is made of it.
func testReadOnly(t *testing.T, empty Empty) {
	s := open(t, empty)
	if reason := s.ReadOnly(); !reason.IsZero() {
		t.Errorf("read-only at first: %v", reason)
	}
	s.RefuseWrites(corpus.NewMessage("archive.read_only_asked"))
	if key := s.ReadOnly().Key; key != "archive.read_only_asked" {
		t.Errorf("the reason is %q", key)
	}
	_, err := s.AddAccount(t.Context(), "cli", "王老师", corpus.RoleCurator)
	wantCode(t, "a write", err, corpus.Unavailable)
	if _, err := s.AskIndex(db.Derived(t.Context()), state.RequestRebuild); err != nil {
		t.Errorf("what is made of the archive: %v", err)
	}
}
