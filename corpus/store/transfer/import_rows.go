package transfer

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/batches"
)

// Noted is the row with the notes it came with and those on its result, if
// there are any.
func (row ImportRow) Noted(result RowResult) (corpus.BatchRow, bool) {
	if len(row.From.Notes)+len(result.Notes) == 0 {
		return corpus.BatchRow{}, false
	}
	kept, draft := row.From, row.Draft
	kept.Notes = slices.Concat(row.From.Notes, result.Notes)
	kept.Outcome, kept.Poem, kept.Draft = result.Outcome, result.Poem, &draft
	return kept, true
}

// saveRows keeps the rows of a chunk that their curator should look at, and
// forgets those that were mended.
func (im *Import) saveRows(ctx context.Context, tx bun.Tx, c Chunk, results []RowResult) error {
	keep := c.Refused
	var settled []int
	for i, row := range c.Rows {
		if poem := results[i].Poem; poem != 0 {
			if err := nameTwins(ctx, tx, im.batch.ID, c.Twins[row.From.Number], poem); err != nil {
				return err
			}
		}
		if kept, ok := row.Noted(results[i]); ok {
			keep = append(keep, kept)
		} else if row.Mends {
			settled = append(settled, row.From.Number)
		}
	}
	if len(settled) > 0 {
		if _, err := tx.NewRaw("DELETE FROM batch_rows WHERE batch_id = ? AND number IN (?)", im.batch.ID, bun.List(settled)).Exec(ctx); err != nil {
			return fmt.Errorf("forget mended rows: %w", err)
		}
	}
	return batches.AddRows(ctx, tx, im.batch.ID, keep)
}

// nameTwins writes in what poem the row is that others may be merged into. By
// their numbers: there is no index of twins, and a sheet may be full of them.
func nameTwins(ctx context.Context, tx bun.Tx, id corpus.BatchID, numbers []int, poem corpus.PoemID) error {
	for some := range slices.Chunk(numbers, 1000) {
		if _, err := tx.NewRaw("UPDATE batch_rows SET poem_id = ? WHERE batch_id = ? AND number IN (?)", poem, id, bun.List(some)).Exec(ctx); err != nil {
			return fmt.Errorf("name twins: %w", err)
		}
	}
	return nil
}
