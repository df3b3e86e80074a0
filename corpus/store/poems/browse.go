package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
)

// Filter narrows the public list of poems. A zero field does not narrow.
type Filter struct {
	Author     corpus.AuthorID
	Place      corpus.PlaceID // with every place below it
	Collection corpus.CollectionID
	Form       corpus.Form
	Tune       string
	Tag        string
	Year       int
}

func (s *Repository) published(f Filter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("poems AS p").Where("p.status = ?", corpus.StatusPublished)
	if f.Author != 0 {
		q = q.Where("p.author_id = ?", f.Author)
	}
	if f.Place != 0 {
		q = q.Where("p.place_id IN ("+authority.PlaceAndBelow+")", f.Place)
	}
	if f.Collection != 0 {
		q = q.Where("p.id IN (SELECT poem_id FROM collection_poems WHERE collection_id = ?)", f.Collection)
	}
	if f.Form != "" {
		q = q.Where("p.form = ?", f.Form)
	}
	if f.Tune != "" {
		q = q.Where("p.tune = ?", f.Tune)
	}
	if f.Tag != "" {
		q = q.Where("p.id IN (SELECT poem_id FROM poem_tags WHERE tag = ?)", f.Tag)
	}
	if f.Year != 0 {
		q = q.Where("p.date_year = ?", f.Year)
	}
	return q
}

// ListPublished returns up to limit published poems with an id above after,
// in order of id, and how many there are in all. The id of the last is where
// the next page goes on: nothing is left out or shown twice while poems are
// added.
func (s *Repository) ListPublished(ctx context.Context, f Filter, after corpus.PoemID, limit int) ([]corpus.Poem, int, error) {
	return s.listPublished(ctx, f, s.published(f).Where("p.id > ?", after).Limit(int64(limit)))
}

// PageBefore returns the id after which the page of limit poems begins that
// ends with the id after; 0 where that is the first page.
func (s *Repository) PageBefore(ctx context.Context, f Filter, after corpus.PoemID, limit int) (corpus.PoemID, error) {
	var before corpus.PoemID
	err := s.published(f).ColumnExpr("p.id").Where("p.id <= ?", after).OrderExpr("p.id DESC").Limit(1).Offset(int64(limit)).Scan(ctx, &before)
	if err = db.IgnoreNoRows(err); err != nil {
		return 0, fmt.Errorf("read page before poem %d: %w", after, err)
	}
	return before, nil
}

// PublishedPart returns up to limit published poems in the same order, without
// the first skip of them, and how many there are in all.
func (s *Repository) PublishedPart(ctx context.Context, f Filter, skip, limit int) ([]corpus.Poem, int, error) {
	return s.listPublished(ctx, f, s.published(f).Limit(int64(limit)).Offset(int64(skip)))
}

func (s *Repository) listPublished(ctx context.Context, f Filter, part *bun.SelectQuery) ([]corpus.Poem, int, error) {
	total, err := s.published(f).Count(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("count poems: %w", err)
	}
	var ids []corpus.PoemID
	if err := part.ColumnExpr("p.id").OrderExpr("p.id").Scan(ctx, &ids); err != nil {
		return nil, 0, fmt.Errorf("list poems: %w", err)
	}
	poems, err := s.Poems(ctx, ids)
	return poems, int(total), err
}

// NthPublished returns the published poem at rank n, counted from 0 and
// wrapping round; NotFound in an archive without published poems.
func (s *Repository) NthPublished(ctx context.Context, n uint64) (corpus.PoemID, error) {
	return s.nthPublished(ctx, Filter{}, n)
}

func (s *Repository) nthPublished(ctx context.Context, f Filter, n uint64) (corpus.PoemID, error) {
	var total uint64
	if err := s.published(f).ColumnExpr("COUNT(*)").Scan(ctx, &total); err != nil {
		return 0, fmt.Errorf("count poems: %w", err)
	}
	if total == 0 {
		return 0, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	var id corpus.PoemID
	err := s.published(f).ColumnExpr("p.id").OrderExpr("p.id").Limit(1).Offset(int64(n%total)).Scan(ctx, &id)
	return id, db.OneRow(err, "archive.no_poem")
}

// Forms counts published poems by form, in the order of corpus.Forms, forms
// without poems left out.
func (s *Repository) Forms(ctx context.Context) ([]corpus.Count[corpus.Form], error) {
	var found []corpus.Count[corpus.Form]
	err := s.published(Filter{}).ColumnExpr("p.form AS value, COUNT(*) AS poems").Group("p.form").Scan(ctx, &found)
	if err != nil {
		return nil, fmt.Errorf("count forms: %w", err)
	}
	var ordered []corpus.Count[corpus.Form]
	for _, form := range corpus.Forms() {
		for _, c := range found {
			if c.Value == form {
				ordered = append(ordered, c)
			}
		}
	}
	return ordered, nil
}

// Years counts published poems by year written, newest first.
func (s *Repository) Years(ctx context.Context) ([]corpus.Count[int], error) {
	var years []corpus.Count[int]
	err := s.published(Filter{}).ColumnExpr("p.date_year AS value, COUNT(*) AS poems").
		Where("p.date_year > 0").Group("p.date_year").OrderExpr("p.date_year DESC").Scan(ctx, &years)
	if err != nil {
		return nil, fmt.Errorf("count years: %w", err)
	}
	return years, nil
}

// Tags counts published poems by tag, commonest first, at most limit of them.
func (s *Repository) Tags(ctx context.Context, limit int) ([]corpus.Count[string], error) {
	var tags []corpus.Count[string]
	err := s.read.NewRaw("SELECT t.tag AS value, COUNT(*) AS poems FROM poem_tags t JOIN poems p ON p.id = t.poem_id "+
		"WHERE p.status = ? GROUP BY t.tag ORDER BY poems DESC, t.tag LIMIT ?", corpus.StatusPublished, limit).Scan(ctx, &tags)
	if err != nil {
		return nil, fmt.Errorf("count tags: %w", err)
	}
	return tags, nil
}
