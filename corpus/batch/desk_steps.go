package batch

import (
	"context"
	"iter"

	"shiyun/corpus"
	"shiyun/corpus/store/batches"
)

// Check asks for the dry run of a batch.
func (d *Desk) Check(ctx context.Context, by corpus.Actor, id corpus.BatchID) (corpus.Batch, error) {
	return d.ask(ctx, by, id, corpus.StepCheck, clearCounts)
}

// Decide says what becomes of rows that are nearly a poem the archive has:
// of the row with the number, or with 0 of all that nobody has decided.
func (d *Desk) Decide(ctx context.Context, id corpus.BatchID, number int, decision corpus.Decision) (int, error) {
	return d.store.DecideRows(ctx, id, number, decision)
}

// Start lets the rows of a checked batch in. It returns a Conflict error
// where rows are still to be decided.
func (d *Desk) Start(ctx context.Context, by corpus.Actor, id corpus.BatchID) (corpus.Batch, error) {
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return b, err
	}
	plan, err := PlanOf(b)
	if err != nil {
		return b, err
	}
	if plan.Near == corpus.DecideAsk {
		n, err := d.store.CountBatchRows(ctx, id, batches.RowFilter{Undecided: true})
		if err != nil {
			return b, err
		}
		if n > 0 {
			return b, corpus.NewError(corpus.Conflict, "desk.undecided_rows", n)
		}
	}
	return d.ask(ctx, by, id, corpus.StepStart, nil)
}

// Cancel stops a batch where it is. What went in stays in until it is undone.
func (d *Desk) Cancel(ctx context.Context, by corpus.Actor, id corpus.BatchID) (corpus.Batch, error) {
	return d.store.MoveBatch(ctx, by, id, corpus.StepCancel, nil)
}

// Resume goes on with a batch that was cancelled or failed: where rows had
// gone in at the next one, or else with the check.
func (d *Desk) Resume(ctx context.Context, by corpus.Actor, id corpus.BatchID) (corpus.Batch, error) {
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return b, err
	}
	f, err := d.uploads.open(id, 0)
	if err != nil {
		return b, err
	}
	if err := f.Close(); err != nil {
		return b, err
	}
	if b.BegunAt.IsZero() {
		return d.ask(ctx, by, id, corpus.StepRecheck, clearCounts)
	}
	return d.ask(ctx, by, id, corpus.StepResume, nil)
}

// Undo takes a batch back, of any kind: poems it brought in are removed and
// poems it changed get their content from before. Poems that somebody else
// changed since are left, save those a choice was made for. An undone batch
// can be undone again when more choices have been made.
func (d *Desk) Undo(ctx context.Context, by corpus.Actor, id corpus.BatchID) (corpus.Batch, error) {
	return d.ask(ctx, by, id, corpus.StepUndo, nil)
}

func (d *Desk) ask(ctx context.Context, by corpus.Actor, id corpus.BatchID, step corpus.BatchStep, change func(*corpus.Batch) error) (corpus.Batch, error) {
	b, err := d.store.MoveBatch(ctx, by, id, step, change)
	if err == nil {
		d.nudge()
	}
	return b, err
}

func (d *Desk) nudge() {
	select {
	case d.wake <- struct{}{}:
	default: // it has been woken already
	}
}

func clearCounts(b *corpus.Batch) error {
	b.Counts, b.AtFile, b.AtRow = corpus.Counts{}, 0, 0
	return nil
}

// rows is every row of a batch that the filter takes, page by page.
func (d *Desk) rows(ctx context.Context, id corpus.BatchID, f batches.RowFilter) iter.Seq2[corpus.BatchRow, error] {
	const page = 1000
	return func(yield func(corpus.BatchRow, error) bool) {
		for after := 0; ; {
			rows, err := d.store.BatchRows(ctx, id, f, after, page)
			if err != nil {
				yield(corpus.BatchRow{}, err)
				return
			}
			for _, r := range rows {
				if after = r.Number; !yield(r, nil) {
					return
				}
			}
			if len(rows) < page {
				return
			}
		}
	}
}
