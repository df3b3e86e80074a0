package site

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/paths"
)

// PageSize is how many poems stand on a page: some five screens of a phone.
const PageSize = 20

// PoemsAfter also tells whether there are more.
func (s *Site) PoemsAfter(ctx context.Context, f poems.Filter, after corpus.PoemID, limit int) ([]corpus.Poem, int, bool, error) {
	poems, total, err := s.Store.ListPublished(ctx, f, after, limit+1)
	if err != nil || len(poems) <= limit {
		return poems, total, false, err
	}
	return poems[:limit], total, true, nil
}

// CursorOf is where a list goes on after these poems.
func CursorOf(poems []corpus.Poem) string { return paths.Numbered("", int64(poems[len(poems)-1].ID)) }
