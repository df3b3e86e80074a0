package texts_test

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// A name is public only while a published poem bears it.
func TestNamesAreThoseOfPublishedPoems(t *testing.T) {
	t.Parallel()
	by := func(id corpus.PoemID, author corpus.AuthorID) *texts.Poem {
		return texts.NewPoem(corpus.Poem{ID: id, Author: corpus.AuthorRef{ID: author}, Title: "题", Body: "句"})
	}
	steps := []struct {
		name  string
		poems map[corpus.PoemID]*texts.Poem
		want  []string
	}{
		{"nothing published", nil, nil},
		{"one poem", map[corpus.PoemID]*texts.Poem{1: by(1, 1)}, []string{"甲", "甲翁"}},
		{"two poems of two", map[corpus.PoemID]*texts.Poem{2: by(2, 2), 3: by(3, 2)}, []string{"乙", "甲", "甲翁"}},
		{"another author", map[corpus.PoemID]*texts.Poem{1: by(1, 2)}, []string{"乙"}},
		{"one of several withdrawn", map[corpus.PoemID]*texts.Poem{2: nil}, []string{"乙"}},
		{"all withdrawn", map[corpus.PoemID]*texts.Poem{1: nil, 3: nil, 9: nil}, nil},
	}
	table := texts.NewTable()
	table.Apply(texts.Changes{Authors: map[corpus.AuthorID]*texts.Author{1: texts.NewAuthor("甲", []string{"甲翁"}), 2: texts.NewAuthor("乙", nil)}})
	for _, step := range steps {
		table.Apply(texts.Changes{Poems: step.poems})
		var got []string
		for _, n := range table.Snapshot().Names() {
			got = append(got, n.Name)
		}
		if slices.Sort(got); !slices.Equal(got, step.want) {
			t.Errorf("%s: names %q, want %q", step.name, got, step.want)
		}
	}
}
