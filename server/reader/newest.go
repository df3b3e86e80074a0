package reader

import (
	"cmp"
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// newest returns the n poems last added, the last first, and how many there
// are in all. The store lists upwards only, so it starts n before the end.
func (s *Server) newest(ctx context.Context, n int) ([]corpus.Poem, int, error) {
	first, total, err := s.store.ListPublished(ctx, poems.Filter{}, 0, n)
	if err != nil || total <= n {
		slices.Reverse(first)
		return first, total, err
	}
	before, err := s.store.NthPublished(ctx, uint64(total-n-1))
	if err != nil {
		return nil, 0, err
	}
	poems, _, err := s.store.ListPublished(ctx, poems.Filter{}, before, n)
	slices.Reverse(poems)
	return poems, total, err
}

// inTurn chooses n of some poems, in the order they stand in: no author has a
// second before every author has a first. A collection of one author brought in at
// once would leave no room for others.
func inTurn(poems []corpus.Poem, n int) []corpus.Poem {
	type choice struct{ at, turn int }
	turns := map[corpus.AuthorID]int{}
	choices := make([]choice, len(poems))
	for i, p := range poems {
		choices[i] = choice{i, turns[p.Author.ID]}
		turns[p.Author.ID]++
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(a.turn, b.turn) })
	choices = choices[:min(n, len(choices))]
	slices.SortFunc(choices, func(a, b choice) int { return cmp.Compare(a.at, b.at) })
	chosen := make([]corpus.Poem, len(choices))
	for i, c := range choices {
		chosen[i] = poems[c.at]
	}
	return chosen
}
