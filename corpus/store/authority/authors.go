package authority

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// countPublished is the number of published poems of the author in the row.
const countPublished = "(SELECT COUNT(*) FROM poems p WHERE p.author_id = a.id AND p.status = 'published') AS poems"

func (r AuthorRow) author() corpus.Author {
	return corpus.Author{ID: corpus.AuthorID(r.ID), Name: r.Name, Initial: r.Initial, About: r.About, Poems: r.Poems}
}

// Authors lists the authors with published poems whose names begin with the
// given pinyin initial, "" for all, in order of pinyin.
func (s *Names) Authors(ctx context.Context, initial string) ([]corpus.Author, error) {
	var rows []AuthorRow
	q := s.read.NewSelect().Model(&rows).ColumnExpr("a.*").ColumnExpr(countPublished).
		Where("EXISTS (SELECT 1 FROM poems p WHERE p.author_id = a.id AND p.status = ?)", corpus.StatusPublished).
		OrderExpr("a.sort_key, a.id")
	if initial != "" {
		q = q.Where("a.initial = ?", initial)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list authors: %w", err)
	}
	authors := make([]corpus.Author, len(rows))
	for i, r := range rows {
		authors[i] = r.author()
	}
	return authors, nil
}

// AuthorInitials counts authors with published poems by pinyin initial.
func (s *Names) AuthorInitials(ctx context.Context) ([]corpus.Count[string], error) {
	var initials []corpus.Count[string]
	err := s.read.NewRaw("SELECT a.initial AS value, COUNT(*) AS poems FROM authors a WHERE EXISTS "+
		"(SELECT 1 FROM poems p WHERE p.author_id = a.id AND p.status = ?) GROUP BY a.initial ORDER BY a.initial",
		corpus.StatusPublished).Scan(ctx, &initials)
	if err != nil {
		return nil, fmt.Errorf("count initials: %w", err)
	}
	return initials, nil
}

// Author returns an author with the other names they go by.
func (s *Names) Author(ctx context.Context, id corpus.AuthorID) (corpus.Author, error) {
	var row AuthorRow
	err := s.read.NewSelect().Model(&row).ColumnExpr("a.*").ColumnExpr(countPublished).Where("a.id = ?", id).Scan(ctx)
	if err != nil {
		return corpus.Author{}, fmt.Errorf("read author %d: %w", id, db.OneRow(err, "archive.no_author"))
	}
	aliases, err := s.Aliases(ctx, []corpus.AuthorID{id})
	if err != nil {
		return corpus.Author{}, err
	}
	author := row.author()
	author.Aliases = aliases[id]
	return author, nil
}

// Aliases returns the other names of the given authors, sorted; of all
// authors for nil.
func (s *Names) Aliases(ctx context.Context, ids []corpus.AuthorID) (map[corpus.AuthorID][]string, error) {
	var rows []authorNameRow
	q := s.read.NewSelect().Model(&rows).OrderExpr("author_id, name")
	if ids != nil {
		q = q.Where("author_id IN (?)", bun.List(ids))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("read author names: %w", err)
	}
	aliases := map[corpus.AuthorID][]string{}
	for _, r := range rows {
		id := corpus.AuthorID(r.AuthorID)
		aliases[id] = append(aliases[id], r.Name)
	}
	return aliases, nil
}

// AuthorNames returns the given authors, all for nil, with every name they go
// by and without counting poems.
func (s *Names) AuthorNames(ctx context.Context, ids []corpus.AuthorID) ([]corpus.Author, error) {
	var rows []AuthorRow
	q := s.read.NewSelect().Model(&rows).Order("id")
	if ids != nil {
		q = q.Where("id IN (?)", bun.List(ids))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("read authors: %w", err)
	}
	aliases, err := s.Aliases(ctx, ids)
	if err != nil {
		return nil, err
	}
	authors := make([]corpus.Author, len(rows))
	for i, r := range rows {
		authors[i] = r.author()
		authors[i].Aliases = aliases[authors[i].ID]
	}
	return authors, nil
}
