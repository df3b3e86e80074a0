package published

import (
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// Stones returns those a walk through the neighbourhood comes by.
func Stones(ctx context.Context, st *store.Store) ([]corpus.Stone, error) {
	all, err := st.Stones(ctx)
	return slices.DeleteFunc(all, func(stone corpus.Stone) bool { return stone.State != corpus.StoneStanding }), err
}
