package store

import (
	"context"
	"fmt"
	"time"

	"shiyun/corpus"
)

// IndexLag returns how many changes the live index has not taken in; all of
// them where there is no index.
func (s *Store) IndexLag(ctx context.Context) (int64, error) {
	live, err := s.LiveGeneration(ctx)
	if err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return 0, err
	}
	return s.CountAfter(ctx, live.Cursor)
}

// CountBatches returns how many batches are in a state.
func (s *Store) CountBatches(ctx context.Context, state corpus.BatchState) (n int, err error) {
	if err := s.read.NewRaw("SELECT count(*) FROM batches WHERE state = ?", state).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count batches: %w", err)
	}
	return n, nil
}

// ReadWaits returns how many statements waited for a connection to read with,
// and how long in all.
func (s *Store) ReadWaits() (n int64, waited time.Duration) { return s.db.ReadWaits() }

// WriteWaits is ReadWaits of the one writer.
func (s *Store) WriteWaits() (n int64, waited time.Duration) { return s.db.WriteWaits() }
