package store

import (
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// waitingPoems selects poems p in review, and waitingCorrections submissions
// s of poems p; both know when each began to wait.
func (s *Store) waitingPoems(f QueueFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("poems AS p").Where("p.status = 'in_review'")
	const sent = "EXISTS (SELECT 1 FROM submissions s WHERE s.poem_id = p.id AND s.kind = 'poem')"
	switch f.Kind {
	case QueueImported:
		q = q.Where("NOT " + sent)
	case QueueSubmitted:
		q = q.Where(sent)
	case QueueCorrection:
		q = q.Where("1 = 0")
	}
	return narrowQueue(q, f)
}

func (s *Store) waitingCorrections(f QueueFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("submissions AS s").Join("JOIN poems AS p ON p.id = s.poem_id").
		Where("s.state = ?", corpus.SubmissionWaiting)
	if f.Kind != "" && f.Kind != QueueCorrection {
		q = q.Where("1 = 0")
	}
	return narrowQueue(q, f)
}

func narrowQueue(q *bun.SelectQuery, f QueueFilter) *bun.SelectQuery {
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
		q = q.Where(holdsText, within(f.Text), within(f.Text), within(f.Text))
	}
	return q
}

// authorNamed holds for poems of whoever goes by a name, asked for twice.
const authorNamed = "p.author_id IN (SELECT id FROM authors WHERE name = ? UNION SELECT author_id FROM author_names WHERE name = ?)"

// holdsText selects poems with a text in title, body or author, whose pattern
// it asks for three times. Latin letters are found in either case: SQLite's
// LIKE does not mind case, PostgreSQL's does.
const holdsText = "(lower(p.title) LIKE lower(?) ESCAPE '!' OR lower(p.body) LIKE lower(?) ESCAPE '!' " +
	"OR p.author_id IN (SELECT id FROM authors WHERE lower(name) LIKE lower(?) ESCAPE '!'))"

// within is a LIKE pattern for text anywhere.
func within(text string) string {
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text) + "%"
}
