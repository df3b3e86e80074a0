package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// Columns reads the schema.
func (Dialect) Columns(ctx context.Context, conn bun.IDB, table string) (names []string, err error) {
	err = conn.NewRaw("SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position", table).Scan(ctx, &names)
	return names, err
}

// Watch makes a function and triggers that call it.
func (Dialect) Watch(table, part, key string) []string {
	note := func(row string) string {
		id := "0"
		if part != "" {
			id = row + "." + part
		}
		return fmt.Sprintf("INSERT INTO unsummed (tab, part, id) VALUES ('%s', %s, %s.%s::text) ON CONFLICT DO NOTHING;", table, id, row, key)
	}
	var statements []string
	for _, on := range []struct{ act, body string }{{"INSERT", note("NEW")}, {"UPDATE", note("OLD") + " " + note("NEW")}, {"DELETE", note("OLD")}} {
		name := table + "_sum_" + strings.ToLower(on.act)
		statements = append(statements,
			fmt.Sprintf("CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s RETURN NULL; END $$", name, on.body),
			fmt.Sprintf("DROP TRIGGER IF EXISTS %s ON %s", name, table),
			fmt.Sprintf("CREATE TRIGGER %s AFTER %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()", name, on.act, table, name))
	}
	return statements
}

// CheckPages finds nothing: PostgreSQL checks its pages as it reads them, where
// the cluster was made with checksums, and keeps what refers to what.
func (Dialect) CheckPages(context.Context, bun.IDB, bool) ([]string, error) { return nil, nil }

// Copy is left to pg_dump and the server's own backups.
func (Dialect) Copy(context.Context, string) error {
	return corpus.NewError(corpus.Unavailable, "backup.own_means")
}
