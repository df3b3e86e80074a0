package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// PoemFilter narrows the curators' list of poems. A zero field does not
// narrow.
type PoemFilter struct {
	Status     corpus.Status
	Text       string // in title, body or author; or the whole ref
	Author     string // any of their names, whole
	Form       corpus.Form
	Tag        string
	Collection string
	Place      string // path or name, with every place below it
	Batch      corpus.BatchID
}

// IsZero holds for a filter that does not narrow.
func (f PoemFilter) IsZero() bool { return f == PoemFilter{} }

func (s *Store) found(f PoemFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("poems AS p")
	if f.Status != "" {
		q = q.Where("p.status = ?", f.Status)
	} else {
		q = q.Where("p.status <> ?", corpus.StatusRemoved)
	}
	if f.Tag != "" {
		q = q.Where("p.id IN (SELECT poem_id FROM poem_tags WHERE tag = ?)", f.Tag)
	}
	if f.Collection != "" {
		q = q.Where("p.id IN (SELECT cp.poem_id FROM collection_poems cp JOIN collections c ON c.id = cp.collection_id WHERE c.name = ?)", f.Collection)
	}
	if f.Place != "" {
		q = q.Where("p.place_id IN (WITH RECURSIVE below (id) AS (SELECT id FROM places WHERE path = ? OR name = ? UNION "+
			"SELECT c.id FROM places c JOIN below b ON c.parent_id = b.id) SELECT id FROM below)", f.Place, f.Place)
	}
	if f.Text != "" {
		q = q.Where("(p.ref = ? OR "+holdsText+")", f.Text, within(f.Text), within(f.Text), within(f.Text))
	}
	return narrowQueue(q, QueueFilter{Form: f.Form, Author: f.Author, Batch: f.Batch})
}

// FindPoems lists poems of any status with an id below before, 0 for the
// latest, newest first, and how many there are in all.
func (s *Store) FindPoems(ctx context.Context, f PoemFilter, before corpus.PoemID, limit int) ([]corpus.Poem, int, error) {
	total, err := s.found(f).Count(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("count poems: %w", err)
	}
	q := s.found(f).ColumnExpr("p.id").OrderExpr("p.id DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("p.id < ?", before)
	}
	var ids []corpus.PoemID
	if err := q.Scan(ctx, &ids); err != nil {
		return nil, 0, fmt.Errorf("find poems: %w", err)
	}
	poems, err := s.Poems(ctx, ids)
	return poems, int(total), err
}

// FindPoemIDs lists the ids of all such poems, at most limit of them, oldest
// first.
func (s *Store) FindPoemIDs(ctx context.Context, f PoemFilter, limit int) ([]corpus.PoemID, error) {
	var ids []corpus.PoemID
	if err := s.found(f).ColumnExpr("p.id").OrderExpr("p.id").Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("find poems: %w", err)
	}
	return ids, nil
}

// WaitingPoems lists the ids of the poems, not the corrections, that a filter
// of the queue leaves, at most limit of them, oldest first.
func (s *Store) WaitingPoems(ctx context.Context, f QueueFilter, limit int) ([]corpus.PoemID, error) {
	var ids []corpus.PoemID
	if err := s.waitingPoems(f).ColumnExpr("p.id").OrderExpr("p.created_at, p.id").Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("list queue: %w", err)
	}
	return ids, nil
}
