package batch

import (
	"context"
	"errors"

	"shiyun/corpus"
)

// undo takes the batch back, part by part.
func (d *Desk) undo(ctx context.Context, b corpus.Batch) error {
	for {
		more, err := d.store.UndoNext(ctx, b.ID)
		if err != nil {
			return err
		}
		if !more {
			return errors.Join(d.uploads.remove(b.ID), d.removeMedia(ctx, b.ID))
		}
	}
}
