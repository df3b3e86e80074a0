package peers

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"shiyun/indexer/quality"
)

// page is how many hits are fetched, as many as the archive's own page has.
const page = 20

// fts is one table asked the way the textbook says: all phrases must match,
// ranked by bm25; where nothing has them all, any token may.
type fts struct {
	name, table string
	db          *sql.DB
	token       int // characters to a token
}

// Name implements quality.Engine.
func (f fts) Name() string { return f.name }

// Ask implements quality.Engine.
func (f fts) Ask(ctx context.Context, query string) (quality.Answer, error) {
	all, anyOf := match(query, f.token)
	if all == "" {
		return quality.Answer{}, nil
	}
	a, err := f.ask(ctx, all)
	if err != nil || a.Total > 0 || anyOf == "" {
		return a, err
	}
	return f.ask(ctx, anyOf)
}

func (f fts) ask(ctx context.Context, match string) (a quality.Answer, err error) {
	count := fmt.Sprintf("SELECT count(*) FROM %s WHERE %s MATCH ?", f.table, f.table)
	if err := f.db.QueryRowContext(ctx, count, match).Scan(&a.Total); err != nil || a.Total == 0 {
		return a, wrap(match, err)
	}
	list := fmt.Sprintf("SELECT ref FROM %s WHERE %s MATCH ? ORDER BY rank LIMIT %d", f.table, f.table, page)
	rows, err := f.db.QueryContext(ctx, list, match)
	if err != nil {
		return a, wrap(match, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var ref string
		if err := rows.Scan(&ref); err != nil {
			return a, wrap(match, err)
		}
		a.Refs = append(a.Refs, ref)
	}
	return a, wrap(match, rows.Err())
}

func wrap(match string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("match %s: %w", match, err)
}
