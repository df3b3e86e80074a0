package storetest

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/transfer"
)

func testMergePoems(t *testing.T, empty Empty) {
	s := open(t, empty)
	a, b := draft("A1", "望湖", "甲", "一湖秋水"), draft("", "望湖二", "甲", "一湖春水")
	a.Tags, b.Tags, a.Collections = &[]string{"秋", "湖"}, &[]string{"湖", "春"}, &[]string{"甲集"}
	importAll(t, s, transfer.ImportOptions{Publish: true}, a, b, draft("A3", "三", "甲", "丙文"))
	if err := s.MergePoems(t.Context(), teacher, 1, 2); err != nil {
		t.Fatal(err)
	}
	into := poem(t, s, 2)
	if !slices.Equal(into.Tags, []string{"春", "湖", "秋"}) || len(into.Collections) != 1 || into.Ref != "A1" {
		t.Errorf("into is %+v", into)
	}
	_, err := s.Published(t.Context(), 1)
	wantCode(t, "the merged poem", err, corpus.Gone)
	redirect := func(id, want int64) {
		t.Helper()
		if to, err := s.Redirect(t.Context(), corpus.KindPoem, id); err != nil || to != want {
			t.Errorf("poem %d leads to %d (%v), want %d", id, to, err, want)
		}
	}
	redirect(1, 2)
	for what, ids := range map[string][2]corpus.PoemID{"again": {1, 3}, "into the merged one": {3, 1}} {
		if err := s.MergePoems(t.Context(), teacher, ids[0], ids[1]); err == nil {
			t.Errorf("merging %s went through", what)
		}
	}
	wantCode(t, "into itself", s.MergePoems(t.Context(), teacher, 3, 3), corpus.Invalid)
	if err := s.MergePoems(t.Context(), teacher, 2, 3); err != nil {
		t.Fatal(err)
	}
	redirect(1, 3) // at once, not by way of 2
	if err := s.SetStatus(t.Context(), teacher, 1, corpus.StatusPublished); err != nil {
		t.Fatal(err)
	}
	redirect(1, 0)
	if _, err := s.Published(t.Context(), 1); err != nil {
		t.Errorf("brought back: %v", err)
	}
}

func testMergeAuthors(t *testing.T, empty Empty) {
	s := open(t, empty)
	first := draft("1", "一", "楚风", "甲文")
	first.Aliases = []string{"凤老"}
	importAll(t, s, transfer.ImportOptions{Publish: true}, first, draft("2", "二", "楚凤", "乙文"))
	importAll(t, s, transfer.ImportOptions{}, draft("3", "三", "楚风", "丙文"))
	if err := s.MergeAuthors(t.Context(), teacher, 1, 2); err != nil {
		t.Fatal(err)
	}
	author, err := s.Author(t.Context(), 2)
	if err != nil || author.Poems != 2 || !slices.Equal(author.Aliases, []string{"凤老", "楚风"}) {
		t.Errorf("author %+v, %v", author, err)
	}
	_, err = s.Author(t.Context(), 1)
	wantCode(t, "the merged author", err, corpus.NotFound)
	if to, err := s.Redirect(t.Context(), corpus.KindAuthor, 1); err != nil || to != 2 {
		t.Errorf("leads to %d, %v", to, err)
	}
	for _, id := range []corpus.PoemID{1, 3} {
		if p := poem(t, s, id); p.Author.Name != "楚凤" || p.Revision != 2 {
			t.Errorf("poem %d is by %s at revision %d", id, p.Author.Name, p.Revision)
		}
	}
	if got := importAll(t, s, transfer.ImportOptions{Publish: true}, first); got.Duplicate != 1 {
		t.Errorf("the same row under the old name: %+v", got)
	}
	wantCode(t, "into oneself", s.MergeAuthors(t.Context(), teacher, 2, 2), corpus.Invalid)
	wantCode(t, "a merged one", s.MergeAuthors(t.Context(), teacher, 1, 2), corpus.NotFound)
}

func testEditAuthor(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("", "一", "楚风", "甲文"), draft("", "二", "汀兰", "乙文"))
	err := s.EditAuthor(t.Context(), teacher, corpus.Author{ID: 1, Name: "楚凤散人", Aliases: []string{"楚风", "凤老"}, About: "住梧桐里。"})
	if err != nil {
		t.Fatal(err)
	}
	author, err := s.Author(t.Context(), 1)
	if err != nil || author.Name != "楚凤散人" || author.Initial != "C" || author.About == "" || len(author.Aliases) != 2 {
		t.Errorf("author %+v, %v", author, err)
	}
	if got := importAll(t, s, transfer.ImportOptions{Publish: true}, draft("", "一", "楚凤散人", "甲文")); got.Duplicate != 1 {
		t.Errorf("the poem under the new name: %+v", got)
	}
	for name, a := range map[string]corpus.Author{"another's name": {ID: 1, Name: "汀兰"}, "another's name as an alias": {ID: 1, Name: "楚凤", Aliases: []string{"汀兰"}}} {
		wantCode(t, name, s.EditAuthor(t.Context(), teacher, a), corpus.Conflict)
	}
	wantCode(t, "no name", s.EditAuthor(t.Context(), teacher, corpus.Author{ID: 1}), corpus.Invalid)
	wantCode(t, "nobody", s.EditAuthor(t.Context(), teacher, corpus.Author{ID: 9, Name: "新"}), corpus.NotFound)
}

func testBulkEdit(t *testing.T, empty Empty) {
	s := open(t, empty)
	tagged := draft("1", "一", "甲", "甲文")
	tagged.Tags = &[]string{"旧", "春"}
	importAll(t, s, transfer.ImportOptions{}, tagged, draft("2", "二", "甲", "乙文"))
	form := corpus.Form("七绝")
	change := merge.BulkChange{AddTags: []string{"春"}, RemoveTags: []string{"旧"}, AddCollections: []string{"甲集"}, Place: ptr("东亭社区/听荷亭"), Form: &form, Publish: true}
	batch, err := s.BulkEdit(t.Context(), teacher, change, []corpus.PoemID{2, 1, 1, 99})
	if err != nil || batch.State != corpus.BatchDone || batch.Counts.Updated != 2 {
		t.Fatalf("BulkEdit = %+v, %v", batch, err)
	}
	for id := corpus.PoemID(1); id <= 2; id++ {
		p := poem(t, s, id)
		if !slices.Equal(p.Tags, []string{"春"}) || len(p.Collections) != 1 || p.Place.Path != "东亭社区/听荷亭" || p.Form != form || p.Status != corpus.StatusPublished {
			t.Errorf("poem %d is %+v", id, p)
		}
		revisions, err := s.Revisions(t.Context(), id)
		if err != nil || len(revisions) != 2 || revisions[1].Batch != batch.ID {
			t.Errorf("revisions %+v, %v", revisions, err)
		}
	}
	again, err := s.BulkEdit(t.Context(), teacher, change, []corpus.PoemID{1, 2})
	if err != nil || again.Counts.Duplicate != 2 || again.Counts.Updated != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	_, err = s.BulkEdit(t.Context(), teacher, change, make([]corpus.PoemID, curation.MaxBulk+1))
	wantCode(t, "too many", err, corpus.Invalid)
	_, err = s.BulkEdit(t.Context(), teacher, merge.BulkChange{}, []corpus.PoemID{1})
	wantCode(t, "nothing to change", err, corpus.Invalid)
}

// A bulk edit is taken back like an import, save where a poem was changed since.
func testBulkEditIsUndone(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "甲", "甲文"), draft("2", "二", "甲", "乙文"))
	submitPoem(t, s, "t1", "新荷", "一片新荷")
	batch, err := s.BulkEdit(t.Context(), teacher, merge.BulkChange{AddTags: []string{"春"}, Publish: true}, []corpus.PoemID{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Revise(t.Context(), teacher, 2, 2, corpus.Draft{Body: ptr("改过")}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MoveBatch(t.Context(), "李老师", batch.ID, corpus.StepUndo, nil); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		if more, err = s.UndoNext(t.Context(), batch.ID); err != nil {
			t.Fatal(err)
		}
	}
	if p := poem(t, s, 1); p.Status != corpus.StatusInReview || len(p.Tags) > 0 || len(p.Corrected) > 0 {
		t.Errorf("taken back: %+v", p)
	}
	if p := poem(t, s, 2); p.Status != corpus.StatusPublished || p.Body != "改过" {
		t.Errorf("changed since: %+v", p)
	}
	if sub, _ := readReceipt(t, s, "t1"); sub.State != corpus.SubmissionWaiting {
		t.Errorf("the receipt says %s", sub.State)
	}
}

// undo takes a batch back to the end.
func undo(t *testing.T, s *store.Store, id corpus.BatchID) {
	t.Helper()
	_, err := s.MoveBatch(t.Context(), "李老师", id, corpus.StepUndo, nil)
	for more := true; more && err == nil; {
		more, err = s.UndoNext(t.Context(), id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// lastBatch is the number of the latest batch.
func lastBatch(t *testing.T, s *store.Store) corpus.BatchID {
	t.Helper()
	list, err := s.Batches(t.Context(), 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("batches %v, %v", list, err)
	}
	return list[0].ID
}

func wantRedirect(t *testing.T, s *store.Store, kind corpus.Kind, id, want int64) {
	t.Helper()
	if to, err := s.Redirect(t.Context(), kind, id); err != nil || to != want {
		t.Errorf("%s %d leads to %d (%v), want %d", kind, id, to, err, want)
	}
}

func testMergedAuthorsAreTakenApart(t *testing.T, empty Empty) {
	s := open(t, empty)
	first, second := draft("1", "一", "楚风", "甲文"), draft("2", "二", "楚凤", "乙文")
	first.Aliases, second.Aliases = []string{"凤老", "老楚"}, []string{"楚君"}
	importAll(t, s, transfer.ImportOptions{Publish: true}, first, second, draft("3", "三", "楚风", "丙文"), draft("4", "四", "早并者", "丁文"))
	about := corpus.Author{ID: 1, Name: "楚风", Aliases: []string{"凤老", "老楚"}, About: "住梧桐里。"}
	if err := s.EditAuthor(t.Context(), teacher, about); err != nil {
		t.Fatal(err)
	}
	before := []corpus.Poem{poem(t, s, 1), poem(t, s, 2), poem(t, s, 3)}
	for _, pair := range [][2]corpus.AuthorID{{3, 1}, {1, 2}} {
		if err := s.MergeAuthors(t.Context(), teacher, pair[0], pair[1]); err != nil {
			t.Fatal(err)
		}
	}
	merges, err := s.Merges(t.Context(), corpus.KindAuthor, 2)
	if err != nil || len(merges) != 1 || merges[0].Name != "楚风" || merges[0].From != 1 {
		t.Fatalf("merges %+v, %v", merges, err)
	}
	wantRedirect(t, s, corpus.KindAuthor, 3, 2)
	undo(t, s, merges[0].Batch)
	wantRedirect(t, s, corpus.KindAuthor, 1, 0)
	wantRedirect(t, s, corpus.KindAuthor, 3, 1) // as before
	author, err := s.Author(t.Context(), 1)
	if err != nil || author.About != about.About || author.Initial != "C" || author.Poems != 3 || !slices.Equal(author.Aliases, []string{"凤老", "早并者", "老楚"}) {
		t.Errorf("taken apart: %+v, %v", author, err)
	}
	if other, err := s.Author(t.Context(), 2); err != nil || other.Poems != 1 || !slices.Equal(other.Aliases, []string{"楚君"}) {
		t.Errorf("the other: %+v, %v", other, err)
	}
	for _, was := range before {
		if now := poem(t, s, was.ID); now.Author != was.Author || !slices.Equal(now.Corrected, was.Corrected) {
			t.Errorf("poem %d is by %+v, corrected %v; was by %+v, %v", was.ID, now.Author, now.Corrected, was.Author, was.Corrected)
		}
	}
	if merges, err := s.Merges(t.Context(), corpus.KindAuthor, 2); err != nil || len(merges) != 0 {
		t.Errorf("merges left %+v, %v", merges, err)
	}
}

// What was changed since stays with whom it was given to, unless a curator
// chooses otherwise; and who took the name meanwhile keeps it.
func testMergeIsTakenApartLater(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "一", "楚风", "甲文"), draft("2", "二", "楚凤", "乙文"), draft("3", "三", "楚风", "丙文"))
	if err := s.MergeAuthors(t.Context(), teacher, 1, 2); err != nil {
		t.Fatal(err)
	}
	merge := lastBatch(t, s)
	if _, err := s.Revise(t.Context(), teacher, 3, 0, corpus.Draft{Body: ptr("丙文改")}); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveAlias(t.Context(), "李老师", 2, "楚风"); err != nil {
		t.Fatal(err)
	}
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("4", "四", "楚风", "丁文"))
	undo(t, s, merge)
	if p := poem(t, s, 1); p.Author.Name != "楚风" || p.Author.ID == 1 {
		t.Errorf("poem 1 is by %+v", p.Author)
	}
	wantRedirect(t, s, corpus.KindAuthor, 1, int64(poem(t, s, 4).Author.ID))
	if p := poem(t, s, 3); p.Author.ID != 2 || p.Body != "丙文改" {
		t.Errorf("poem 3 was taken back against nobody's word: %+v", p)
	}
}

func testMergedPoemsAreTakenApart(t *testing.T, empty Empty) {
	s := open(t, empty)
	a, b := draft("A1", "望湖", "甲", "一湖秋水"), draft("", "望湖二", "甲", "一湖春水")
	a.Tags, b.Tags, a.Collections = &[]string{"秋"}, &[]string{"春"}, &[]string{"甲集"}
	importAll(t, s, transfer.ImportOptions{Publish: true}, a, b, draft("A3", "三", "甲", "丙文"))
	before := []corpus.Poem{poem(t, s, 1), poem(t, s, 2)}
	for _, pair := range [][2]corpus.PoemID{{3, 1}, {1, 2}} {
		if err := s.MergePoems(t.Context(), teacher, pair[0], pair[1]); err != nil {
			t.Fatal(err)
		}
	}
	undo(t, s, lastBatch(t, s))
	wantRedirect(t, s, corpus.KindPoem, 1, 0)
	wantRedirect(t, s, corpus.KindPoem, 3, 1)
	for _, was := range before {
		if now := poem(t, s, was.ID); now.Ref != was.Ref || now.Status != was.Status || !slices.Equal(now.Tags, was.Tags) || !slices.Equal(now.Collections, was.Collections) {
			t.Errorf("poem %d is %+v, was %+v", was.ID, now, was)
		}
	}
}
