package store

import (
	"context"

	"shiyun/corpus/store/db/sqlite"
)

// Condition is an archive as it lies there.
type Condition = sqlite.Condition

// ReadCondition reads the archive in dir without opening it: no schema is
// brought up to date and no file changed, whatever is wrong with it.
func ReadCondition(ctx context.Context, dir string) (Condition, error) {
	return sqlite.ReadCondition(ctx, dir)
}
