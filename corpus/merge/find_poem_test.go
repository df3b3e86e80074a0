package merge_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

const (
	rain   = "檐声到枕三更雨\n灯影摇窗一夜风"
	reed   = "芦花深处泊孤舟\n笛在月明楼"
	summer = "竹深树密虫鸣处\n时有微凉不是风"
)

// TestWhichPoem shows which poem of the archive a row means.
func TestWhichPoem(t *testing.T) {
	t.Parallel()
	removed := func(p corpus.Poem) corpus.Poem { p.Status = corpus.StatusRemoved; return p }
	withdrawn := func(p corpus.Poem) corpus.Poem { p.Status = corpus.StatusWithdrawn; return p }
	from := func(d corpus.Draft, id corpus.PoemID, revision int) merge.Row {
		d.ID, d.Revision = id, revision
		return merge.Row{Draft: d}
	}
	near := func(d corpus.Draft, what corpus.Decision, id corpus.PoemID) merge.Row {
		return merge.Row{Draft: d, Decision: what, Near: id}
	}
	tests := []struct {
		name string
		has  []corpus.Poem
		row  merge.Row
		want corpus.Outcome
		id   corpus.PoemID
		code string
	}{
		{"a text the archive lacks", []corpus.Poem{poem(1, "", "听雨", rain)}, merge.Row{Draft: draft("", "泊舟", reed)}, corpus.Created, 2, ""},
		{"the same text", []corpus.Poem{poem(1, "", "听雨", rain)}, merge.Row{Draft: draft("", "听雨", rain)}, corpus.Duplicate, 1, ""},
		{"white space around the text", []corpus.Poem{poem(1, "", "听雨", rain)}, merge.Row{Draft: draft("", "听雨", "\n"+rain+" \n")}, corpus.Updated, 1, ""},
		{"the same text under another title", []corpus.Poem{poem(1, "", "听雨", rain)}, merge.Row{Draft: draft("", "夜雨", rain)}, corpus.Created, 2, ""},
		{"the ref of a poem", []corpus.Poem{poem(1, "7", "听雨", rain)}, merge.Row{Draft: draft("7", "听雨", summer)}, corpus.Updated, 1, ""},
		{"the ref of a poem, half its text", []corpus.Poem{poem(1, "7", "听雨", rain)}, merge.Row{Draft: draft("7", "夜雨", rain+"\n再听")}, corpus.Updated, 1, ""},
		{"the ref of another poem", []corpus.Poem{poem(1, "7", "听雨", rain)}, merge.Row{Draft: draft("7", "泊舟", reed)}, corpus.Failed, 0, "ref_taken"},
		{"the ref of a removed poem", []corpus.Poem{removed(poem(1, "7", "听雨", rain))}, merge.Row{Draft: draft("7", "泊舟", reed)}, corpus.Created, 1, ""},
		{"a new ref for a text without one", []corpus.Poem{poem(1, "", "听雨", rain)}, merge.Row{Draft: draft("7", "听雨", rain)}, corpus.Updated, 1, ""},
		{"another ref, the same text", []corpus.Poem{poem(1, "7", "听雨", rain)}, merge.Row{Draft: draft("8", "听雨", rain)}, corpus.Created, 2, ""},
		{"the text of a removed poem", []corpus.Poem{removed(poem(1, "", "听雨", rain))}, merge.Row{Draft: draft("", "听雨", rain)}, corpus.Created, 1, ""},
		{"the text of a removed and a living poem", []corpus.Poem{removed(poem(1, "", "听雨", rain)), poem(2, "", "听雨", rain)},
			merge.Row{Draft: draft("", "听雨", rain)}, corpus.Duplicate, 2, ""},
		{"exported from a poem", []corpus.Poem{poem(1, "", "听雨", rain)}, from(draft("", "听雨", summer), 1, 1), corpus.Updated, 1, ""},
		{"exported, title and text changed by half", []corpus.Poem{poem(1, "", "听雨", rain)}, from(draft("", "夜雨", rain+"\n再听"), 1, 1), corpus.Updated, 1, ""},
		{"exported by another archive", []corpus.Poem{poem(1, "", "听雨", rain)}, from(draft("", "泊舟", reed), 1, 1), corpus.Created, 2, ""},
		{"exported, with the ref of another poem", []corpus.Poem{poem(1, "7", "听雨", rain), poem(2, "8", "泊舟", reed)}, from(draft("8", "听雨", rain), 1, 1), corpus.Failed, 0, "ref_taken"},
		{"of a revision there never was", []corpus.Poem{poem(1, "", "听雨", rain)}, from(draft("", "听雨", summer), 1, 9), corpus.Created, 2, ""},
		{"a number that is free", []corpus.Poem{poem(1, "", "听雨", rain)}, from(draft("", "泊舟", reed), 40, 3), corpus.Created, 40, ""},
		{"nearly a poem, merged", []corpus.Poem{poem(1, "", "听雨", rain)}, near(draft("", "夜雨", rain), corpus.DecideMerge, 1), corpus.Updated, 1, ""},
		{"nearly a poem, kept", []corpus.Poem{poem(1, "", "听雨", rain)}, near(draft("", "夜雨", rain), corpus.DecideKeep, 1), corpus.Created, 2, ""},
		{"nearly a poem, skipped", []corpus.Poem{poem(1, "", "听雨", rain)}, near(draft("", "夜雨", rain), corpus.DecideSkip, 1), corpus.Skipped, 0, ""},
		{"the same text, to be skipped", []corpus.Poem{poem(1, "", "听雨", rain)}, near(draft("", "听雨", rain), corpus.DecideSkip, 1), corpus.Duplicate, 1, ""},
		{"the ref of another poem, merged into it", []corpus.Poem{poem(1, "7", "听雨", rain)}, near(draft("7", "泊舟", reed), corpus.DecideMerge, 1), corpus.Updated, 1, ""},
		{"the ref of another poem, merged into a third", []corpus.Poem{poem(1, "7", "听雨", rain), poem(2, "", "纳凉", summer)}, near(draft("7", "泊舟", reed), corpus.DecideMerge, 2), corpus.Failed, 0, "ref_taken"},
		{"merged into a poem that is withdrawn", []corpus.Poem{withdrawn(poem(1, "", "听雨", rain))}, near(draft("", "夜雨", rain), corpus.DecideMerge, 1), corpus.Created, 2, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := decide(t, newArchive(tt.has...), true, tt.row)
			code := ""
			if len(got.Notes) > 0 {
				code = got.Notes[0].Code
			}
			if got.Outcome != tt.want || idOf(got) != tt.id || code != tt.code {
				t.Errorf("%s, poem %d, note %q; want %s, poem %d, note %q", got.Outcome, idOf(got), code, tt.want, tt.id, tt.code)
			}
		})
	}
}

// TestRowsInView shows that a row is decided in view of those before it,
// whether they are in the archive by then or not.
func TestRowsInView(t *testing.T) {
	t.Parallel()
	m := merge.New(true, clock)
	rows := []merge.Row{{Draft: draft("7", "听雨", rain)}, {Draft: draft("", "听雨", rain)}, {Draft: draft("7", "听雨", summer)}, {Draft: draft("7", "泊舟", reed)}}
	want := []corpus.Outcome{corpus.Created, corpus.Duplicate, corpus.Updated, corpus.Failed}
	for i, row := range rows {
		results, err := m.Decide(t.Context(), newArchive(), []merge.Row{row})
		if err != nil {
			t.Fatal(err)
		}
		if results[0].Outcome != want[i] {
			t.Errorf("row %d: %s, want %s", i+1, results[0].Outcome, want[i])
		}
		m.Forget()
	}
}
