package store

import (
	"context"
	"fmt"
	"strconv"

	"shiyun/corpus"
)

// Head is the cursor after the last change. It is read before what it is
// compared with, so that a change in between is seen twice rather than never.
func (s *Store) Head(ctx context.Context) (corpus.Cursor, error) {
	var seq int64
	if err := s.read.NewRaw("SELECT COALESCE(MAX(seq), 0) FROM changes").Scan(ctx, &seq); err != nil {
		return "", fmt.Errorf("read head of change log: %w", err)
	}
	return cursorAt(seq), nil
}

// ChangesAfter returns up to limit changes after the cursor, in order.
func (s *Store) ChangesAfter(ctx context.Context, after corpus.Cursor, limit int) ([]corpus.Change, error) {
	seq, err := seqOf(after)
	if err != nil {
		return nil, err
	}
	var rows []changeRow
	if err := s.read.NewSelect().Model(&rows).Where("seq > ?", seq).Order("seq").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read change log: %w", err)
	}
	changes := make([]corpus.Change, len(rows))
	for i, r := range rows {
		changes[i] = corpus.Change{Cursor: cursorAt(r.Seq), Kind: corpus.Kind(r.Kind), ID: r.ID}
	}
	return changes, nil
}

// Reached tells whether a follower at the cursor has seen everything up to
// the goal.
func (s *Store) Reached(at, goal corpus.Cursor) bool {
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
