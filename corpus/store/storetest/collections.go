package storetest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

func collected(n int) []corpus.Draft {
	var drafts []corpus.Draft
	for i := range n {
		d := draft(fmt.Sprint(i+1), fmt.Sprint("题", i+1), "甲", fmt.Sprint("第", i+1, "首"))
		d.Collections = &[]string{"七亭题咏"}
		drafts = append(drafts, d)
	}
	return drafts
}

func orderOf(t testing.TB, s *store.Store) []corpus.PoemID {
	t.Helper()
	poems, err := s.CollectionPoems(t.Context(), 1, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var ids []corpus.PoemID
	for _, p := range poems {
		ids = append(ids, p.ID)
	}
	return ids
}

func testCuratorsOrderOutlivesImports(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, collected(4)...)
	move := func(poem corpus.PoemID, rank int) {
		t.Helper()
		if err := s.MoveInCollection(t.Context(), corpus.ActorCommand, 1, poem, rank); err != nil {
			t.Fatal(err)
		}
	}
	move(4, 0)
	move(1, 99)
	want := []corpus.PoemID{4, 2, 3, 1}
	if got := orderOf(t, s); !slices.Equal(got, want) {
		t.Fatalf("order %v, want %v", got, want)
	}
	again := collected(6)
	again[1].Body = ptr("第二首改过了")
	importAll(t, s, transfer.ImportOptions{Publish: true}, again...)
	if got := orderOf(t, s); !slices.Equal(got, append(want, 5, 6)) {
		t.Errorf("order after an import %v", got)
	}
	if err := s.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if got := orderOf(t, s); !slices.Equal(got, []corpus.PoemID{4, 3, 1, 5, 6}) {
		t.Errorf("order without a withdrawn poem %v", got)
	}
	for poem, beside := range map[corpus.PoemID][2]corpus.PoemID{4: {0, 3}, 3: {4, 1}, 6: {5, 0}, 99: {0, 0}} {
		before, after, err := s.CollectionNeighbours(t.Context(), 1, poem)
		if err != nil || before != beside[0] || after != beside[1] {
			t.Errorf("beside %d: %d and %d (%v), want %v", poem, before, after, err, beside)
		}
	}
	wantCode(t, "a poem elsewhere", s.MoveInCollection(t.Context(), corpus.ActorCommand, 1, 99, 0), corpus.NotFound)
	wantCode(t, "a collection that is not there", s.SetForeword(t.Context(), corpus.ActorCommand, 9, "序"), corpus.NotFound)
}

// However poems are moved, the collection holds the same poems in the order
// that moving them in a list gives.
func testMovingIsMovingInAList(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, collected(7)...)
	rapid.Check(t, func(rt *rapid.T) {
		want := orderOf(t, s)
		poem := corpus.PoemID(rapid.IntRange(1, 7).Draw(rt, "poem"))
		rank := rapid.IntRange(-2, 9).Draw(rt, "rank")
		if err := s.MoveInCollection(t.Context(), corpus.ActorCommand, 1, poem, rank); err != nil {
			rt.Fatal(err)
		}
		want = slices.DeleteFunc(want, func(id corpus.PoemID) bool { return id == poem })
		want = slices.Insert(want, min(max(rank, 0), len(want)), poem)
		if got := orderOf(t, s); !slices.Equal(got, want) {
			rt.Fatalf("moved %d to %d: %v, want %v", poem, rank, got, want)
		}
	})
}

func testForewordIsKept(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, collected(2)...)
	if err := s.SetForeword(t.Context(), corpus.ActorCommand, 1, " 七座亭子。\n"); err != nil {
		t.Fatal(err)
	}
	importAll(t, s, transfer.ImportOptions{Publish: true}, collected(3)...)
	got, err := s.Collection(t.Context(), 1)
	if err != nil || got != (corpus.Collection{ID: 1, Name: "七亭题咏", Foreword: "七座亭子。", Poems: 3}) {
		t.Errorf("%+v, %v", got, err)
	}
}
