package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// PlaceTree lists every place, parents before children, without counting
// poems.
func (s *Store) PlaceTree(ctx context.Context) ([]corpus.Place, error) {
	return s.places(ctx, s.read.NewSelect().ColumnExpr("pl.*"))
}

func (s *Store) places(ctx context.Context, q *bun.SelectQuery) ([]corpus.Place, error) {
	var rows []placeRow
	if err := q.Model(&rows).OrderExpr("pl.id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list places: %w", err)
	}
	places := make([]corpus.Place, len(rows))
	for i, r := range rows {
		places[i] = corpus.Place{ID: corpus.PlaceID(r.ID), Parent: corpus.PlaceID(r.ParentID),
			Name: r.Name, Path: r.Path, Kind: corpus.PlaceKind(r.Kind), Poems: r.Poems}
	}
	return places, nil
}

// Places lists every place, parents before children, with the number of
// published poems at the place and below it.
func (s *Store) Places(ctx context.Context) ([]corpus.Place, error) {
	places, err := s.places(ctx, s.read.NewSelect().ColumnExpr("pl.*").
		ColumnExpr("(SELECT COUNT(*) FROM poems p WHERE p.place_id = pl.id AND p.status = ?) AS poems", corpus.StatusPublished))
	if err != nil {
		return nil, err
	}
	at := make(map[corpus.PlaceID]int, len(places))
	for i, p := range places {
		at[p.ID] = i
	}
	// A parent has a smaller id than its children, so going backwards adds
	// each subtree up before its root is added to the next.
	for i := len(places) - 1; i >= 0; i-- {
		if parent, ok := at[places[i].Parent]; ok {
			places[parent].Poems += places[i].Poems
		}
	}
	return places, nil
}

// Place returns one place with the number of published poems there and below.
func (s *Store) Place(ctx context.Context, id corpus.PlaceID) (corpus.Place, error) {
	places, err := s.Places(ctx)
	if err != nil {
		return corpus.Place{}, err
	}
	for _, p := range places {
		if p.ID == id {
			return p, nil
		}
	}
	return corpus.Place{}, notFound("个地方")
}
