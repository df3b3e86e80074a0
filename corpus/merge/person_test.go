package merge_test

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

func TestCorrect(t *testing.T) {
	t.Parallel()
	p := poem(1, "7", "听雨", rain)
	p.Corrected = []string{"note"}
	d := draft("8", "夜雨", rain)
	d.Status = corpus.StatusWithdrawn
	next, fields := merge.Correct(p, d, names{})
	if next.Ref != "8" || next.Title != "夜雨" || next.Status != corpus.StatusWithdrawn {
		t.Errorf("%q %q %q", next.Ref, next.Title, next.Status)
	}
	if want := []string{"ref", "title"}; !slices.Equal(fields, want) {
		t.Errorf("changed %v, want %v", fields, want)
	}
	if want := []string{"note", "ref", "title"}; !slices.Equal(next.Corrected, want) {
		t.Errorf("corrected %v, want %v", next.Corrected, want)
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	refs := func(names ...string) (list []corpus.CollectionRef) {
		for i, name := range names {
			list = append(list, corpus.CollectionRef{ID: corpus.CollectionID(name[0]) + corpus.CollectionID(i), Name: name})
		}
		return list
	}
	from, into := poem(1, "7", "听雨", rain), poem(2, "", "夜雨", rain)
	from.Tags, into.Tags = []string{"雨", "秋"}, []string{"夜", "雨"}
	from.Collections, into.Collections = refs("a"), refs("b")
	held := slices.Clone(into.Collections)
	gone, next := merge.Join(from, into)
	if gone.Status != corpus.StatusWithdrawn || gone.Ref != "" {
		t.Errorf("gone: %q, ref %q", gone.Status, gone.Ref)
	}
	if next.Ref != "7" || !slices.Equal(next.Tags, []string{"夜", "秋", "雨"}) || len(next.Collections) != 2 || next.Collections[0].Name != "a" {
		t.Errorf("next: %+v", next)
	}
	if want := []string{"collection", "ref", "tags"}; !slices.Equal(next.Corrected, want) {
		t.Errorf("corrected %v, want %v", next.Corrected, want)
	}
	if !slices.Equal(into.Collections, held) {
		t.Errorf("the poem handed in has changed: %v", into.Collections)
	}
	into.Ref = "8"
	if gone, next = merge.Join(from, into); gone.Ref != "7" || next.Ref != "8" {
		t.Errorf("refs %q and %q, want each its own", gone.Ref, next.Ref)
	}
}

func TestBulkChange(t *testing.T) {
	t.Parallel()
	p := poem(1, "", "听雨", rain)
	p.Tags, p.Status = []string{"秋", "雨"}, corpus.StatusInReview
	change := merge.BulkChange{AddTags: []string{"夜"}, RemoveTags: []string{"秋"}, Publish: true}
	d := change.Draft(p)
	if d.Tags == nil || !slices.Equal(*d.Tags, []string{"夜", "雨"}) || d.Status != corpus.StatusPublished || d.Collections != nil || d.Place != nil {
		t.Errorf("%+v", d)
	}
	p.Status = corpus.StatusDraft
	if d := change.Draft(p); d.Status != "" {
		t.Errorf("a draft becomes %q, want it left", d.Status)
	}
	if change.IsEmpty() || !(merge.BulkChange{}).IsEmpty() {
		t.Error("the empty change is not told from another")
	}
}

func TestTouch(t *testing.T) {
	t.Parallel()
	after := record(t, poem(1, "", "夜雨", rain))
	tests := []struct {
		name            string
		touch           merge.Touch
		now             corpus.Poem
		done, conflicts bool
	}{
		{"as the batch left it", merge.Touch{First: 2, Last: 2, Revisions: 1, After: after}, poem(1, "", "夜雨", rain), false, false},
		{"changed since", merge.Touch{First: 2, Last: 2, Revisions: 1, After: after}, poem(1, "", "夜雨", summer), false, true},
		{"changed between two changes of the batch", merge.Touch{First: 2, Last: 4, Revisions: 2, After: after}, poem(1, "", "夜雨", rain), false, true},
		{"taken back", merge.Touch{First: 2, Last: 2, Revisions: 1, Undone: 3, After: after}, poem(1, "", "听雨", rain), true, true},
		{"changed by the batch again after that", merge.Touch{First: 2, Last: 4, Revisions: 2, Undone: 3, After: after}, poem(1, "", "夜雨", rain), false, true},
	}
	for _, tt := range tests {
		if tt.touch.Done() != tt.done || tt.touch.Conflicts(tt.now) != tt.conflicts {
			t.Errorf("%s: done %v, conflicts %v", tt.name, tt.touch.Done(), tt.touch.Conflicts(tt.now))
		}
	}
	if got := tests[0].touch.Target().Status; got != corpus.StatusRemoved {
		t.Errorf("a poem that the batch made becomes %q", got)
	}
}
