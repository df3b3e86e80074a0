package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"

	"shiyun/corpus"
)

// Migrations are numbered, append-only and each its own transaction. Another
// engine gets a folder beside sqlite with the same numbers.
//
//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// migrate brings the schema up to date. The file lock keeps two programs that
// start at the same moment from both migrating; SQLite has none of its own
// that spans several transactions.
func migrate(ctx context.Context, db *sql.DB, dir string) (err error) {
	lock := flock.New(filepath.Join(dir, "migrate.lock"))
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("lock for migration: %w", err)
	}
	defer func() {
		if unlockErr := lock.Unlock(); err == nil && unlockErr != nil {
			err = fmt.Errorf("unlock after migration: %w", unlockErr)
		}
	}()
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return fmt.Errorf("open migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if current > target {
		return corpus.Errorf(corpus.TooNew,
			"这个档案由更新版本的诗韵写成（结构第 %d 版，本程序只认到第 %d 版）。请换用新版程序；档案未作任何改动。", current, target)
	}
	if current == target {
		return nil
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate schema: %w", err)
	}
	return nil
}
