package state

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Mapping is how the columns of a header were mapped last time, as it was
// given to RememberMapping; "" for a header never seen.
func (s *State) Mapping(ctx context.Context, header string) (string, error) {
	var mapping string
	err := s.read.NewRaw("SELECT COALESCE((SELECT mapping FROM mappings WHERE header = ?), '')", header).Scan(ctx, &mapping)
	if err != nil {
		return "", fmt.Errorf("read mapping: %w", err)
	}
	return mapping, nil
}

// RememberMapping keeps how the columns of a header are mapped.
func (s *State) RememberMapping(ctx context.Context, header, mapping string) error {
	return s.db.Write(ctx, "remember mapping", func(tx bun.Tx) error {
		_, err := tx.NewRaw("INSERT INTO mappings (header, mapping, used_at) VALUES (?, ?, ?) "+
			"ON CONFLICT (header) DO UPDATE SET mapping = EXCLUDED.mapping, used_at = EXCLUDED.used_at",
			header, mapping, db.Micros(time.Now())).Exec(ctx)
		return err
	})
}
