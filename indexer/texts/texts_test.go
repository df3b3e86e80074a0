package texts_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

func TestPoemIsFoldedInParts(t *testing.T) {
	p := texts.NewPoem(corpus.Poem{ID: 1, Title: "詠 月", Preface: "夜。", Body: "床前明月光，\n\n疑是地上霜。"})
	if p.Title() != "咏月" || p.PrefaceText() != "夜" || p.BodyText() != "床前明月光疑是地上霜" {
		t.Errorf("parts %q %q %q", p.Title(), p.PrefaceText(), p.BodyText())
	}
	if p.Raw != "詠月\x00夜\x00床前明月光疑是地上霜" {
		t.Errorf("raw text %q", p.Raw)
	}
}

func TestClauses(t *testing.T) {
	p := texts.NewPoem(corpus.Poem{ID: 1, Title: "题", Body: "床前明月光，疑是。\n……\n地上霜。"})
	var got []string
	for i, c := range p.Clauses {
		clause := p.Text[c.At():p.ClauseEnd(i)]
		if c.StartsLine() {
			clause = "|" + clause
		}
		got = append(got, clause)
	}
	if want := []string{"|床前明月光", "疑是", "|地上霜"}; !slices.Equal(got, want) {
		t.Errorf("clauses %q, want %q", got, want)
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

func TestIndexIsStringsIndex(t *testing.T) {
	letters := rapid.SampledFrom([]rune("山水木氺𠮷a\x00月"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(letters, 0, 30, -1).Draw(t, "text")
		run := rapid.StringOfN(letters, 0, 3, -1).Draw(t, "run")
		if got, want := texts.Index(text, run), strings.Index(text, run); got != want {
			t.Fatalf("Index(%q, %q) = %d, want %d", text, run, got, want)
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	text := strings.Repeat("湖灯一点傍疏桥石上残茶独自浇唯有故人常坐处月来替坐到中宵", 2)
	for name, index := range map[string]func(string, string) int{"texts.Index": texts.Index, "strings.Index": strings.Index} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				index(text, "明月")
			}
		})
	}
}

func TestPoemsAreKeptAsTheyWere(t *testing.T) {
	table := texts.NewTable()
	given := map[corpus.PoemID]*texts.Poem{}
	for id := range corpus.PoemID(50) {
		given[id] = texts.NewPoem(corpus.Poem{ID: id, Title: "題", Preface: "序", Body: strings.Repeat("牀前明月光，\n", int(id%4)) + "山", Tags: []string{"春"}})
		table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{id: given[id]}})
	}
	for id, want := range given {
		if diff := cmp.Diff(want, table.Snapshot().Poem(id)); diff != "" {
			t.Errorf("poem %d (-given +kept):\n%s", id, diff)
		}
	}
}

func TestWithInitials(t *testing.T) {
	table := texts.NewTable()
	poems := map[corpus.PoemID]*texts.Poem{}
	for id, body := range map[corpus.PoemID]string{1: "床前明月光", 2: "疑是地上霜", 3000: "明月几时有，明月何处"} {
		poems[id] = texts.NewPoem(corpus.Poem{ID: id, Title: "题", Body: body})
	}
	table.Apply(texts.Changes{Poems: poems})
	for letters, want := range map[string][]corpus.PoemID{"my": {1, 3000}, "qmyg": {1}, "tyi": nil, "ysdss": {2}, "gt": nil} {
		if got := table.Snapshot().WithInitials(letters); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", letters, got, want)
		}
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1: nil}})
	if got := table.Snapshot().WithInitials("my"); !slices.Equal(got, []corpus.PoemID{3000}) {
		t.Errorf("after taking one out: %v", got)
	}
}
