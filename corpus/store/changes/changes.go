// Package changes keeps the change log: which poem, author, place or group of
// synonyms was changed, in the order of the commits. Whoever derives something
// from the archive follows it from a cursor.
package changes

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

const counter db.Counter = "changes"

// Log reads the change log of an archive.
type Log struct {
	read   *bun.DB
	public publicHead
}

// New returns the change log of the archive in database.
func New(database *db.DB) *Log {
	return &Log{read: database.Reader(), public: publicHead{read: database.Reader()}}
}

type row struct {
	bun.BaseModel `bun:"table:changes"`

	Seq  int64  `bun:"seq,pk"`
	Kind string `bun:"kind"`
	ID   int64  `bun:"id"`
}

// Add writes that things of one kind were changed. It runs in the transaction
// of the change itself, and is the one way a change reaches those who follow
// the archive.
func Add(ctx context.Context, tx bun.Tx, kind corpus.Kind, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	first, err := counter.Take(ctx, tx, len(ids))
	if err != nil {
		return err
	}
	rows := make([]row, len(ids))
	for i, id := range ids {
		rows[i] = row{Seq: first + int64(i), Kind: string(kind), ID: id}
	}
	return db.Insert(ctx, tx, rows, nil, "")
}

// Head is the cursor after the last change. It is read before what it is
// compared with, so that a change in between is seen twice rather than never.
func (l *Log) Head(ctx context.Context) (corpus.Cursor, error) {
	var seq int64
	if err := l.read.NewRaw("SELECT COALESCE(MAX(seq), 0) FROM changes").Scan(ctx, &seq); err != nil {
		return "", fmt.Errorf("read head of change log: %w", err)
	}
	return cursorAt(seq), nil
}

// CountAfter returns how many changes there are after the cursor.
func (l *Log) CountAfter(ctx context.Context, after corpus.Cursor) (n int64, err error) {
	seq, err := seqOf(after)
	if err != nil {
		return 0, err
	}
	if err := l.read.NewRaw("SELECT count(*) FROM changes WHERE seq > ?", seq).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count changes: %w", err)
	}
	return n, nil
}

// ChangesAfter returns up to limit changes after the cursor, in order.
func (l *Log) ChangesAfter(ctx context.Context, after corpus.Cursor, limit int) ([]corpus.Change, error) {
	seq, err := seqOf(after)
	if err != nil {
		return nil, err
	}
	var rows []row
	if err := l.read.NewSelect().Model(&rows).Where("seq > ?", seq).Order("seq").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read change log: %w", err)
	}
	changes := make([]corpus.Change, len(rows))
	for i, r := range rows {
		changes[i] = corpus.Change{Cursor: cursorAt(r.Seq), Kind: corpus.Kind(r.Kind), ID: r.ID}
	}
	return changes, nil
}

// Reached reports whether a follower at the cursor has seen everything up to
// the goal.
func (l *Log) Reached(at, goal corpus.Cursor) bool {
	a, err := seqOf(at)
	if err != nil {
		return false
	}
	g, err := seqOf(goal)
	return err == nil && a >= g
}

func cursorAt(seq int64) corpus.Cursor {
	if seq == 0 {
		return ""
	}
	return corpus.Cursor(strconv.FormatInt(seq, 10))
}

func seqOf(c corpus.Cursor) (int64, error) {
	if c == "" {
		return 0, nil
	}
	seq, err := strconv.ParseInt(string(c), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read cursor %q: %w", c, err)
	}
	return seq, nil
}
