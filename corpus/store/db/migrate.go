package db

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"

	"shiyun/corpus"
)

// migrate brings the schema up to date. The lock keeps two programs that start
// at the same moment from both migrating: a step is a transaction, all of them
// together are not.
func (d *DB) migrate(ctx context.Context, before ...BeforeUpgrade) (err error) {
	unlock, err := d.dialect.LockMigrations(ctx)
	if err != nil {
		return fmt.Errorf("lock for migration: %w", err)
	}
	defer func() {
		if unlockErr := unlock(); err == nil && unlockErr != nil {
			err = fmt.Errorf("unlock after migration: %w", unlockErr)
		}
	}()
	dialect, files := d.dialect.Migrations()
	provider, err := goose.NewProvider(dialect, d.write.DB, files)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if current > target {
		return corpus.NewError(corpus.TooNew, "archive.too_new", int(current), int(target))
	}
	if current == target {
		return nil
	}
	for _, act := range before {
		if err := act(d, Upgrade{current, target}); err != nil {
			return fmt.Errorf("before migration: %w", err)
		}
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate schema: %w", err)
	}
	return nil
}
