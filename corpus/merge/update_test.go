package merge_test

import (
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

// TestWhichFields shows which fields of a row win over those of its poem.
func TestWhichFields(t *testing.T) {
	t.Parallel()
	corrected := poem(1, "7", "听雨", rain)
	corrected.Corrected, corrected.Revision = []string{"title"}, 3
	old := corrected // as it was exported, before somebody mended the note
	old.Revision, old.Note = 2, ""
	corrected.Note = "作于东亭"
	row := func(d corpus.Draft, id corpus.PoemID, revision int, byHand bool) merge.Row {
		d.ID, d.Revision = id, revision
		return merge.Row{Draft: d, ByHand: byHand}
	}
	empty, mended := "", rain+"\n再听"
	noNote := draft("7", "听雨", mended)
	noNote.Note = &empty
	tests := []struct {
		name              string
		row               merge.Row
		title, body, note string
		notes             int
	}{
		{"a corrected field stays", row(draft("7", "夜雨", mended), 0, 0, false), "听雨", mended, "作于东亭", 1},
		{"unless the row was made from the poem as it is", row(draft("7", "夜雨", mended), 1, 3, false), "夜雨", mended, "作于东亭", 0},
		{"or a person decided for the row", row(draft("7", "夜雨", mended), 0, 0, true), "夜雨", mended, "作于东亭", 0},
		{"a row of an older revision asks for its maker's changes alone", row(noNote, 1, 2, false), "听雨", mended, "作于东亭", 0},
		{"a row of no revision asks for all it speaks of", row(noNote, 0, 0, false), "听雨", mended, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(old, corrected)
			got := decide(t, a, false, tt.row)
			p := a.poems[1]
			if p.Title != tt.title || p.Body != tt.body || p.Note != tt.note || len(got.Notes) != tt.notes {
				t.Errorf("%q, %q, %q, %d notes; want %q, %q, %q, %d", p.Title, p.Body, p.Note, len(got.Notes), tt.title, tt.body, tt.note, tt.notes)
			}
			if !slices.Equal(p.Corrected, []string{"title"}) || p.Revision != 4 {
				t.Errorf("corrected %v, revision %d", p.Corrected, p.Revision)
			}
		})
	}
}

// TestWhichStatus shows who may see a poem after a row.
func TestWhichStatus(t *testing.T) {
	t.Parallel()
	const none = corpus.Status("") // no poem, or a row that does not ask for any
	tests := []struct {
		name     string
		has, row corpus.Status
		publish  bool
		decision corpus.Decision
		want     corpus.Status
	}{
		{"a new poem waits", none, none, false, "", corpus.StatusInReview},
		{"unless all are published", none, none, true, "", corpus.StatusPublished},
		{"a row alone publishes nothing", none, corpus.StatusPublished, false, "", corpus.StatusInReview},
		{"a row keeps its poem back", none, corpus.StatusDraft, true, "", corpus.StatusDraft},
		{"a row to be reviewed waits", none, none, true, corpus.DecideReview, corpus.StatusInReview},
		{"a published poem stays", corpus.StatusPublished, none, false, "", corpus.StatusPublished},
		{"a waiting poem is published with all", corpus.StatusInReview, none, true, "", corpus.StatusPublished},
		{"a draft too", corpus.StatusDraft, corpus.StatusPublished, true, "", corpus.StatusPublished},
		{"a withdrawn poem never comes back", corpus.StatusWithdrawn, corpus.StatusPublished, true, "", corpus.StatusWithdrawn},
		{"a row withdraws", corpus.StatusPublished, corpus.StatusWithdrawn, true, "", corpus.StatusWithdrawn},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := newArchive()
			if tt.has != none {
				p := poem(1, "", "听雨", rain)
				p.Status = tt.has
				a.put(p)
			}
			d := draft("", "听雨", rain)
			d.Status = tt.row
			decide(t, a, tt.publish, merge.Row{Draft: d, Decision: tt.decision})
			if got := a.poems[1].Status; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestNewPoemOfExport shows what a poem brings along that the archive lacks.
func TestNewPoemOfExport(t *testing.T) {
	t.Parallel()
	was := now.Add(-time.Hour)
	d := draft("", "听雨", rain)
	d.ID, d.Revision, d.Published, d.Corrected = 40, 5, was, []string{"title", "ref", "no field"}
	a := newArchive(poem(1, "", "泊舟", reed))
	decide(t, a, true, merge.Row{Draft: d})
	p := a.poems[40]
	if p.Revision != 5 || !p.PublishedAt.Equal(was) || !slices.Equal(p.Corrected, []string{"ref", "title"}) {
		t.Errorf("revision %d, published %v, corrected %v", p.Revision, p.PublishedAt, p.Corrected)
	}
	d.ID, d.Published = 1, now.Add(time.Hour)
	title := "夜听雨"
	d.Title = &title
	got := decide(t, a, true, merge.Row{Draft: d})
	if p := got.Entry.Poem; p.ID == 1 || p.Revision != 1 || p.PublishedAt.After(now) {
		t.Errorf("under a taken number: %d, revision %d, published %v", p.ID, p.Revision, p.PublishedAt)
	}
}

// TestTuneOfAnotherName shows that a sheet which calls a tune otherwise changes
// nothing, and one that names another tune does.
func TestTuneOfAnotherName(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"百字令": "念奴娇", "念奴嬌": "念奴娇", "满江红": "满江红", "": ""} {
		p := poem(1, "7", "听雨", rain)
		p.Tune = "念奴娇"
		a := newArchive(p)
		d := draft("7", "听雨", rain)
		d.Tune = &given
		decide(t, a, false, merge.Row{Draft: d})
		if got := a.poems[1]; got.Tune != want || (got.Revision == p.Revision) != (want == p.Tune) {
			t.Errorf("%s makes %s, revision %d after %d", given, got.Tune, got.Revision, p.Revision)
		}
	}
}
