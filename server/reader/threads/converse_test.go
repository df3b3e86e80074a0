package threads

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

func TestConverse(t *testing.T) {
	t.Parallel()
	type ids = []corpus.PoemID
	for _, c := range []struct {
		name    string
		answers []search.Answer
		threads []ids
	}{
		{"nobody answers", nil, nil},
		{"an answer", []search.Answer{{Poem: 5, To: 2}}, []ids{{2, 5}}},
		{"an answer to an answer is of the same thread", []search.Answer{{Poem: 5, To: 2}, {Poem: 9, To: 5}}, []ids{{2, 5, 9}}},
		{"the liveliest first, then the latest", []search.Answer{{Poem: 5, To: 2}, {Poem: 6, To: 2}, {Poem: 8, To: 7}, {Poem: 4, To: 3}}, []ids{{2, 5, 6}, {7, 8}, {3, 4}}},
		{"two that answer each other: the lower number came first", []search.Answer{{Poem: 3, To: 8}, {Poem: 8, To: 3}}, []ids{{3, 8}}},
		{"a circle with a poem that answers into it", []search.Answer{{Poem: 4, To: 6}, {Poem: 6, To: 9}, {Poem: 9, To: 4}, {Poem: 11, To: 9}}, []ids{{4, 6, 9, 11}}},
		{"a poem that answers itself", []search.Answer{{Poem: 4, To: 4}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := converse(c.answers).threads; !reflect.DeepEqual(got, c.threads) {
				t.Errorf("threads %v, want %v", got, c.threads)
			}
		})
	}
}

// Whatever answers whatever, each poem stands in one thread, below its first
// poem, and what it answers stands in the same one.
func TestConverseAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.MapOf(rapid.Int64Range(1, 30), rapid.Int64Range(1, 30)).Draw(t, "answers")
		var answers []search.Answer
		for poem, other := range to {
			answers = append(answers, search.Answer{Poem: corpus.PoemID(poem), To: corpus.PoemID(other)})
		}
		v := converse(answers)
		seen := map[corpus.PoemID]int{}
		for at, thread := range v.threads {
			if len(thread) < 2 || v.to[thread[0]] != 0 {
				t.Fatalf("thread %v has no beginning or no answer", thread)
			}
			for _, poem := range thread {
				if before, twice := seen[poem]; twice {
					t.Fatalf("%d stands in threads %d and %d", poem, before, at)
				}
				seen[poem] = at
			}
		}
		for poem, other := range v.to {
			if seen[poem] != seen[other] || v.of[poem] != seen[poem] {
				t.Fatalf("%d answers %d and stands elsewhere", poem, other)
			}
		}
	})
}
