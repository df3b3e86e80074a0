package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// Purge writes the file anew, without the pages that are free, and empties the
// log, which holds what was there before until it is written over.
func (Dialect) Purge(ctx context.Context, write *bun.DB) error {
	if _, err := write.ExecContext(ctx, "VACUUM"); err != nil {
		return fmt.Errorf("vacuum: %w", err)
	}
	for until := time.Now().Add(db.WriterWait); ; {
		var busy, frames, moved int
		if err := write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
			return fmt.Errorf("empty the log: %w", err)
		}
		if busy == 0 {
			return nil
		}
		if time.Now().After(until) {
			return corpus.NewError(corpus.Unavailable, "archive.busy")
		}
		time.Sleep(50 * time.Millisecond) // a reader will be done
	}
}
