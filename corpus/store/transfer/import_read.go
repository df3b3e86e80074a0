package transfer

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/poems"
)

// mergeReader reads for corpus/merge, inside the transaction of an import or,
// in a dry run, outside any.
type mergeReader struct {
	conn  bun.IDB
	names *authority.Resolver
}

func (r mergeReader) Names(ctx context.Context, drafts []corpus.Draft) (merge.Names, error) {
	return r.names, r.names.Resolve(ctx, r.conn, drafts)
}

// Poems makes three look-ups, not one with OR: each uses its own index.
func (r mergeReader) Poems(ctx context.Context, keys merge.Keys) ([]corpus.Poem, error) {
	var found []*poems.Row
	met := map[int64]bool{}
	for column, values := range map[string]any{"ref": keys.Refs, "text_key": keys.TextKeys, "id": keys.IDs} {
		var some []*poems.Row
		if err := poems.Select(r.conn, &some).Where("p.? IN (?)", bun.Ident(column), bun.List(values)).Scan(ctx); err != nil {
			return nil, fmt.Errorf("look up by %s: %w", column, err)
		}
		for _, row := range some {
			if !met[row.ID] {
				met[row.ID] = true
				found = append(found, row)
			}
		}
	}
	slices.SortFunc(found, func(a, b *poems.Row) int { return cmp.Compare(a.ID, b.ID) })
	return poems.Complete(ctx, r.conn, found)
}

func (r mergeReader) Revisions(ctx context.Context, wanted []merge.RevisionID) ([]corpus.Poem, error) {
	var ids []corpus.PoemID
	var numbers []int
	asked := map[merge.RevisionID]bool{}
	for _, id := range wanted {
		asked[id] = true
		ids, numbers = append(ids, id.Poem), append(numbers, id.Number)
	}
	var found []poems.RevisionRow
	err := r.conn.NewSelect().Model(&found).Where("poem_id IN (?) AND number IN (?)", bun.List(ids), bun.List(numbers)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("look up revisions: %w", err)
	}
	var revisions []corpus.Poem
	for _, row := range found {
		id := merge.RevisionID{Poem: corpus.PoemID(row.PoemID), Number: row.Number}
		if !asked[id] {
			continue
		}
		record, err := merge.ReadRecord([]byte(row.Content))
		if err != nil {
			return nil, fmt.Errorf("revision %d of poem %d: %w", row.Number, row.PoemID, err)
		}
		p := merge.RecordPoem(record)
		p.ID, p.Revision = id.Poem, id.Number
		revisions = append(revisions, p)
	}
	return revisions, nil
}
