package reader

import (
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// newest returns the n poems last added, the last first, and how many there
// are in all. The store lists upwards only, so it starts n before the end.
func (s *Server) newest(ctx context.Context, n int) ([]corpus.Poem, int, error) {
	first, total, err := s.Store.ListPublished(ctx, store.Filter{}, 0, n)
	if err != nil || total <= n {
		slices.Reverse(first)
		return first, total, err
	}
	before, err := s.Store.NthPublished(ctx, uint64(total-n-1))
	if err != nil {
		return nil, 0, err
	}
	poems, _, err := s.Store.ListPublished(ctx, store.Filter{}, before, n)
	slices.Reverse(poems)
	return poems, total, err
}
