package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// takeBackExportRecords takes away, of what a batch brought in besides poems, the
// recordings and pictures, and the stones that nobody has changed since.
// Authors, places, collections and synonyms stay: other poems may be filed
// under them by now, and by themselves they show nobody anything.
func takeBackExportRecords(ctx context.Context, tx bun.Tx, id corpus.BatchID) error {
	const made = "SELECT id FROM batch_numbers WHERE batch_id = ? AND kind = ? AND made = 1"
	_, err := tx.NewRaw("UPDATE media SET gone_at = ? WHERE gone_at = 0 AND id IN ("+made+")", db.Micros(time.Now()), id, corpus.PartMedia).Exec(ctx)
	const untouched = "SELECT id FROM stones WHERE created_at = updated_at AND id IN (" + made + ")"
	if err == nil {
		_, err = tx.NewRaw("DELETE FROM stone_codes WHERE stone_id IN ("+untouched+")", id, corpus.PartStones).Exec(ctx)
	}
	if err == nil {
		_, err = tx.NewRaw("DELETE FROM stones WHERE created_at = updated_at AND id IN ("+made+")", id, corpus.PartStones).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("take back what came with batch %d: %w", id, err)
	}
	return nil
}

// MediaTakenBack are the files of recordings and pictures that went with the
// undoing of a batch, which nobody is to see again.
func (s *Store) MediaTakenBack(ctx context.Context, id corpus.BatchID) ([]string, error) {
	var files []string
	err := s.read.NewRaw("SELECT file FROM media WHERE gone_at <> 0 AND id IN (SELECT id FROM batch_numbers WHERE batch_id = ? AND kind = ? AND made = 1)",
		id, corpus.PartMedia).Scan(ctx, &files)
	if err != nil {
		return nil, fmt.Errorf("list media of batch %d: %w", id, err)
	}
	return files, nil
}

// UndoesMore tells whether a batch that is not undone has something besides
// poems to be taken back.
func (s *Store) UndoesMore(ctx context.Context, id corpus.BatchID) (more bool, err error) {
	err = s.read.NewRaw("SELECT EXISTS (SELECT 1 FROM merges m JOIN redirects r ON r.kind = m.kind AND r.from_id = m.from_id WHERE m.batch_id = ?) "+
		"OR EXISTS (SELECT 1 FROM batch_numbers n LEFT JOIN media m ON m.id = n.id WHERE n.batch_id = ? AND n.made = 1 "+
		"AND (n.kind = ? AND m.gone_at = 0 OR n.kind = ? AND n.id IN (SELECT id FROM stones WHERE created_at = updated_at)))",
		id, id, corpus.PartMedia, corpus.PartStones).Scan(ctx, &more)
	if err != nil {
		return false, fmt.Errorf("look up what came with batch %d: %w", id, err)
	}
	return more, nil
}
