package site

import (
	"context"
	"slices"

	"shiyun/corpus"
)

// StandingStones are those a walk through the neighbourhood comes by.
func (s *Site) StandingStones(ctx context.Context) ([]corpus.Stone, error) {
	all, err := s.Store.Stones(ctx)
	return slices.DeleteFunc(all, func(st corpus.Stone) bool { return st.State != corpus.StoneStanding }), err
}
