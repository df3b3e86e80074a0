package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// Criteria narrows the curators' list of poems. A zero field does not
// narrow.
type Criteria struct {
	Status     corpus.Status
	Text       string // in title, body or author; or the whole ref
	Author     string // any of their names, whole
	Form       corpus.Form
	Tag        string
	Collection string
	Place      string // path or name, with every place below it
	Batch      corpus.BatchID
}

// IsZero reports whether the filter narrows nothing.
func (f Criteria) IsZero() bool { return f == Criteria{} }

func (s *Repository) found(f Criteria) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("poems AS p")
	if f.Status != "" {
		q = q.Where("p.status = ?", f.Status)
	} else {
		q = q.Where("p.status <> ?", corpus.StatusRemoved)
	}
	if f.Tag != "" {
		q = q.Where("p.id IN (SELECT poem_id FROM poem_tags WHERE tag = ?)", f.Tag)
	}
	if f.Collection != "" {
		q = q.Where("p.id IN (SELECT cp.poem_id FROM collection_poems cp JOIN collections c ON c.id = cp.collection_id WHERE c.name = ?)", f.Collection)
	}
	if f.Place != "" {
		q = q.Where("p.place_id IN (WITH RECURSIVE below (id) AS (SELECT id FROM places WHERE path = ? OR name = ? UNION "+
			"SELECT c.id FROM places c JOIN below b ON c.parent_id = b.id) SELECT id FROM below)", f.Place, f.Place)
	}
	if f.Text != "" {
		q = q.Where("(p.ref = ? OR "+holdsText+")", f.Text, db.LikeWithin(f.Text), db.LikeWithin(f.Text), db.LikeWithin(f.Text))
	}
	return Narrow(q, Criteria{Form: f.Form, Author: f.Author, Batch: f.Batch})
}

// FindPoems lists poems of any status with an id below before, 0 for the
// latest, newest first, and how many there are in all.
func (s *Repository) FindPoems(ctx context.Context, f Criteria, before corpus.PoemID, limit int) ([]corpus.Poem, int, error) {
	total, err := s.found(f).Count(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("count poems: %w", err)
	}
	q := s.found(f).ColumnExpr("p.id").OrderExpr("p.id DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("p.id < ?", before)
	}
	var ids []corpus.PoemID
	if err := q.Scan(ctx, &ids); err != nil {
		return nil, 0, fmt.Errorf("find poems: %w", err)
	}
	poems, err := s.Poems(ctx, ids)
	return poems, int(total), err
}

// FindPoemIDs lists the ids of all such poems, at most limit of them, oldest
// first.
func (s *Repository) FindPoemIDs(ctx context.Context, f Criteria, limit int) ([]corpus.PoemID, error) {
	var ids []corpus.PoemID
	if err := s.found(f).ColumnExpr("p.id").OrderExpr("p.id").Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("find poems: %w", err)
	}
	return ids, nil
}

// narrow leaves, of a query of poems p, those with the form, author, batch and
// text of a filter; the rest of it is for the caller.
func Narrow(q *bun.SelectQuery, f Criteria) *bun.SelectQuery {
	if f.Form != "" {
		q = q.Where("p.form = ?", f.Form)
	}
	if f.Author != "" {
		q = q.Where(authorNamed, f.Author, f.Author)
	}
	if f.Batch != 0 {
		q = q.Where("EXISTS (SELECT 1 FROM revisions r WHERE r.poem_id = p.id AND r.batch_id = ?)", f.Batch)
	}
	if f.Text != "" {
		q = q.Where(holdsText, db.LikeWithin(f.Text), db.LikeWithin(f.Text), db.LikeWithin(f.Text))
	}
	return q
}

// authorNamed selects poems of whoever goes by a name, asked for twice.
const authorNamed = "p.author_id IN (SELECT id FROM authors WHERE name = ? UNION SELECT author_id FROM author_names WHERE name = ?)"

// holdsText selects poems with a text in title, body or author, whose pattern
// it asks for three times. Latin letters are found in either case: SQLite's
// LIKE does not mind case, PostgreSQL's does.
const holdsText = "(lower(p.title) LIKE lower(?) ESCAPE '!' OR lower(p.body) LIKE lower(?) ESCAPE '!' " +
	"OR p.author_id IN (SELECT id FROM authors WHERE lower(name) LIKE lower(?) ESCAPE '!'))"
