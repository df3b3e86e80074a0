package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// Desk is how much work waits for curators.
type Desk struct {
	InReview    int `bun:"in_review"`    // poems and corrections
	OpenBatches int `bun:"open_batches"` // that are neither done nor given up
	Misses      int `bun:"misses"`       // searches without a find that are not settled
}

// settled are the states of a batch that wait for no curator.
var settled = []corpus.BatchState{corpus.BatchDone, corpus.BatchFailed, corpus.BatchCancelled, corpus.BatchUndone}

// Desk counts the work that waits.
func (s *Store) Desk(ctx context.Context) (d Desk, err error) {
	err = s.read.NewRaw("SELECT (SELECT count(*) FROM poems WHERE status = ?) + (SELECT count(*) FROM submissions WHERE state = 'waiting') AS in_review, "+
		"(SELECT count(*) FROM batches WHERE state NOT IN (?)) AS open_batches, "+
		"(SELECT count(*) FROM misses WHERE settled = '') AS misses", corpus.StatusInReview, bun.List(settled)).Scan(ctx, &d)
	if err != nil {
		return Desk{}, fmt.Errorf("count what waits: %w", err)
	}
	return d, nil
}
