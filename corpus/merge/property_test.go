package merge_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

var (
	someRefs   = rapid.SampledFrom([]string{"", "1", "2", "3"})
	someTitles = rapid.SampledFrom([]string{"听雨", "泊舟", "无题", ""})
	someBodies = rapid.SampledFrom([]string{rain, reed, summer, rain + "\n" + reed})
	someKeys   = rapid.SampledFrom([]string{"title", "body", "note", "author", "tags"})
)

// drawArchive draws poems of every status, some corrected by hand, of which no
// two have the same ref.
func drawArchive(t *rapid.T) *archive {
	a := newArchive()
	taken := map[string]bool{"": true}
	for range rapid.IntRange(0, 4).Draw(t, "poems") {
		p := poem(0, "", someTitles.Filter(func(s string) bool { return s != "" }).Draw(t, "title"), someBodies.Draw(t, "body"))
		p.Status = rapid.SampledFrom([]corpus.Status{corpus.StatusPublished, corpus.StatusInReview, corpus.StatusWithdrawn, corpus.StatusRemoved}).Draw(t, "status")
		p.Corrected = slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(someKeys, 0, 2).Draw(t, "corrected"))))
		if ref := someRefs.Draw(t, "ref"); !taken[ref] {
			taken[ref], p.Ref = true, ref
		}
		a.put(p)
	}
	return a
}

// drawRow draws a row that may name one of the poems as an export does.
func drawRow(t *rapid.T, poems int) merge.Row {
	d := corpus.Draft{Ref: someRefs.Draw(t, "ref")}
	body, title, author, note := someBodies.Draw(t, "body"), someTitles.Draw(t, "title"), rapid.SampledFrom([]string{"周晓", "李成", ""}).Draw(t, "author"), rapid.SampledFrom([]string{"", "旧作"}).Draw(t, "note")
	tags := rapid.SliceOfN(rapid.SampledFrom([]string{"雨", "秋"}), 0, 2).Draw(t, "tags")
	d.Body = &body
	speaksOf := func(name string) bool { return rapid.Bool().Draw(t, "speaks of "+name) }
	if speaksOf("title") {
		d.Title = &title
	}
	if speaksOf("author") {
		d.Author = &author
	}
	if speaksOf("note") {
		d.Note = &note
	}
	if speaksOf("tags") {
		d.Tags = &tags
	}
	row := merge.Row{Draft: d}
	if poems > 0 && rapid.Bool().Draw(t, "exported") {
		row.ID, row.Revision = corpus.PoemID(rapid.IntRange(1, poems).Draw(t, "id")), rapid.IntRange(0, 1).Draw(t, "revision")
	}
	if poems > 0 {
		row.Near = corpus.PoemID(rapid.IntRange(0, poems).Draw(t, "near"))
		row.Decision = rapid.SampledFrom([]corpus.Decision{corpus.DecideAsk, corpus.DecideKeep, corpus.DecideSkip, corpus.DecideMerge}).Draw(t, "decision")
		row.ByHand = rapid.Bool().Draw(t, "by hand")
	}
	return row
}

// TestSameRowAgain: a row that went in changes nothing when it comes again,
// and one that did not go in does not go in then.
func TestSameRowAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawArchive(t)
		row := drawRow(t, len(a.poems))
		row.ID = 0 // under a number of its own it is another revision the second time
		first, second := decide(t, a, false, row), decide(t, a, false, row)
		switch first.Outcome {
		case corpus.Created, corpus.Updated, corpus.Duplicate:
			if second.Outcome != corpus.Duplicate || idOf(second) != idOf(first) {
				t.Fatalf("%s in %d, then %s in %d", first.Outcome, idOf(first), second.Outcome, idOf(second))
			}
		default:
			if second.Outcome != first.Outcome {
				t.Fatalf("%s, then %s", first.Outcome, second.Outcome)
			}
		}
	})
}

// TestCorrectedStays: what a person corrected is as it was after any row but
// one that a person decided or that was made from the poem as it is.
func TestCorrectedStays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawArchive(t)
		row := drawRow(t, len(a.poems))
		row.ByHand, row.Revision = false, 0
		before := newArchive()
		for _, p := range a.poems {
			before.put(p)
		}
		decide(t, a, false, row)
		for id, was := range before.poems {
			if was.Status == corpus.StatusRemoved {
				continue
			}
			changed := merge.ChangedFields(was, a.poems[id])
			for _, key := range was.Corrected {
				if slices.Contains(changed, key) {
					t.Fatalf("poem %d: %s was corrected and changed", id, key)
				}
			}
		}
	})
}

// TestRefsAreUnique: no two poems ever have the same ref.
func TestRefsAreUnique(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawArchive(t)
		for range rapid.IntRange(1, 6).Draw(t, "rows") {
			decide(t, a, false, drawRow(t, len(a.poems)))
		}
		holders := map[string]corpus.PoemID{}
		for id, p := range a.poems {
			if other := holders[p.Ref]; p.Ref != "" && other != 0 {
				t.Fatalf("poems %d and %d have the ref %q", id, other, p.Ref)
			}
			holders[p.Ref] = id
		}
	})
}

// TestDryRunPredicts: deciding without writing comes to what deciding and
// writing does, however the rows are parted.
func TestDryRunPredicts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawArchive(t)
		real := newArchive()
		for _, p := range a.poems {
			real.put(p)
		}
		rows := make([]merge.Row, rapid.IntRange(1, 6).Draw(t, "rows"))
		for i := range rows {
			rows[i] = drawRow(t, len(a.poems))
		}
		publish := rapid.Bool().Draw(t, "publish")
		dry := merge.New(publish, clock)
		for chunk := range slices.Chunk(rows, rapid.IntRange(1, 6).Draw(t, "chunk")) {
			predicted, err := dry.Decide(t.Context(), a, chunk)
			if err != nil {
				t.Fatal(err)
			}
			dry.Forget()
			m := merge.New(publish, clock)
			results, err := m.Decide(t.Context(), real, chunk)
			if err != nil {
				t.Fatal(err)
			}
			real.write(m.Changed())
			for i := range chunk {
				if predicted[i].Outcome != results[i].Outcome || len(predicted[i].Notes) != len(results[i].Notes) {
					t.Fatalf("row %d: predicted %s, came to %s", i, predicted[i].Outcome, results[i].Outcome)
				}
			}
		}
	})
}

// TestUndoTakesBack: undoing a change leaves what was there before.
func TestUndoTakesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		was := poem(1, someRefs.Draw(t, "ref"), "听雨", rain)
		was.Corrected = []string{"body"}
		next, _ := merge.Correct(was, drawRow(t, 0).Draft, names{})
		next = merge.Stamp(next, now)
		before, after := record(t, was), record(t, next)
		touch := merge.Touch{First: 2, Last: 2, Revisions: 1, Before: &before, After: after, Corrected: was.Corrected}
		if touch.Conflicts(next) {
			t.Fatal("the poem is as the batch left it")
		}
		back := touch.Undo(next, merge.RecordDraft(touch.Target()), names{})
		if !merge.SameContent(was, back) || !slices.Equal(was.Corrected, back.Corrected) {
			t.Fatalf("%+v, was %+v", back, was)
		}
	})
}
