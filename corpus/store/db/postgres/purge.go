package postgres

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// Purge writes every table anew. What its log and its copies keep, and for how
// long, is the server's to say.
func (Dialect) Purge(ctx context.Context, write *bun.DB) error {
	if _, err := write.ExecContext(ctx, "VACUUM FULL"); err != nil {
		return fmt.Errorf("vacuum: %w", err)
	}
	return nil
}
