package texts_test

import (
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

func TestPoemIsFoldedInParts(t *testing.T) {
	p := texts.NewPoem(corpus.Poem{ID: 1, Title: "詠 月", Preface: "夜。", Body: "床前明月光，\n\n疑是地上霜。"})
	if p.Title() != "咏月" || p.PrefaceText() != "夜" || p.BodyText() != "床前明月光疑是地上霜" {
		t.Errorf("parts %q %q %q", p.Title(), p.PrefaceText(), p.BodyText())
	}
	if len(p.Lines) != 2 || p.Line(0) != "床前明月光" || p.Line(1) != "疑是地上霜" {
		t.Errorf("lines %v of %q", p.Lines, p.Text)
	}
}

func TestSnapshotsStayAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, model := texts.NewTable(), map[corpus.PoemID]int{}
		for revision := range rapid.IntRange(1, 8).Draw(t, "batches") {
			before, count := table.Snapshot(), len(model)
			changes := texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{}}
			for _, n := range rapid.SliceOfN(rapid.Int64Range(1, 5000), 0, 20).Draw(t, "ids") {
				id := corpus.PoemID(n)
				if rapid.Bool().Draw(t, "out") {
					changes.Poems[id] = nil
					delete(model, id)
				} else {
					changes.Poems[id] = &texts.Poem{ID: id, Revision: revision}
					model[id] = revision
				}
			}
			table.Apply(changes)
			if before.Len() != count {
				t.Fatalf("the snapshot before went from %d to %d poems", count, before.Len())
			}
		}
		check(t, table.Snapshot(), model)
	})
}

func check(t *rapid.T, s *texts.Snapshot, model map[corpus.PoemID]int) {
	if s.Len() != len(model) {
		t.Fatalf("%d poems, want %d", s.Len(), len(model))
	}
	last, n := corpus.PoemID(0), 0
	s.Each(func(p *texts.Poem) bool {
		if p.ID <= last || model[p.ID] != p.Revision || s.Poem(p.ID) != p {
			t.Fatalf("poem %d after %d, revision %d, want %d", p.ID, last, p.Revision, model[p.ID])
		}
		last, n = p.ID, n+1
		return true
	})
	if n != len(model) || s.Poem(-1) != nil || s.Poem(1<<40) != nil {
		t.Fatalf("Each gave %d poems, want %d", n, len(model))
	}
}
