package sqlite

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/uptrace/bun"
)

// Columns reads the schema.
func (Dialect) Columns(ctx context.Context, conn bun.IDB, table string) (names []string, err error) {
	err = conn.NewRaw("SELECT name FROM pragma_table_info(?) ORDER BY cid", table).Scan(ctx, &names)
	return names, err
}

// Watch makes triggers. They leave alone what is noted already by an upsert:
// OR IGNORE would give way to the conflict clause of the outer statement.
func (Dialect) Watch(table, part, key string) []string {
	note := func(row string) string {
		id := "0"
		if part != "" {
			id = row + "." + part
		}
		return fmt.Sprintf("INSERT INTO unsummed (tab, part, id) VALUES ('%s', %s, CAST(%s.%s AS TEXT)) ON CONFLICT DO NOTHING;", table, id, row, key)
	}
	var statements []string
	for _, on := range []struct{ act, body string }{{"INSERT", note("NEW")}, {"UPDATE", note("OLD") + " " + note("NEW")}, {"DELETE", note("OLD")}} {
		name := table + "_sum_" + strings.ToLower(on.act)
		statements = append(statements, "DROP TRIGGER IF EXISTS "+name,
			fmt.Sprintf("CREATE TRIGGER %s AFTER %s ON %s BEGIN %s END", name, on.act, table, on.body))
	}
	return statements
}

// CheckPages runs integrity_check, which also compares every index with its
// table, or quick_check, which does not; and looks for rows that refer to none.
func (Dialect) CheckPages(ctx context.Context, conn bun.IDB, full bool) ([]string, error) {
	pragma := "quick_check"
	if full {
		pragma = "integrity_check"
	}
	var found []string
	if err := conn.NewRaw("PRAGMA "+pragma+"(100)").Scan(ctx, &found); err != nil {
		return nil, fmt.Errorf("%s: %w", pragma, err)
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	var orphans []string
	err := conn.NewRaw(`SELECT "table" || ' ' || COALESCE(rowid, 0) || ' -> ' || parent FROM pragma_foreign_key_check LIMIT 100`).Scan(ctx, &orphans)
	if err != nil {
		return found, fmt.Errorf("foreign_key_check: %w", err)
	}
	for _, orphan := range orphans {
		found = append(found, "foreign_key_check: "+orphan)
	}
	return found, nil
}

// Copy is VACUUM INTO: one read transaction, so that writers go on and the
// copy is what one moment held. It has a connection of its own, because those
// that read may not write anywhere. SQLite leaves the syncing to the caller.
func (d Dialect) Copy(ctx context.Context, file string) error {
	conn, err := open(filepath.Join(d.dir, FileName), 1, url.Values{"_txlock": {"deferred"}})
	if err != nil {
		return err
	}
	if _, err = conn.ExecContext(ctx, "VACUUM INTO ?", file); err != nil {
		err = fmt.Errorf("copy archive: %w", err)
	}
	return errors.Join(err, conn.Close())
}
