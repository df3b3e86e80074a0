package enginetest

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

func (s Subject) testCandidates(t *testing.T) {
	e := s.create(t)
	apply(t, e, "1", poem(1, 1, "春", "风"), poem(2, 1, "春", "水"), poem(3, 1, "秋", "水"))
	tests := []struct {
		name string
		expr engine.Expr
		want []corpus.PoemID
	}{
		{"one term", has("春"), []corpus.PoemID{1, 2}},
		{"a term of one poem", has("秋"), []corpus.PoemID{3}},
		{"no such term", has("夏"), nil},
		{"another field", engine.Has(engine.Form, "七绝"), []corpus.PoemID{1, 2, 3}},
		{"the term in another field", engine.Has(engine.Word, "春"), nil},
		{"and", engine.And(has("春"), has("水")), []corpus.PoemID{2}},
		{"and with none", engine.And(has("春"), has("夏")), nil},
		{"and of nothing", engine.And(), []corpus.PoemID{1, 2, 3}},
		{"or", engine.Or(has("秋"), has("风")), []corpus.PoemID{1, 3}},
		{"or of nothing", engine.Or(), nil},
		{"all", engine.All(), []corpus.PoemID{1, 2, 3}},
		{"two of three", engine.MinShouldMatch(2, has("春"), has("风"), has("水")), []corpus.PoemID{1, 2}},
		{"one of three", engine.MinShouldMatch(1, has("春"), has("风"), has("水")), []corpus.PoemID{1, 2, 3}},
		{"all of two", engine.MinShouldMatch(2, has("春"), has("风")), []corpus.PoemID{1}},
		{"none of two", engine.MinShouldMatch(0, has("春"), has("夏")), []corpus.PoemID{1, 2, 3}},
		{"more than there are", engine.MinShouldMatch(3, has("春"), has("风")), nil},
		{"the same twice", engine.MinShouldMatch(2, has("秋"), has("秋")), []corpus.PoemID{3}},
		{"and of ors", engine.And(engine.Or(has("春"), has("秋")), has("水")), []corpus.PoemID{2, 3}},
		{"a part that every poem satisfies", engine.And(engine.All(), has("水")), []corpus.PoemID{2, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := candidates(t, e, tt.expr); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func (s Subject) testLimit(t *testing.T) {
	e := s.create(t)
	apply(t, e, "1", poem(1, 1, "春"), poem(2, 1, "春"), poem(3, 1, "秋"))
	apply(t, e, "2", poem(4, 1, "春"), poem(5, 1, "春"))
	for limit := 1; limit <= 5; limit++ {
		found, err := e.Candidates(t.Context(), has("春"), limit)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(found.IDs)
		if distinct := slices.Compact(found.IDs); len(distinct) != min(limit, 4) || slices.Contains(distinct, 3) || found.More != (limit < 4) {
			t.Errorf("at most %d of 4: %+v", limit, found)
		}
	}
}

func (s Subject) testFrequencies(t *testing.T) {
	e := s.create(t)
	apply(t, e, "1", poem(1, 1, "春", "风"), poem(2, 1, "春", "水"))
	apply(t, e, "2", poem(3, 1, "春"), poem(2, 2, "秋"))
	terms := []engine.Term{{Field: engine.Char, Text: "春"}, {Field: engine.Form, Text: "七绝"}, {Field: engine.Char, Text: "水"},
		{Field: engine.Word, Text: "春"}, {Field: engine.Char, Text: "秋"}, {Field: engine.Char, Text: "春"}, {Field: engine.Char}}
	counts, err := e.Frequencies(t.Context(), terms)
	if want := []int{2, 3, 0, 0, 1, 2, 0}; err != nil || !slices.Equal(counts, want) {
		t.Errorf("%v (%v), want %v", counts, err, want)
	}
	if counts, err := e.Frequencies(t.Context(), nil); err != nil || len(counts) != 0 {
		t.Errorf("of no terms: %v, %v", counts, err)
	}
}

func (s Subject) testRevisions(t *testing.T) {
	e := s.create(t)
	apply(t, e, "1", poem(1, 3, "春"), poem(2, 1, "春"), poem(3, 3, "秋"))
	if got, want := stateOf(t, e).revisions, map[corpus.PoemID]int{1: 3, 2: 1, 3: 3}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	enough, calls := errors.New("enough"), 0
	err := e.Revisions(t.Context(), func(corpus.PoemID, int) error {
		calls++
		return enough
	})
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%d calls after an error, then %v", calls, err)
	}
}
