package authority

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
)

// Collections lists all collections with their published poems counted, in
// order of id.
func (s *Names) Collections(ctx context.Context) ([]corpus.Collection, error) {
	return s.collections(ctx, s.read.NewSelect())
}

func (s *Names) collections(ctx context.Context, q *bun.SelectQuery) ([]corpus.Collection, error) {
	var rows []CollectionRow
	err := q.Model(&rows).ColumnExpr("c.*").
		ColumnExpr("(SELECT COUNT(*) FROM collection_poems cp JOIN poems p ON p.id = cp.poem_id WHERE cp.collection_id = c.id AND p.status = ?) AS poems", corpus.StatusPublished).
		OrderExpr("c.id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list collections: %w", err)
	}
	list := make([]corpus.Collection, len(rows))
	for i, r := range rows {
		list[i] = corpus.Collection{ID: corpus.CollectionID(r.ID), Name: r.Name, Foreword: r.Foreword, Poems: r.Poems}
	}
	return list, nil
}

// Collection returns one collection.
func (s *Names) Collection(ctx context.Context, id corpus.CollectionID) (corpus.Collection, error) {
	list, err := s.collections(ctx, s.read.NewSelect().Where("c.id = ?", id))
	if err != nil {
		return corpus.Collection{}, err
	}
	if len(list) == 0 {
		return corpus.Collection{}, corpus.NewError(corpus.NotFound, "archive.no_collection")
	}
	return list[0], nil
}

// SetForeword writes the foreword of a collection.
func (s *Names) SetForeword(ctx context.Context, by corpus.Actor, id corpus.CollectionID, foreword string) error {
	foreword, err := corpus.CleanText(strings.TrimSpace(foreword), corpus.MaxProse)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, "write foreword", func(tx bun.Tx) error {
		done, err := tx.NewRaw("UPDATE collections SET foreword = ? WHERE id = ?", foreword, int64(id)).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = corpus.NewError(corpus.NotFound, "archive.no_collection")
			}
			return err
		}
		return CollectionChanged(ctx, tx, by, id)
	})
}

// CollectionChanged writes a change of a collection into the change log and
// the audit log.
func CollectionChanged(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.CollectionID) error {
	if err := changes.Add(ctx, tx, corpus.KindCollection, []int64{int64(id)}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActCollection, Object: fmt.Sprintf("collection/%d", id)})
}
