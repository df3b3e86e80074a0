package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"shiyun/corpus/store/db"
)

// Condition is an archive as it lies there, read without opening it for work.
type Condition struct {
	Schema, Known int64    // version of its schema, and the newest that this program knows
	Damage        []string // what quick_check finds, in SQLite's words; at most a hundred. Nothing below is read then
	Poems         int64
	Head          int64     // the latest change
	Generation    int64     // the live one of the index, 0 for none
	Indexed       int64     // the change up to which that generation has followed
	Sealed        int64     // how many texts only the key opens
	SealedText    string    // one of them
	LastAct       time.Time // the latest entry of the log of acts
}

// ReadCondition reads the archive in dir and changes none of its files: it
// brings no schema up to date, and makes no log where there is none. It works
// beside a running server. It returns an error where SQLite cannot read it.
func ReadCondition(ctx context.Context, dir string) (c Condition, err error) {
	conn, err := openToRead(filepath.Join(dir, FileName))
	if err != nil {
		return c, fmt.Errorf("read condition: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := conn.NewRaw("PRAGMA quick_check(100)").Scan(ctx, &c.Damage); err != nil {
		return c, fmt.Errorf("quick_check: %w", err)
	}
	if !slices.Equal(c.Damage, []string{"ok"}) {
		return c, nil
	}
	c.Damage = nil
	dialect, files := Dialect{}.Migrations()
	migrations, err := goose.NewProvider(dialect, conn.DB, files)
	if err != nil {
		return c, fmt.Errorf("read migrations: %w", err)
	}
	for _, source := range migrations.ListSources() {
		c.Known = max(c.Known, source.Version)
	}
	return c, c.read(ctx, conn)
}

// openToRead opens an archive so that reading makes no file. Where there is no
// log nobody has it open, and SQLite is told so: otherwise it would make one.
func openToRead(path string) (*bun.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	q := url.Values{"mode": {"ro"}, "_query_only": {"1"}, "_busy_timeout": {"2000"}}
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		q.Set("immutable", "1")
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	pool, err := sql.Open("sqlite3", u.String())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	return bun.NewDB(pool, sqlitedialect.New()), nil
}

// read skips what an archive of an older schema has no table of.
func (c *Condition) read(ctx context.Context, conn *bun.DB) error {
	var tables []string
	if err := conn.NewRaw("SELECT name FROM sqlite_master WHERE type = 'table'").Scan(ctx, &tables); err != nil {
		return fmt.Errorf("read condition: %w", err)
	}
	var contacts, codes, at int64
	var contact, code string
	for _, q := range []struct {
		table, query string
		into         []any
	}{
		{"goose_db_version", "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied", []any{&c.Schema}},
		{"poems", "SELECT count(*) FROM poems", []any{&c.Poems}},
		{"changes", "SELECT COALESCE(MAX(seq), 0) FROM changes", []any{&c.Head}},
		{"generations", "SELECT id, CAST(cursor AS INTEGER) FROM generations WHERE state = 'live' ORDER BY id DESC LIMIT 1", []any{&c.Generation, &c.Indexed}},
		{"accounts", "SELECT count(*), COALESCE(MAX(totp), '') FROM accounts WHERE totp <> ''", []any{&codes, &code}},
		{"submission_private", "SELECT count(*), COALESCE(MAX(contact), '') FROM submission_private WHERE contact <> ''", []any{&contacts, &contact}},
		{"audit", "SELECT at FROM audit ORDER BY seq DESC LIMIT 1", []any{&at}},
	} {
		if !slices.Contains(tables, q.table) {
			continue
		}
		if err := db.IgnoreNoRows(conn.NewRaw(q.query).Scan(ctx, q.into...)); err != nil {
			return fmt.Errorf("read %s: %w", q.table, err)
		}
	}
	c.Sealed, c.SealedText, c.LastAct = contacts+codes, cmp.Or(contact, code), db.FromMicros(at)
	return nil
}
