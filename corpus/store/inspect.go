package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/sums"
)

// Copy writes a consistent copy of the archive into a new file while writing
// goes on. Media and the key are no part of it.
func (s *Store) Copy(ctx context.Context, file string) error { return s.db.Copy(ctx, file) }

// Inspection is what a copy of an archive, of whatever schema, holds.
type Inspection struct {
	Schema    int64          `json:"schema"`
	Counts    map[string]int `json:"counts"`       // rows, by table
	PoemsHash string         `json:"poems_sha256"` // over every poem and revision
	Acts      int64          `json:"acts"`
	AuditHead string         `json:"audit_head"`
	ChainHead string         `json:"chain_head,omitempty"`

	Media []poems.MediaFile `json:"-"` // the files that stand beside poems
}

// Inspect reads a copy of an archive that nothing writes to. It returns an
// error where the database cannot read it or finds its structure damaged.
func Inspect(ctx context.Context, file string) (Inspection, error) {
	in := Inspection{Counts: map[string]int{}}
	conn, err := sqlite.OpenCopy(file)
	if err != nil {
		return in, err
	}
	defer func() { _ = conn.Close() }() // read only
	var tables []string
	err = conn.NewRaw("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Scan(ctx, &tables)
	if err != nil {
		return in, fmt.Errorf("read copy: %w", err)
	}
	for _, t := range sums.Tables() {
		if !slices.Contains(tables, t.Name) {
			continue
		}
		n, err := conn.NewSelect().TableExpr("?", bun.Ident(t.Name)).Count(ctx)
		if err != nil {
			return in, fmt.Errorf("count %s: %w", t.Name, err)
		}
		in.Counts[t.Name] = int(n)
	}
	if err := in.readHeads(ctx, conn, tables); err != nil {
		return in, fmt.Errorf("read copy: %w", err)
	}
	in.PoemsHash, err = hashPoems(ctx, conn, tables)
	return in, err
}

func (in *Inspection) readHeads(ctx context.Context, conn *bun.DB, tables []string) error {
	for _, q := range []struct {
		table, query string
		into         []any
	}{
		{"goose_db_version", "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied", []any{&in.Schema}},
		{"audit", "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", []any{&in.Acts, &in.AuditHead}},
		{"chain", "SELECT hash FROM chain ORDER BY seq DESC LIMIT 1", []any{&in.ChainHead}},
	} {
		if !slices.Contains(tables, q.table) {
			continue
		}
		if err := db.IgnoreNoRows(conn.NewRaw(q.query).Scan(ctx, q.into...)); err != nil {
			return err
		}
	}
	if !slices.Contains(tables, "media") {
		return nil
	}
	columns, err := sqlite.Dialect{}.Columns(ctx, conn, "media")
	hash := "''"
	if slices.Contains(columns, "hash") {
		hash = "hash"
	}
	if err == nil {
		err = conn.NewRaw("SELECT id, poem_id, file AS name, size, "+hash+" AS hash FROM media WHERE gone_at = 0 ORDER BY id").Scan(ctx, &in.Media)
	}
	return err
}

// hashPoems is SHA-256 over what the poems and revisions say: the same before
// and after a migration or a restore.
func hashPoems(ctx context.Context, conn *bun.DB, tables []string) (string, error) {
	h := sha256.New()
	for _, q := range []struct{ table, query string }{
		{"poems", "SELECT id, COALESCE(ref, ''), title, preface, body, note, form, tune, date_text, tags, source, status, revision FROM poems ORDER BY id"},
		{"revisions", "SELECT poem_id, number, created_at, content FROM revisions ORDER BY poem_id, number"},
	} {
		if !slices.Contains(tables, q.table) {
			continue
		}
		rows, err := conn.QueryContext(ctx, q.query)
		if err == nil {
			err = hashRows(rows, func(b []byte) { h.Write(b) })
		}
		if err != nil {
			return "", fmt.Errorf("hash %s: %w", q.table, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func hashRows(rows *sql.Rows, write func([]byte)) error {
	columns, err := rows.Columns()
	if err != nil {
		return errors.Join(err, rows.Close())
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return errors.Join(err, rows.Close())
		}
		write(sums.AppendRow(nil, values))
	}
	return errors.Join(rows.Err(), rows.Close())
}
