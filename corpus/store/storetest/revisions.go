package storetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

var teacher = poems.Edit{By: "王老师", Reason: corpus.OwnWords("对照原稿")}

func testReviseSaysWhoWhyAndWhat(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水"))
	p, err := s.Revise(t.Context(), teacher, 1, 1, corpus.Draft{Body: ptr("一湖春水"), Author: ptr("听荷"), Tags: &[]string{"春"}, Title: ptr("望湖")})
	if err != nil || p.Revision != 2 || p.Body != "一湖春水" || p.Author.Name != "听荷" || !slices.Equal(p.Corrected, []string{"author", "body", "tags"}) {
		t.Fatalf("Revise = %+v, %v", p, err)
	}
	if kept := poem(t, s, 1); kept.Author != p.Author || !slices.Equal(kept.Corrected, p.Corrected) {
		t.Errorf("the archive has %+v", kept)
	}
	revisions, err := s.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 2 || revisions[1].By != "王老师" || revisions[1].Reason.Text != "对照原稿" {
		t.Errorf("revisions %+v, %v", revisions, err)
	}
	acts, err := s.Acts(t.Context(), 0, 1)
	if err != nil || acts[0].Verb != corpus.ActRevise || acts[0].By != "王老师" || acts[0].Object != "poem/1" || acts[0].Detail != "author body tags" {
		t.Errorf("acts %+v, %v", acts, err)
	}
	if same, err := s.Revise(t.Context(), teacher, 1, 2, corpus.Draft{Body: ptr("一湖春水")}); err != nil || same.Revision != 2 {
		t.Errorf("a change that changes nothing: revision %d, %v", same.Revision, err)
	}
}

func testReviseRefuses(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("A1", "一", "甲", "甲文"), draft("A2", "二", "甲", "乙文"))
	for name, c := range map[string]struct {
		id   corpus.PoemID
		base int
		d    corpus.Draft
		want corpus.Code
	}{
		"older revision":    {1, 7, corpus.Draft{Body: ptr("新")}, corpus.Conflict},
		"no such poem":      {9, 1, corpus.Draft{Body: ptr("新")}, corpus.NotFound},
		"ref of another":    {1, 1, corpus.Draft{Ref: "A2"}, corpus.Conflict},
		"no older revision": {1, 1, corpus.Draft{Ref: "A1"}, ""},
	} {
		_, err := s.Revise(t.Context(), teacher, c.id, c.base, c.d)
		wantCode(t, name, err, c.want)
	}
	_, err := s.Restore(t.Context(), teacher, 1, 5)
	wantCode(t, "restore what never was", err, corpus.NotFound)
	if acts, err := s.Acts(t.Context(), 0, 10); err != nil || slices.ContainsFunc(acts, func(a corpus.Act) bool { return a.By == teacher.By }) {
		t.Errorf("what was refused is in the audit log: %+v, %v", acts, err)
	}
}

// Of two curators who save at the same moment one wins and the other is told.
func testTwoCuratorsAtOnce(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("", "一", "甲", "甲文"))
	acts := map[string]func(i int) error{
		"save": func(i int) error {
			_, err := s.Revise(t.Context(), teacher, 1, 1, corpus.Draft{Body: ptr(fmt.Sprint("新", i))})
			return err
		},
		"accept or return": func(i int) error {
			decide := []func() error{
				func() error { _, err := s.Accept(t.Context(), teacher, curation.ItemKey{ID: 1}, 2); return err },
				func() error { _, err := s.Return(t.Context(), teacher, curation.ItemKey{ID: 1}, 2); return err },
			}
			return decide[i%2]()
		},
	}
	for _, name := range []string{"save", "accept or return"} {
		errs := make([]error, 8)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() { errs[i] = acts[name](i) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if corpus.CodeOf(err) != corpus.Conflict {
				t.Errorf("%s: %v", name, err)
			}
		}
		if won != 1 {
			t.Errorf("%s: %d won, want 1", name, won)
		}
	}
	if p := poem(t, s, 1); p.Revision != 3 {
		t.Errorf("revision %d, want 3", p.Revision)
	}
}

// Whatever is done to poems, no revision is ever changed or lost, and the last
// is the poem.
func testNoRevisionIsLost(t *testing.T, empty Empty) {
	s := open(t, empty)
	first := corpus.PoemID(1) // of the three poems of one trial
	rapid.Check(t, func(rt *rapid.T) {
		for i := range 3 {
			name := fmt.Sprint(first, ".", i)
			importAll(t, s, transfer.ImportOptions{}, draft(name, "题"+name, "人"+name, "诗"+name))
		}
		seen := map[string]string{}
		for range rapid.IntRange(1, 10).Draw(rt, "steps") {
			disturb(t, s, rt, first)
			for id := first; id < first+3; id++ {
				checkHistory(t, s, id, seen)
			}
		}
		first += 3
		if _, _, err := s.VerifyAudit(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func disturb(t testing.TB, s *store.Store, rt *rapid.T, first corpus.PoemID) {
	id := first + corpus.PoemID(rapid.IntRange(0, 2).Draw(rt, "poem"))
	other := first + corpus.PoemID(rapid.IntRange(0, 2).Draw(rt, "other"))
	text := rapid.SampledFrom([]string{"春", "夏", "秋", "冬"}).Draw(rt, "text")
	number := rapid.IntRange(1, 5).Draw(rt, "number")
	ctx := t.Context()
	act := rapid.SampledFrom([]string{"revise", "restore", "status", "merge", "authors", "bulk", "accept"}).Draw(rt, "act")
	switch act {
	case "revise":
		_, _ = s.Revise(ctx, teacher, id, 0, corpus.Draft{Body: &text, Author: &text})
	case "restore":
		_, _ = s.Restore(ctx, teacher, id, number)
	case "status":
		_ = s.SetStatus(ctx, teacher, id, rapid.SampledFrom([]corpus.Status{"draft", "in_review", "published", "withdrawn"}).Draw(rt, "status"))
	case "merge":
		_ = s.MergePoems(ctx, teacher, id, other)
	case "authors":
		_ = s.MergeAuthors(ctx, teacher, poem(t, s, id).Author.ID, poem(t, s, other).Author.ID)
	case "bulk":
		_, _ = s.BulkEdit(ctx, teacher, merge.BulkChange{AddTags: []string{text}, RemoveTags: []string{"春"}}, []corpus.PoemID{id, other})
	case "accept":
		_, _ = s.Accept(ctx, teacher, curation.ItemKey{ID: int64(id)}, 0)
	}
}

func checkHistory(t testing.TB, s *store.Store, id corpus.PoemID, seen map[string]string) {
	t.Helper()
	revisions, err := s.Revisions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	p := poem(t, s, id)
	if len(revisions) != p.Revision {
		t.Fatalf("poem %d is at revision %d and has %d", id, p.Revision, len(revisions))
	}
	for i, r := range revisions {
		key := fmt.Sprint(id, ".", r.Number)
		if was, met := seen[key]; r.Number != i+1 || met && was != string(r.Content) {
			t.Fatalf("revision %s was %s and is %s", key, was, r.Content)
		}
		seen[key] = string(r.Content)
	}
	var last corpus.Record
	if err := json.Unmarshal(revisions[len(revisions)-1].Content, &last); err != nil {
		t.Fatal(err)
	}
	if now := corpus.NewRecord(p); now.Body != last.Body || now.Author != last.Author || now.Status != last.Status || strings.Join(now.Tags, " ") != strings.Join(last.Tags, " ") {
		t.Fatalf("poem %d is %+v, its last revision %+v", id, now, last)
	}
}

// What was corrected at a person's request is for curators alone, and comes
// back only by an act of its own.
func testHiddenRevisions(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水"))
	for _, body := range []string{"一湖春水", "一湖冬水"} {
		if _, err := s.Revise(t.Context(), teacher, 1, 0, corpus.Draft{Body: &body}); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, "hide the current one", s.HideRevisions(t.Context(), teacher.By, 1, 1, 3), corpus.Conflict)
	wantCode(t, "hide what never was", s.HideRevisions(t.Context(), teacher.By, 1, 4, 9), corpus.NotFound)
	wantCode(t, "hide of no poem", s.HideRevisions(t.Context(), teacher.By, 9, 1, 1), corpus.NotFound)
	wantCode(t, "show what never was", s.ShowRevision(t.Context(), teacher.By, 1, 9), corpus.NotFound)
	for range 2 { // the second time it is no act
		if err := s.HideRevisions(t.Context(), teacher.By, 1, 1, 2); err != nil {
			t.Fatal(err)
		}
	}
	wantHidden(t, s, "hide 1–2", true, true, false)
	_, err := s.Restore(t.Context(), teacher, 1, 1)
	wantCode(t, "restore a hidden one", err, corpus.Conflict)
	var exported []int
	err = s.EachExportRecord(t.Context(), corpus.PartRevisions, func(r corpus.ExportRecord) error {
		exported = append(exported, r.(*corpus.RevisionRecord).Number)
		return nil
	})
	if err != nil || len(exported) != 0 {
		t.Errorf("exported %v, %v", exported, err)
	}
	if err := s.ShowRevision(t.Context(), teacher.By, 1, 2); err != nil {
		t.Fatal(err)
	}
	wantHidden(t, s, "show 2", true, false, false)
	if acts, err := s.Acts(t.Context(), 0, 3); err != nil || acts[0].Detail != "shown 2" || acts[1].Detail != "hidden 1–2" || acts[2].Verb != corpus.ActRevise {
		t.Errorf("acts %+v, %v", acts, err)
	}
}

func wantHidden(t testing.TB, s *store.Store, what string, want ...bool) {
	t.Helper()
	revisions, err := s.Revisions(t.Context(), 1)
	var got []bool
	for _, r := range revisions {
		got = append(got, r.Hidden)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%s: hidden %v, %v; want %v", what, got, err, want)
	}
}

// A correction that somebody asked for on their own account takes what it
// corrects away.
func testCorrectionHidesWhatItCorrects(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水"))
	sub, err := s.SubmitCorrection(t.Context(), curation.Sent{Submission: corpus.Submission{Poem: 1, Revision: 1, Proposal: corpus.Proposal{Body: ptr("一湖春水")}}, Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	edit := teacher
	edit.HideBefore = true
	if _, err := s.Accept(t.Context(), edit, curation.ItemKey{ID: int64(sub.ID), Correction: true}, 1); err != nil {
		t.Fatal(err)
	}
	wantHidden(t, s, "accept", true, false)
}
