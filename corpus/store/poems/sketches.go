package poems

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"
	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
)

// Sketch is of a published poem what figures are made of.
type Sketch struct {
	Title  string
	Body   string
	Tags   []string
	Form   corpus.Form
	Author corpus.AuthorID
	Place  corpus.PlaceID // 0 for none
	Year   int            // it was written in, as Month and Day; 0 where unknown
	Month  int
	Day    int
}

// EachSketch hands every published poem to fn once. The poems are read in
// shares, each over a connection of its own and all at a time: fn is called
// from as many goroutines, with the number of the share, and keeps nothing of
// the sketch.
func (s *Repository) EachSketch(ctx context.Context, shares int, fn func(share int, p *Sketch)) error {
	var last int64
	if err := s.published(Filter{}).ColumnExpr("COALESCE(MAX(p.id), 0)").Scan(ctx, &last); err != nil {
		return fmt.Errorf("read last poem: %w", err)
	}
	reading, ctx := errgroup.WithContext(ctx)
	for share := range shares {
		q := s.published(Filter{}).Where("p.id > ?", last*int64(share)/int64(shares)).
			Where("p.id <= ?", last*int64(share+1)/int64(shares)).
			ColumnExpr("p.title, p.body, p.tags, p.form, p.author_id, p.place_id, p.date_year, p.date_month, p.date_day")
		reading.Go(func() error { return sketches(ctx, q, func(p *Sketch) { fn(share, p) }) })
	}
	if err := reading.Wait(); err != nil {
		return fmt.Errorf("read poems for figures: %w", err)
	}
	return nil
}

func sketches(ctx context.Context, q *bun.SelectQuery, fn func(*Sketch)) (err error) {
	rows, err := q.Rows(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var p Sketch
	var tags string
	for rows.Next() {
		err := rows.Scan(&p.Title, &p.Body, &tags, &p.Form, &p.Author, &p.Place, &p.Year, &p.Month, &p.Day)
		if err != nil {
			return err
		}
		p.Tags = SplitTags(tags)
		fn(&p)
	}
	return rows.Err()
}
