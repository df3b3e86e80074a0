package poems

import (
	"context"
	"fmt"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// LatestPublished returns up to limit poems, the last published first.
func (s *Repository) LatestPublished(ctx context.Context, f Filter, limit int) ([]corpus.Poem, error) {
	var ids []corpus.PoemID
	err := s.published(f).ColumnExpr("p.id").OrderExpr("p.published_at DESC, p.id DESC").Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list latest poems: %w", err)
	}
	return s.Poems(ctx, ids)
}

// Address is a published poem and when it last changed.
type Address struct {
	ID        corpus.PoemID
	UpdatedAt time.Time
}

// PublishedAddresses returns up to limit published poems with an id above
// after, in order of id.
func (s *Repository) PublishedAddresses(ctx context.Context, after corpus.PoemID, limit int) ([]Address, error) {
	var rows []struct{ ID, UpdatedAt int64 }
	err := s.published(Filter{}).ColumnExpr("p.id, p.updated_at").Where("p.id > ?", after).OrderExpr("p.id").Limit(int64(limit)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("list addresses: %w", err)
	}
	addresses := make([]Address, len(rows))
	for i, r := range rows {
		addresses[i] = Address{corpus.PoemID(r.ID), db.FromMicros(r.UpdatedAt)}
	}
	return addresses, nil
}

// HighestPublished is the highest id of a published poem, 0 for none.
func (s *Repository) HighestPublished(ctx context.Context) (corpus.PoemID, error) {
	var id corpus.PoemID
	if err := s.published(Filter{}).ColumnExpr("COALESCE(MAX(p.id), 0)").Scan(ctx, &id); err != nil {
		return 0, fmt.Errorf("read highest id: %w", err)
	}
	return id, nil
}
