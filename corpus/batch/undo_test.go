package batch

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/merging"
	"shiyun/corpus/store/poems"
)

func (a *archive) revise(id corpus.PoemID, d corpus.Draft) {
	a.t.Helper()
	if _, err := a.store.Revise(ctx(), poems.Edit{By: "李老师"}, id, 0, d); err != nil {
		a.t.Fatal(err)
	}
}

func TestUndoLeavesWhatWasChangedSince(t *testing.T) {
	a := newArchive(t)
	first := a.bring("a.csv", table("编号|题|作者|正文", "1|采荷|汀兰|"+lotus, "2|看鹤|老周|"+crane))
	second := a.bring("b.csv", table("编号|题|作者|正文", "1|采莲|汀兰|"+lotus, "2|观鹤|老周|"+crane, "3|港|老周|"+harbour))
	a.revise(2, corpus.Draft{Note: ptr("自注")})
	a.revise(3, corpus.Draft{Title: ptr("港口")})
	var conflicts []merging.UndoConflict
	err := a.store.UndoConflicts(ctx(), second.ID, func(c merging.UndoConflict) error {
		conflicts = append(conflicts, c)
		return nil
	})
	if err != nil || len(conflicts) != 2 || conflicts[0].Now.ID != 2 || conflicts[0].Then.Title != "看鹤" || conflicts[1].Then.Status != corpus.StatusRemoved {
		t.Fatalf("conflicts %+v, %v", conflicts, err)
	}
	if err := a.store.ChooseUndo(ctx(), second.ID, 3, merging.UndoTake); err != nil {
		t.Fatal(err)
	}
	a.undo(second.ID)
	if p := a.poem(1); p.Title != "采荷" || p.Revision != 3 {
		t.Errorf("poem 1: %+v", p)
	}
	if p := a.poem(2); p.Title != "观鹤" || p.Note != "自注" {
		t.Errorf("poem 2 was taken back against nobody's word: %+v", p)
	}
	if p := a.poem(3); p.Status != corpus.StatusRemoved {
		t.Errorf("poem 3: %+v", p)
	}
	if _, err := a.store.Published(ctx(), 3); corpus.CodeOf(err) != corpus.Gone {
		t.Errorf("the public is told %v", err)
	}
	// Somebody chooses for the rest later on; what is undone is not touched.
	if err := a.store.ChooseUndo(ctx(), second.ID, 2, merging.UndoTake); err != nil {
		t.Fatal(err)
	}
	a.undo(second.ID)
	if p := a.poem(2); p.Title != "看鹤" || p.Note != "" {
		t.Errorf("poem 2: %+v", p)
	}
	if p := a.poem(1); p.Revision != 3 {
		t.Errorf("poem 1 was undone twice: %+v", p)
	}
	a.undo(first.ID)
	if left := a.content(); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// Undone in the other order, the second batch's before-image is gone from
// the poem; what the first brought in cannot be taken from under the second.
func TestUndoOutOfOrder(t *testing.T) {
	a := newArchive(t)
	first := a.bring("a.csv", table("编号|题|正文", "1|采荷|"+lotus))
	second := a.bring("b.csv", table("编号|题|正文", "1|采莲|"+lotus))
	a.undo(first.ID)
	if p := a.poem(1); p.Title != "采莲" || p.Status != corpus.StatusPublished {
		t.Errorf("%+v", p)
	}
	a.undo(second.ID)
	a.undo(first.ID) // now it is as the first batch left it
	if p := a.poem(1); p.Status != corpus.StatusRemoved {
		t.Errorf("%+v", p)
	}
}

func TestImportAfterUndoRevives(t *testing.T) {
	a := newArchive(t)
	sheet := table("题|作者|正文", "采荷|汀兰|"+lotus, "看鹤|老周|"+crane)
	b := a.bring("a.csv", sheet)
	before := a.content()
	a.undo(b.ID)
	a.wantCounts(a.bring("a.csv", sheet), corpus.Counts{Created: 2})
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Errorf("imported again under other numbers: %s", diff)
	}
}

func TestUndoOfABulkEdit(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("题|正文|标签", "采荷|"+lotus+"|夏", "看鹤|"+crane+"|"))
	before := a.content()
	b, err := a.store.BulkEdit(ctx(), poems.Edit{By: curator}, merge.BulkChange{AddTags: []string{"社刊"}, RemoveTags: []string{"夏"}}, []corpus.PoemID{1, 2})
	if err != nil || b.Counts.Updated != 2 {
		t.Fatalf("%+v, %v", b, err)
	}
	a.undo(b.ID)
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Error(diff)
	}
}

func TestUndoPutsNumbersBack(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("编号|题|正文", "|采荷|"+lotus, "|看鹤|"+crane))
	before := a.content()
	b := a.bring("b.csv", table("编号|题|正文", "1|采荷|"+lotus, "2|看鹤|"+crane))
	a.wantCounts(b, corpus.Counts{Updated: 2})
	a.undo(b.ID)
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Error(diff)
	}
	a.wantCounts(a.bring("c.csv", table("编号|题|正文", "1|港|"+harbour)), corpus.Counts{Created: 1})
}
