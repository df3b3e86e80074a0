// Package moving brings an archive from one database into another, of whatever
// dialect, and makes sure that every row arrived.
package moving

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/sums"
)

// first are the tables that others refer to, in an order in which each refers
// only to those before it.
var first = []string{"accounts", "authors", "batches", "collections", "places", "poems", "stones", "submissions"}

// kept are derived tables whose rows would be missed. Sessions end, and an
// index is built anew.
var kept = []string{"misses"}

// tables lists what is moved, in the order in which it is written.
func tables() []string {
	names := slices.Clone(first)
	for _, t := range sums.Tables() {
		if !slices.Contains(first, t.Name) {
			names = append(names, t.Name)
		}
	}
	return append(names, kept...)
}

// rowsAtOnce bounds a statement that reads, and a transaction that writes.
const rowsAtOnce = 500

// mark is the setting of an archive that is not all there yet.
const mark = "moving"

// CheckWhole returns a Conflict error for an archive that was being moved here
// when that was broken off: part of the poems would look like all of them.
func CheckWhole(ctx context.Context, database *db.DB) error {
	var n int
	if err := database.Reader().NewRaw("SELECT count(*) FROM settings WHERE name = ?", mark).Scan(ctx, &n); err != nil {
		return fmt.Errorf("look whether the archive is whole: %w", err)
	}
	if n > 0 {
		return corpus.NewError(corpus.Conflict, "start.move_unfinished")
	}
	return nil
}

// Copy writes every row of from into to, which has nothing in it yet. Until it
// ends without an error, to is marked as not whole. Nobody may write to either
// meanwhile. progress is called with each table and how many of its rows are
// written. It returns a Conflict error where to is not empty: what an earlier
// move left cannot be dropped either, for the log of acts takes no deleting.
func Copy(ctx context.Context, from, to *db.DB, progress func(table string, rows int)) error {
	if err := begin(ctx, to); err != nil {
		return err
	}
	for _, table := range tables() {
		if err := copyTable(ctx, from, to, table, progress); err != nil {
			return fmt.Errorf("move %s: %w", table, err)
		}
	}
	return to.Write(ctx, "end moving", func(tx bun.Tx) error {
		_, err := tx.NewRaw("DELETE FROM settings WHERE name = ?", mark).Exec(ctx)
		return err
	})
}

// begin marks the archive, and drops what an archive is begun with.
func begin(ctx context.Context, to *db.DB) error {
	if err := CheckWhole(ctx, to); err != nil {
		return err
	}
	return to.Write(ctx, "begin moving", func(tx bun.Tx) error {
		var n int
		err := tx.NewRaw("SELECT (SELECT count(*) FROM poems) + (SELECT count(*) FROM accounts) + (SELECT count(*) FROM submissions) + "+
			"(SELECT count(*) FROM batches) + (SELECT count(*) FROM audit)").Scan(ctx, &n)
		if err == nil && n > 0 {
			err = corpus.NewError(corpus.Conflict, "archive.move_not_empty")
		}
		if err != nil {
			return err
		}
		for _, table := range slices.Backward(tables()) {
			if _, err := tx.NewRaw("DELETE FROM ?", bun.Ident(table)).Exec(ctx); err != nil {
				return err
			}
		}
		_, err = tx.NewRaw("INSERT INTO settings (name, value) VALUES (?, '1')", mark).Exec(ctx)
		return err
	})
}

// column is one of a table that rows are written into.
type column struct {
	name string
	bool bool // numbers are truth values here
}

func readColumns(ctx context.Context, to *db.DB, table string) (columns []column, err error) {
	names, err := to.Columns(ctx, table)
	if err != nil {
		return nil, err
	}
	none, err := to.Reader().QueryContext(ctx, to.Reader().NewSelect().Table(table).Column(names...).Where("1 = 0").String())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, none.Close()) }()
	types, err := none.ColumnTypes()
	if err != nil {
		return nil, err
	}
	columns = make([]column, len(names))
	for i, name := range names {
		columns[i] = column{name, types[i].DatabaseTypeName() == "BOOL"}
	}
	return columns, none.Err()
}

// copyTable reads a table in one statement and writes it in transactions of
// bounded size.
func copyTable(ctx context.Context, from, to *db.DB, table string, progress func(string, int)) (err error) {
	columns, err := readColumns(ctx, to, table)
	if err != nil {
		return err
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	rows, err := from.Reader().QueryContext(ctx, from.Reader().NewSelect().Table(table).Column(names...).String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	done := 0
	for {
		part, err := readRows(rows, columns)
		if err != nil || len(part) == 0 {
			return err
		}
		if err := to.Write(ctx, "move rows", func(tx bun.Tx) error { return insert(ctx, tx, table, columns, part) }); err != nil {
			return err
		}
		done += len(part)
		progress(table, done)
	}
}

// readRows reads the rows of one transaction; none at the end.
func readRows(rows *sql.Rows, columns []column) (part [][]any, err error) {
	for len(part) < rowsAtOnce && rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, c := range columns {
			if n, ok := row[i].(int64); ok && c.bool {
				row[i] = n != 0
			}
		}
		part = append(part, row)
	}
	return part, rows.Err()
}

// insert writes rows one by one: the texts of one statement together may be
// longer than SQLite takes.
func insert(ctx context.Context, tx bun.Tx, table string, columns []column, rows [][]any) error {
	blanks := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
	statement := "INSERT INTO ? (" + blanks + ") VALUES (" + blanks + ")"
	for _, row := range rows {
		args := []any{bun.Ident(table)}
		for _, c := range columns {
			args = append(args, bun.Ident(c.name))
		}
		if _, err := tx.NewRaw(statement, append(args, row...)...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Digest is a hash over the checksums of all rows of an archive, the same for
// the same rows in whatever database, and how many blocks of them there are.
func Digest(ctx context.Context, database *db.DB) (digest string, blocks int, err error) {
	rows, err := database.Reader().QueryContext(ctx, "SELECT tab, part, block, sums FROM sums ORDER BY tab, part, block")
	if err != nil {
		return "", 0, fmt.Errorf("read checksums: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	hash := sha256.New()
	for rows.Next() {
		var table string
		var part, block int64
		var content []byte
		if err := rows.Scan(&table, &part, &block, &content); err != nil {
			return "", 0, fmt.Errorf("read checksums: %w", err)
		}
		fmt.Fprintf(hash, "%s %d %d %d ", table, part, block, len(content))
		hash.Write(content)
		blocks++
	}
	return hex.EncodeToString(hash.Sum(nil)), blocks, rows.Err()
}
