package storetest

import (
	"errors"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/transfer"
)

// An archive moves into an empty database, whole, and into no other.
func testArchiveMoves(t *testing.T, empty Empty) {
	s, there := open(t, empty), begin(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "望湖", "汀兰", "一湖秋水"), draft("2", "听雨", "晚晴", "一夜春雨"))
	quiet := func(string, int) {}
	if blocks, err := s.MoveTo(t.Context(), there.dialect, quiet); err != nil || blocks == 0 {
		t.Fatalf("%d blocks, %v", blocks, err)
	}
	_, err := s.MoveTo(t.Context(), there.dialect, quiet)
	wantCode(t, "an archive that is there", err, corpus.Conflict)
	if s.Passes(errors.New("any other")) || s.Passes(nil) {
		t.Error("an error that has nothing to do with the database passes by itself")
	}
	moved := there.open(t)
	v, err := moved.Verify(t.Context(), true, nil)
	if err != nil || !v.Sound() || v.Poems != 2 {
		t.Errorf("%+v, %v", v, err)
	}
	importAll(t, moved, transfer.ImportOptions{}, draft("3", "新", "甲", "新写的一句"))
}
