package erasure

import (
	"context"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store/changes"
)

// place is a table in which a person may be mentioned.
type place struct {
	table   string
	key     []string // its primary key
	columns []string // texts
	act     func(words, []string) ([]string, bool)
	count   func(*corpus.Erased) *int
}

// places are all of them that are left. What others wrote as a poem is theirs
// and is not among them.
var places = []place{
	{"batch_rows", []string{"batch_id", "number"}, []string{"file", "header", "fields", "cells", "draft", "notes"}, emptied, func(d *corpus.Erased) *int { return &d.Rows }},
	{"batches", []string{"id"}, []string{"files", "plan", "fault"}, replaced, mentions},
	{"merges", []string{"batch_id"}, []string{"was"}, replaced, mentions},
	{"submissions", []string{"id"}, []string{"proposal", "message", "proxy", "answer"}, replaced, mentions},
	{"revisions", []string{"poem_id", "number"}, []string{"reason"}, replaced, mentions},
	{"authors", []string{"id"}, []string{"about"}, replaced, mentions},
	{"collections", []string{"id"}, []string{"foreword"}, replaced, mentions},
	{"places", []string{"id"}, []string{"about"}, replaced, mentions},
	{"stones", []string{"id"}, []string{"name", "note", "text"}, replaced, mentions},
	{"media", []string{"id"}, []string{"alt", "maker", "consent"}, replaced, mentions},
	{"audit", []string{"seq"}, []string{"detail"}, emptied, mentions},
}

func mentions(d *corpus.Erased) *int { return &d.Mentions }

// emptied leaves nothing of a row that has one of the words.
func emptied(w words, texts []string) ([]string, bool) {
	if !w.isIn(strings.Join(texts, "\n")) {
		return nil, false
	}
	return make([]string, len(texts)), true
}

// replaced puts somebody in place of the words.
func replaced(w words, texts []string) ([]string, bool) {
	if !w.isIn(strings.Join(texts, "\n")) {
		return nil, false
	}
	next := make([]string, len(texts))
	for i, text := range texts {
		next[i] = w.without(text)
	}
	return next, true
}

// scrub goes through all that may mention the person.
func (r *run) scrub(ctx context.Context) error {
	for _, p := range places {
		n, err := r.scrubPlace(ctx, p)
		if err != nil {
			return fmt.Errorf("scrub %s: %w", p.table, err)
		}
		*p.count(&r.done) += n
	}
	if err := r.scrubRowsOfPoems(ctx); err != nil {
		return err
	}
	if err := r.scrubWords(ctx); err != nil {
		return err
	}
	return r.scrubMisses(ctx)
}

// scrubPlace reads a whole table and rewrites the rows that mention the person.
func (r *run) scrubPlace(ctx context.Context, p place) (int, error) {
	rows, err := r.tx.QueryContext(ctx, "SELECT "+strings.Join(p.key, ", ")+", "+strings.Join(p.columns, ", ")+" FROM "+p.table)
	if err != nil {
		return 0, err
	}
	type change struct {
		key   []int64
		texts []string
	}
	var found []change
	for rows.Next() {
		one := change{make([]int64, len(p.key)), make([]string, len(p.columns))}
		var into []any
		for i := range one.key {
			into = append(into, &one.key[i])
		}
		for i := range one.texts {
			into = append(into, &one.texts[i])
		}
		if err := rows.Scan(into...); err != nil {
			return 0, err
		}
		if next, mentioned := p.act(r.words, one.texts); mentioned {
			found = append(found, change{one.key, next})
		}
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	if err := rows.Close(); err != nil {
		return 0, err
	}
	statement := "UPDATE " + p.table + " SET " + strings.Join(p.columns, " = ?, ") + " = ?" + r.erasedIn(p.table) + " WHERE " + strings.Join(p.key, " = ? AND ") + " = ?"
	for _, one := range found {
		var args []any
		for _, text := range one.texts {
			args = append(args, text)
		}
		for _, part := range one.key {
			args = append(args, part)
		}
		if _, err := r.exec(ctx, statement, args...); err != nil {
			return 0, err
		}
	}
	return len(found), nil
}

// erasedIn notes in tables whose rows are hashed that a row is no longer what
// was hashed, lawfully.
func (r *run) erasedIn(table string) string {
	switch table {
	case "audit":
		return ", erased = 1"
	case "revisions":
		return fmt.Sprintf(", erased_at = %d", r.now)
	}
	return ""
}

// scrubRowsOfPoems empties the rows of batches that are near one of the poems.
func (r *run) scrubRowsOfPoems(ctx context.Context) error {
	for _, id := range r.person.Poems {
		n, err := r.exec(ctx, "UPDATE batch_rows SET header = '', fields = '', cells = '', draft = '', notes = '' WHERE poem_id = ? AND draft <> ''", id)
		if err != nil {
			return err
		}
		r.done.Rows += n
	}
	return nil
}

// scrubWords takes the names out of the lists of words that stand for each
// other; a list of one word is none.
func (r *run) scrubWords(ctx context.Context) error {
	var lists []struct {
		ID    int64
		Words string
	}
	if err := r.tx.NewRaw("SELECT id, words FROM synonyms").Scan(ctx, &lists); err != nil {
		return fmt.Errorf("read synonyms: %w", err)
	}
	for _, list := range lists {
		if !r.words.isIn(list.Words) {
			continue
		}
		if _, err := r.exec(ctx, "DELETE FROM synonyms WHERE id = ?", list.ID); err != nil {
			return err
		}
		r.done.Mentions++
		if err := changes.Add(ctx, r.tx, corpus.KindSynonyms, []int64{list.ID}); err != nil {
			return err
		}
	}
	return nil
}

// scrubMisses forgets searches for the person or for their lines.
func (r *run) scrubMisses(ctx context.Context) error {
	var queries []struct{ Query, Shown string }
	if err := r.tx.NewRaw("SELECT query, shown FROM misses").Scan(ctx, &queries); err != nil {
		return fmt.Errorf("read searches: %w", err)
	}
	for _, q := range queries {
		if !r.words.isInFolded(q.Query) && !r.words.isInFolded(q.Shown) && !r.words.isIn(q.Shown) {
			continue
		}
		n, err := r.exec(ctx, "DELETE FROM misses WHERE query = ?", q.Query)
		if err != nil {
			return err
		}
		r.done.Misses += n
	}
	return nil
}
