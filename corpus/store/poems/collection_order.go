package poems

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
)

// Positions in a collection: those a curator has ordered stand below zero, the
// others at their poem's number. So what comes in later goes to the end, and
// no import has to know how long a collection is.

// MaxOrdered bounds a collection put in order by hand.
const MaxOrdered = 5_000

// CollectionPoems returns published poems of a collection in its order, limit
// of them from the one at rank skip, counted from 0.
func (s *Repository) CollectionPoems(ctx context.Context, id corpus.CollectionID, skip, limit int) ([]corpus.Poem, error) {
	var ids []corpus.PoemID
	err := s.collected(id).Where("p.status = ?", corpus.StatusPublished).Limit(int64(limit)).Offset(int64(skip)).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list poems of collection %d: %w", id, err)
	}
	return s.Poems(ctx, ids)
}

// CollectionOrder returns the poems of a collection of any status but removed,
// in its order, at most limit of them.
func (s *Repository) CollectionOrder(ctx context.Context, id corpus.CollectionID, limit int) ([]corpus.Poem, error) {
	var ids []corpus.PoemID
	if err := s.collected(id).Where("p.status <> ?", corpus.StatusRemoved).Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("list poems of collection %d: %w", id, err)
	}
	return s.Poems(ctx, ids)
}

func (s *Repository) collected(id corpus.CollectionID) *bun.SelectQuery {
	return s.read.NewSelect().TableExpr("collection_poems AS cp").ColumnExpr("cp.poem_id").Join("JOIN poems AS p ON p.id = cp.poem_id").
		Where("cp.collection_id = ?", id).OrderExpr("cp.position, cp.poem_id")
}

// CollectionNeighbours are the published poems before and after one in a
// collection's order; 0 where there is none.
func (s *Repository) CollectionNeighbours(ctx context.Context, id corpus.CollectionID, poem corpus.PoemID) (before, after corpus.PoemID, err error) {
	const here = "(SELECT position, poem_id FROM collection_poems WHERE collection_id = ? AND poem_id = ?)"
	beside := func(than string) *bun.SelectQuery {
		return s.read.NewSelect().TableExpr("collection_poems AS cp").ColumnExpr("cp.poem_id").Join("JOIN poems AS p ON p.id = cp.poem_id").
			Where("cp.collection_id = ? AND p.status = ?", id, corpus.StatusPublished).
			Where("(cp.position, cp.poem_id) "+than+here, id, poem).Limit(1)
	}
	err = db.IgnoreNoRows(beside("< ").OrderExpr("cp.position DESC, cp.poem_id DESC").Scan(ctx, &before))
	if err == nil {
		err = db.IgnoreNoRows(beside("> ").OrderExpr("cp.position, cp.poem_id").Scan(ctx, &after))
	}
	if err != nil {
		return 0, 0, fmt.Errorf("read neighbours of poem %d in collection %d: %w", poem, id, err)
	}
	return before, after, nil
}

// MoveInCollection puts a poem at a rank of its collection, counted from 0;
// ranks beyond the ends are the ends. Poems of an undone import are not
// counted, as CollectionOrder does not show them.
func (s *Repository) MoveInCollection(ctx context.Context, by corpus.Actor, id corpus.CollectionID, poem corpus.PoemID, rank int) error {
	return s.db.Write(ctx, "move in collection", func(tx bun.Tx) error {
		var order []int64
		err := tx.NewRaw("SELECT cp.poem_id FROM collection_poems cp JOIN poems p ON p.id = cp.poem_id "+
			"WHERE cp.collection_id = ? ORDER BY p.status = ?, cp.position, cp.poem_id LIMIT ?", int64(id), corpus.StatusRemoved, MaxOrdered+1).Scan(ctx, &order)
		if err != nil {
			return err
		}
		at := slices.Index(order, int64(poem))
		switch {
		case at < 0:
			return corpus.NewError(corpus.NotFound, "archive.no_poem")
		case len(order) > MaxOrdered:
			return corpus.NewError(corpus.Invalid, "archive.collection_too_long", MaxOrdered)
		}
		order = slices.Delete(order, at, at+1)
		order = slices.Insert(order, min(max(rank, 0), len(order)), int64(poem))
		rows := make([]collectionPoemRow, len(order))
		for i, p := range order {
			rows[i] = collectionPoemRow{CollectionID: int64(id), PoemID: p, Position: int64(i - len(order))}
		}
		if err := db.Insert(ctx, tx, rows, nil, "CONFLICT (collection_id, poem_id) DO UPDATE SET position = EXCLUDED.position"); err != nil {
			return err
		}
		return authority.CollectionChanged(ctx, tx, by, id)
	})
}

// keepPositions gives memberships about to be written anew the places they
// have: a poem imported again must not fall out of a curator's order.
func keepPositions(ctx context.Context, tx bun.Tx, rows []collectionPoemRow, old []int64) error {
	if len(rows) == 0 || len(old) == 0 {
		return nil
	}
	var kept []collectionPoemRow
	if err := tx.NewSelect().Model(&kept).Where("poem_id IN (?) AND position < 0", bun.List(old)).Scan(ctx); err != nil {
		return fmt.Errorf("read positions: %w", err)
	}
	type membership struct{ collection, poem int64 }
	at := map[membership]int64{}
	for _, r := range kept {
		at[membership{r.CollectionID, r.PoemID}] = r.Position
	}
	for i, r := range rows {
		if position := at[membership{r.CollectionID, r.PoemID}]; position < 0 {
			rows[i].Position = position
		}
	}
	return nil
}
