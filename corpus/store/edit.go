package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
)

// Edit says who changes something and why. It goes into the revision and the
// audit log of every change.
type Edit struct {
	By     corpus.Actor
	Reason string
	Batch  corpus.BatchID // the bulk act it is part of; 0 for none
	undoes corpus.BatchID // the batch it takes back; 0 for none
}

// SetStatus changes who may see a poem. Setting the status it has is no
// change.
func (s *Store) SetStatus(ctx context.Context, edit Edit, id corpus.PoemID, status corpus.Status) error {
	return s.db.Write(ctx, "set status", func(tx bun.Tx) error { return setStatus(ctx, tx, edit, id, status) })
}

func setStatus(ctx context.Context, tx bun.Tx, edit Edit, id corpus.PoemID, status corpus.Status) error {
	p, err := poemToEdit(ctx, tx, id)
	if err != nil || p.Status == status {
		return err
	}
	before := p.Status
	p.Status = status
	if err := saveEdited(ctx, tx, edit, p); err != nil {
		return err
	}
	if err := afterStatus(ctx, tx, before, p); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActStatus, Object: objectOf(id), Detail: string(before) + " → " + string(status)})
}

// afterStatus keeps what hangs on a poem's status: one brought back after a
// merge answers at its own address again.
func afterStatus(ctx context.Context, tx bun.Tx, before corpus.Status, p corpus.Poem) error {
	if before != corpus.StatusWithdrawn || p.Status == corpus.StatusWithdrawn {
		return nil
	}
	return dropRedirect(ctx, tx, corpus.KindPoem, int64(p.ID))
}

func poemToEdit(ctx context.Context, tx bun.Tx, id corpus.PoemID) (corpus.Poem, error) {
	poems, err := poemsToEdit(ctx, tx, []corpus.PoemID{id})
	if err != nil {
		return corpus.Poem{}, err
	}
	if len(poems) == 0 {
		return corpus.Poem{}, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	return poems[0], nil
}

// poemsToEdit reads those of the poems that exist, in order of id.
func poemsToEdit(ctx context.Context, tx bun.Tx, ids []corpus.PoemID) ([]corpus.Poem, error) {
	var rows []*poemRow
	if err := selectPoems(tx, &rows).Where("p.id IN (?)", bun.List(ids)).OrderExpr("p.id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read poems: %w", err)
	}
	return poemsOf(ctx, tx, rows)
}

// saveEdited writes poems changed in place as their next revisions.
func saveEdited(ctx context.Context, tx bun.Tx, edit Edit, poems ...corpus.Poem) error {
	changed := make([]*merge.Entry, len(poems))
	for i, p := range poems {
		changed[i] = newEntry(p)
	}
	return savePoems(ctx, tx, changed, edit)
}

// newEntry is a poem about to be written as its next revision.
func newEntry(p corpus.Poem) *merge.Entry {
	return merge.NewEntry(merge.Stamp(p, time.Now()))
}

func objectOf(id corpus.PoemID) string { return fmt.Sprintf("poem/%d", id) }
