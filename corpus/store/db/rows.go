package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// IgnoreNoRows turns "no rows" into no error.
func IgnoreNoRows(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// OneRow turns "no rows" into a NotFound error with the message under key.
func OneRow(err error, key string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.NewError(corpus.NotFound, key)
	}
	return err
}

// WantOne returns a Conflict error, with the message under key, where a
// statement met not exactly one row.
func WantOne(done sql.Result, key string) error {
	n, err := done.RowsAffected()
	if err == nil && n != 1 {
		err = corpus.NewError(corpus.Conflict, key)
	}
	return err
}

// maxStatement bounds the bytes of text in one INSERT: SQLite refuses a
// statement over 1,000,000 bytes, and quoting can double a text.
const maxStatement = 300_000

// Insert writes rows in statements of bounded size. size returns the bytes of
// text in a row, nil for rows of little text; on is what follows ON, "" for
// nothing.
func Insert[T any](ctx context.Context, tx bun.Tx, rows []T, size func(T) int, on string) error {
	start, bytes := 0, 0
	for i := range rows {
		bytes += 400 // the short columns and punctuation of a row
		if size != nil {
			bytes += size(rows[i])
		}
		if bytes < maxStatement && i < len(rows)-1 {
			continue
		}
		part := rows[start : i+1]
		q := tx.NewInsert().Model(&part)
		if on != "" {
			q = q.On(on)
		}
		if _, err := q.Exec(ctx); err != nil {
			return fmt.Errorf("insert %T: %w", part, err)
		}
		start, bytes = i+1, 0
	}
	return nil
}
