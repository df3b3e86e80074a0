package poems

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// Neighbours are the published poems before and after one in the order of
// ListPublished; 0 where there is none.
func (s *Repository) Neighbours(ctx context.Context, f Filter, id corpus.PoemID) (before, after corpus.PoemID, err error) {
	if f == (Filter{Collection: f.Collection}) && f.Collection != 0 {
		return s.CollectionNeighbours(ctx, f.Collection, id) // in its curator's order
	}
	err = s.published(f).ColumnExpr("p.id").Where("p.id < ?", id).OrderExpr("p.id DESC").Limit(1).Scan(ctx, &before)
	if err = db.IgnoreNoRows(err); err == nil {
		err = s.published(f).ColumnExpr("p.id").Where("p.id > ?", id).OrderExpr("p.id").Limit(1).Scan(ctx, &after)
	}
	if err = db.IgnoreNoRows(err); err != nil {
		return 0, 0, fmt.Errorf("read neighbours of poem %d: %w", id, err)
	}
	return before, after, nil
}
