package poems

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
)

// Edit is who changes something and why. It goes into the revision and the
// audit log of every change.
type Edit struct {
	By     corpus.Actor
	Reason corpus.Message
	Batch  corpus.BatchID // the bulk act it is part of; 0 for none
	Undoes corpus.BatchID // the batch it takes back; 0 for none
	// HideBefore takes what a poem said before a correction, which somebody
	// asked for on their own account, away from readers.
	HideBefore bool
}

// SetStatus changes who may see a poem. Setting the status it has is no
// change.
func (s *Repository) SetStatus(ctx context.Context, edit Edit, id corpus.PoemID, status corpus.Status) error {
	return s.db.Write(ctx, "set status", func(tx bun.Tx) error { return SetStatus(ctx, tx, edit, id, status) })
}

// SetStatus is the method of that name inside a transaction.
func SetStatus(ctx context.Context, tx bun.Tx, edit Edit, id corpus.PoemID, status corpus.Status) error {
	p, err := Read(ctx, tx, id)
	if err != nil || p.Status == status {
		return err
	}
	before := p.Status
	p.Status = status
	if err := SaveEdited(ctx, tx, edit, p); err != nil {
		return err
	}
	if err := AfterStatus(ctx, tx, before, p); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActStatus, Object: ObjectOf(id), Detail: string(before) + " → " + string(status)})
}

// AfterStatus keeps what hangs on a poem's status: one brought back after a
// merge answers at its own address again.
func AfterStatus(ctx context.Context, tx bun.Tx, before corpus.Status, p corpus.Poem) error {
	if before != corpus.StatusWithdrawn || p.Status == corpus.StatusWithdrawn {
		return nil
	}
	return DropRedirect(ctx, tx, corpus.KindPoem, int64(p.ID))
}

// Read reads a poem that is about to be changed; NotFound where there is none.
func Read(ctx context.Context, tx bun.Tx, id corpus.PoemID) (corpus.Poem, error) {
	poems, err := ReadAll(ctx, tx, []corpus.PoemID{id})
	if err != nil {
		return corpus.Poem{}, err
	}
	if len(poems) == 0 {
		return corpus.Poem{}, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	return poems[0], nil
}

// ReadAll reads those of the poems that exist, in order of id.
func ReadAll(ctx context.Context, tx bun.Tx, ids []corpus.PoemID) ([]corpus.Poem, error) {
	var rows []*Row
	if err := Select(tx, &rows).Where("p.id IN (?)", bun.List(ids)).OrderExpr("p.id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read poems: %w", err)
	}
	return Complete(ctx, tx, rows)
}

// SaveEdited writes poems changed in place as their next revisions.
func SaveEdited(ctx context.Context, tx bun.Tx, edit Edit, poems ...corpus.Poem) error {
	changed := make([]*merge.Entry, len(poems))
	for i, p := range poems {
		changed[i] = NewEntry(p)
	}
	return Save(ctx, tx, changed, edit)
}

// NewEntry is a poem about to be written as its next revision.
func NewEntry(p corpus.Poem) *merge.Entry {
	return merge.NewEntry(merge.Stamp(p, time.Now()))
}

// ObjectOf names a poem in the audit log.
func ObjectOf(id corpus.PoemID) string { return fmt.Sprintf("poem/%d", id) }
