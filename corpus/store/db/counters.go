package db

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// Counter names what is numbered. Counters only grow, and do so in the
// transaction that uses the numbers: an id is never dealt twice, and none is
// lost to a failed write.
type Counter string

// Take deals n numbers and returns the first.
func (c Counter) Take(ctx context.Context, tx bun.Tx, n int) (int64, error) {
	var last int64
	err := tx.NewRaw("INSERT INTO counters (name, value) VALUES (?, ?) "+
		"ON CONFLICT (name) DO UPDATE SET value = counters.value + EXCLUDED.value RETURNING value", string(c), n).Scan(ctx, &last)
	if err != nil {
		return 0, fmt.Errorf("take %d numbers of %s: %w", n, c, err)
	}
	return last - int64(n) + 1, nil
}

// Reach makes sure that value and everything below it is never dealt.
func (c Counter) Reach(ctx context.Context, tx bun.Tx, value int64) error {
	_, err := tx.NewRaw("INSERT INTO counters (name, value) VALUES (?, ?) "+
		"ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value WHERE counters.value < EXCLUDED.value", string(c), value).Exec(ctx)
	if err != nil {
		return fmt.Errorf("raise counter %s: %w", c, err)
	}
	return nil
}
