package texts_test

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// Poems are handed on in order, each once, however many are fetched at a time,
// and none after fn wants no more.
func TestEachOf(t *testing.T) {
	t.Parallel()
	table := texts.NewTable()
	poems := map[corpus.PoemID]*texts.Poem{}
	for id := corpus.PoemID(1); id <= 3000; id += 2 {
		poems[id] = &texts.Poem{ID: id, Tags: []string{"湖", "灯"}}
	}
	table.Apply(texts.Changes{Poems: poems})
	s := table.Snapshot()
	for _, n := range []int{0, 1, 15, 16, 17, 2500} {
		var asked, want, got []corpus.PoemID
		for id := range corpus.PoemID(n) {
			asked = append(asked, id)
			if id%2 == 1 {
				want = append(want, id)
			}
		}
		s.EachOf(append(asked, -1), func(p *texts.Poem) bool { got = append(got, p.ID); return true })
		if !slices.Equal(got, want) {
			t.Errorf("of %d ids: %d poems, want %d", n, len(got), len(want))
		}
	}
	seen := 0
	s.Each(func(*texts.Poem) bool { seen++; return seen < 20 })
	if seen != 20 {
		t.Errorf("fn was called %d times after it had enough", seen)
	}
	if a, b := s.Poem(1).Tags, s.Poem(3).Tags; &a[0] != &b[0] {
		t.Error("poems with the same tags do not share the list")
	}
}
