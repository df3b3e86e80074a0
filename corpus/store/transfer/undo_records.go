package transfer

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// UndoRecords takes away, of what a batch brought in besides poems, the
// recordings and pictures, and the stones that were not changed since.
// Authors, places, collections and synonyms stay: other poems may be filed
// under them by now, and by themselves they show nothing.
func UndoRecords(ctx context.Context, tx bun.Tx, id corpus.BatchID) error {
	const made = "SELECT id FROM batch_numbers WHERE batch_id = ? AND kind = ? AND made = 1"
	const untouched = "SELECT id FROM stones WHERE created_at = updated_at AND id IN (" + made + ")"
	var withMedia, stones []int64
	err := tx.NewRaw("SELECT DISTINCT poem_id FROM media WHERE gone_at = 0 AND id IN ("+made+")", id, corpus.PartMedia).Scan(ctx, &withMedia)
	if err == nil {
		err = tx.NewRaw(untouched, id, corpus.PartStones).Scan(ctx, &stones)
	}
	if err == nil {
		_, err = tx.NewRaw("UPDATE media SET gone_at = ? WHERE gone_at = 0 AND id IN ("+made+")", db.Micros(time.Now()), id, corpus.PartMedia).Exec(ctx)
	}
	if err == nil {
		_, err = tx.NewRaw("DELETE FROM stone_codes WHERE stone_id IN (?)", bun.List(stones)).Exec(ctx)
	}
	if err == nil {
		_, err = tx.NewRaw("DELETE FROM stones WHERE id IN (?)", bun.List(stones)).Exec(ctx)
	}
	if err == nil {
		err = changes.Add(ctx, tx, corpus.KindPoem, withMedia)
	}
	if err == nil {
		err = changes.Add(ctx, tx, corpus.KindStone, stones)
	}
	if err != nil {
		return fmt.Errorf("take back what came with batch %d: %w", id, err)
	}
	return nil
}

// MediaTakenBack are the files of recordings and pictures that went with the
// undoing of a batch, which are not to be seen again.
func (s *Transfer) MediaTakenBack(ctx context.Context, id corpus.BatchID) ([]string, error) {
	var files []string
	err := s.read.NewRaw("SELECT file FROM media WHERE gone_at <> 0 AND id IN (SELECT id FROM batch_numbers WHERE batch_id = ? AND kind = ? AND made = 1)",
		id, corpus.PartMedia).Scan(ctx, &files)
	if err != nil {
		return nil, fmt.Errorf("list media of batch %d: %w", id, err)
	}
	return files, nil
}
