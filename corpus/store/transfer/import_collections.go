package transfer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

func (im *Import) importCollection(ctx context.Context, conn bun.IDB, a corpus.CollectionRecord) (recordResult, error) {
	var err error
	if a.Name, err = corpus.CleanLine(a.Name); err == nil && a.Name == "" {
		err = corpus.NewError(corpus.Invalid, "archive.record_no_collection")
	}
	if err == nil {
		a.Foreword, err = corpus.CleanText(a.Foreword, corpus.MaxProse)
	}
	if err != nil {
		return asItIs, err
	}
	var has authority.CollectionRow
	if err := db.IgnoreNoRows(conn.NewSelect().Model(&has).Where("name = ?", a.Name).Scan(ctx)); err != nil {
		return asItIs, fmt.Errorf("look up collection: %w", err)
	}
	switch {
	case has.ID == 0:
		return recordResult{corpus.Created, func(tx bun.Tx) error {
			id, err := numberFor(ctx, tx, authority.CollectionCounter, int64(a.ID), 0)
			if err != nil {
				return err
			}
			row := authority.CollectionRow{ID: id, Name: a.Name, Foreword: a.Foreword, CreatedAt: db.Micros(time.Now())}
			if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
				return fmt.Errorf("write collection: %w", err)
			}
			return changes.Add(ctx, tx, corpus.KindCollection, []int64{id})
		}}, nil
	case has.Foreword == "" && a.Foreword != "":
		return recordResult{corpus.Updated, func(tx bun.Tx) error {
			if _, err := tx.NewRaw("UPDATE collections SET foreword = ? WHERE id = ?", a.Foreword, has.ID).Exec(ctx); err != nil {
				return fmt.Errorf("write foreword: %w", err)
			}
			return changes.Add(ctx, tx, corpus.KindCollection, []int64{has.ID})
		}}, nil
	}
	return asItIs, nil
}

// importOrder puts a collection in order that has no order of its own here.
func (im *Import) importOrder(ctx context.Context, conn bun.IDB, a corpus.OrderRecord) (recordResult, error) {
	if len(a.Poems) > poems.MaxOrdered {
		return asItIs, corpus.NewError(corpus.Invalid, "archive.order_too_long", poems.MaxOrdered)
	}
	var ordered int
	err := conn.NewRaw("SELECT COUNT(*) FROM collection_poems cp JOIN collections c ON c.id = cp.collection_id WHERE c.name = ? AND cp.position < 0", a.Collection).Scan(ctx, &ordered)
	if err != nil {
		return asItIs, fmt.Errorf("look up order: %w", err)
	}
	if ordered > 0 {
		return asItIs, nil
	}
	var order []int64
	for _, given := range a.Poems {
		id, ok, err := im.numberOf(ctx, conn, corpus.PartPoems, int64(given))
		if err != nil {
			return asItIs, err
		}
		if ok && !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	return recordResult{corpus.Updated, func(tx bun.Tx) error {
		for i, poem := range order {
			_, err := tx.NewRaw("UPDATE collection_poems SET position = ? WHERE poem_id = ? AND collection_id = (SELECT id FROM collections WHERE name = ?)",
				i-len(order), poem, a.Collection).Exec(ctx)
			if err != nil {
				return fmt.Errorf("write order: %w", err)
			}
		}
		return nil
	}}, nil
}
