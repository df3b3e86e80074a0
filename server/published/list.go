package published

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/server/paths"
)

// PageSize is how many poems stand on a page: some five screens of a phone.
const PageSize = 20

// List returns the poems that f lets through after one of them, at most limit, how
// many there are in all, and whether more follow.
func List(ctx context.Context, st *store.Store, f poems.Filter, after corpus.PoemID, limit int) ([]corpus.Poem, int, bool, error) {
	poems, total, err := st.ListPublished(ctx, f, after, limit+1)
	if err != nil || len(poems) <= limit {
		return poems, total, false, err
	}
	return poems[:limit], total, true, nil
}

// CursorOf returns where a list goes on after these poems.
func CursorOf(poems []corpus.Poem) string { return paths.Numbered("", int64(poems[len(poems)-1].ID)) }
