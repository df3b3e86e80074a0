package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// Select selects whole poems with the names they refer to.
func Select(conn bun.IDB, rows *[]*Row) *bun.SelectQuery {
	return conn.NewSelect().Model(rows).ColumnExpr("p.*").
		ColumnExpr("a.name AS author_name").ColumnExpr("COALESCE(pl.path, '') AS place_path").
		Join("JOIN authors AS a ON a.id = p.author_id").
		Join("LEFT JOIN places AS pl ON pl.id = p.place_id")
}

// Complete completes rows into poems, in the same order.
func Complete(ctx context.Context, conn bun.IDB, rows []*Row) ([]corpus.Poem, error) {
	poems := make([]corpus.Poem, len(rows))
	at := make(map[int64]int, len(rows))
	ids := make([]int64, len(rows))
	for i, r := range rows {
		poems[i], at[r.ID], ids[i] = r.Poem(), i, r.ID
	}
	if len(rows) == 0 {
		return poems, nil
	}
	var members []collectionPoemRow
	err := conn.NewSelect().Model(&members).Column("cp.collection_id", "cp.poem_id").ColumnExpr("c.name").
		Join("JOIN collections AS c ON c.id = cp.collection_id").
		Where("cp.poem_id IN (?)", bun.List(ids)).OrderExpr("c.name").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read collections of poems: %w", err)
	}
	for _, m := range members {
		p := &poems[at[m.PoemID]]
		p.Collections = append(p.Collections, corpus.CollectionRef{ID: corpus.CollectionID(m.CollectionID), Name: m.Name})
	}
	return poems, nil
}

// Poem returns a poem of any status. It returns NotFound for an id the
// archive has never dealt.
func (s *Repository) Poem(ctx context.Context, id corpus.PoemID) (corpus.Poem, error) {
	poems, err := s.Poems(ctx, []corpus.PoemID{id})
	if err != nil {
		return corpus.Poem{}, err
	}
	if len(poems) == 0 {
		return corpus.Poem{}, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	return poems[0], nil
}

// Published returns a poem the public may read: NotFound where there is none,
// Gone for one that was public and has been withdrawn.
func (s *Repository) Published(ctx context.Context, id corpus.PoemID) (corpus.Poem, error) {
	p, err := s.Poem(ctx, id)
	switch {
	case err != nil:
		return corpus.Poem{}, err
	case p.Status == corpus.StatusRemoved && !p.PublishedAt.IsZero():
		return corpus.Poem{}, corpus.NewError(corpus.Gone, "archive.poem_removed")
	case p.Status == corpus.StatusWithdrawn && !p.PublishedAt.IsZero():
		return corpus.Poem{}, corpus.NewError(corpus.Gone, "archive.poem_withdrawn")
	case p.Status != corpus.StatusPublished:
		return corpus.Poem{}, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	return p, nil
}

// Poems returns those of the poems that exist, of any status, in the order
// asked for.
func (s *Repository) Poems(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []*Row
	if err := Select(s.read, &rows).Where("p.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read poems: %w", err)
	}
	byID := make(map[corpus.PoemID]*Row, len(rows))
	for _, r := range rows {
		byID[corpus.PoemID(r.ID)] = r
	}
	ordered := make([]*Row, 0, len(rows))
	for _, id := range ids {
		if r := byID[id]; r != nil {
			ordered = append(ordered, r)
		}
	}
	return Complete(ctx, s.read, ordered)
}

// EachPoem calls fn for every poem after the given id in order of id, those
// of the given status only; "" stands for all but the removed. Memory does not grow with the
// archive.
func (s *Repository) EachPoem(ctx context.Context, after corpus.PoemID, status corpus.Status, fn func(corpus.Poem) error) error {
	const page = 2000
	for {
		var rows []*Row
		q := Select(s.read, &rows).Where("p.id > ?", after).OrderExpr("p.id").Limit(page)
		if status != "" {
			q = q.Where("p.status = ?", status)
		} else {
			q = q.Where("p.status <> ?", corpus.StatusRemoved)
		}
		if err := q.Scan(ctx); err != nil {
			return fmt.Errorf("read poems after %d: %w", after, err)
		}
		poems, err := Complete(ctx, s.read, rows)
		if err != nil {
			return err
		}
		for _, p := range poems {
			if err := fn(p); err != nil {
				return err
			}
			after = p.ID
		}
		if len(rows) < page {
			return nil
		}
	}
}

// Revisions returns every revision of a poem, oldest first.
func (s *Repository) Revisions(ctx context.Context, id corpus.PoemID) ([]corpus.Revision, error) {
	var rows []RevisionRow
	if err := s.read.NewSelect().Model(&rows).Where("poem_id = ?", id).Order("number").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read revisions: %w", err)
	}
	revisions := make([]corpus.Revision, len(rows))
	for i, r := range rows {
		reason, err := r.readReason()
		if err != nil {
			return nil, fmt.Errorf("revision %d of poem %d: %w", r.Number, id, err)
		}
		revisions[i] = corpus.Revision{Poem: id, Number: r.Number, Batch: corpus.BatchID(r.BatchID), By: corpus.Actor(r.Actor),
			Reason: reason, At: db.FromMicros(r.CreatedAt), Hidden: r.Hidden, Content: []byte(r.Content)}
	}
	return revisions, nil
}
