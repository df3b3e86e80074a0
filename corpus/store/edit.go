package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
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
	return s.inTx(ctx, "set status", func(tx bun.Tx) error {
		p, err := poemToEdit(ctx, tx, id)
		if err != nil || p.Status == status {
			return err
		}
		act := corpus.Act{By: edit.By, Verb: corpus.ActStatus, Object: objectOf(id), Detail: string(p.Status) + " → " + string(status)}
		p.Status = status
		if err := s.saveEdited(ctx, tx, edit, p); err != nil {
			return err
		}
		return s.record(ctx, tx, act)
	})
}

func poemToEdit(ctx context.Context, tx bun.Tx, id corpus.PoemID) (corpus.Poem, error) {
	var rows []*poemRow
	if err := selectPoems(tx, &rows).Where("p.id = ?", id).Scan(ctx); err != nil {
		return corpus.Poem{}, err
	}
	poems, err := poemsOf(ctx, tx, rows)
	if err == nil && len(poems) == 0 {
		err = notFound("首诗")
	}
	if err != nil {
		return corpus.Poem{}, err
	}
	return poems[0], nil
}

// saveEdited writes poems changed in place as their next revisions.
func (s *Store) saveEdited(ctx context.Context, tx bun.Tx, edit Edit, poems ...corpus.Poem) error {
	changed := make([]*known, len(poems))
	for i, p := range poems {
		p = s.stamp(p)
		changed[i] = &known{poem: p, revisions: []corpus.Poem{p}}
	}
	return savePoems(ctx, tx, changed, edit)
}

func objectOf(id corpus.PoemID) string { return fmt.Sprintf("poem/%d", id) }
