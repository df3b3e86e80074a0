package authority

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// PlaceTree lists every place, parents before children, without counting
// poems.
func (s *Names) PlaceTree(ctx context.Context) ([]corpus.Place, error) {
	return places(ctx, s.read.NewSelect().ColumnExpr("pl.*"))
}

func places(ctx context.Context, q *bun.SelectQuery) ([]corpus.Place, error) {
	var rows []PlaceRow
	if err := q.Model(&rows).OrderExpr("pl.id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list places: %w", err)
	}
	list := make([]corpus.Place, len(rows))
	for i, r := range rows {
		list[i] = corpus.Place{ID: corpus.PlaceID(r.ID), Parent: corpus.PlaceID(r.ParentID),
			Name: r.Name, Path: r.Path, Kind: corpus.PlaceKind(r.Kind), About: r.About, At: corpus.NewSpot(r.X, r.Y), Poems: r.Poems}
	}
	return list, nil
}

// Places lists every place, parents before children, with the number of
// published poems at the place and below it.
func (s *Names) Places(ctx context.Context) ([]corpus.Place, error) {
	places, err := places(ctx, s.read.NewSelect().ColumnExpr("pl.*").
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

// PlaceAndBelow selects the id of a place, which it asks for, and of all below
// it.
const PlaceAndBelow = "WITH RECURSIVE below (id) AS (SELECT id FROM places WHERE id = ? UNION ALL " +
	"SELECT c.id FROM places c JOIN below b ON c.parent_id = b.id) SELECT id FROM below"

// Place returns one place with the number of published poems there and below.
func (s *Names) Place(ctx context.Context, id corpus.PlaceID) (corpus.Place, error) {
	list, err := places(ctx, s.read.NewSelect().ColumnExpr("pl.*").Where("pl.id = ?", id).
		ColumnExpr("(SELECT COUNT(*) FROM poems p WHERE p.status = ? AND p.place_id IN ("+PlaceAndBelow+")) AS poems", corpus.StatusPublished, id))
	if err != nil {
		return corpus.Place{}, err
	}
	if len(list) == 0 {
		return corpus.Place{}, corpus.NewError(corpus.NotFound, "archive.no_place")
	}
	return list[0], nil
}

// AddPlace finds the place at a path, or makes it and those above it.
func (s *Names) AddPlace(ctx context.Context, by corpus.Actor, path string) (ref corpus.PlaceRef, err error) {
	if path, err = corpus.CleanLine(path); err != nil {
		return ref, err
	}
	if path = merge.PlacePath(path); path == "" || len([]rune(path)) > 4*maxPlaceName {
		return ref, corpus.NewError(corpus.Invalid, "archive.place_path")
	}
	err = s.db.Write(ctx, "add place", func(tx bun.Tx) error {
		if ref, err = FindPlace(ctx, tx, path); err != nil || ref.ID != 0 {
			return err
		}
		if ref, err = EnsurePlace(ctx, tx, path); err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActPlace, Object: fmt.Sprintf("place/%d", ref.ID), Detail: "+"})
	})
	return ref, err
}

// FindPlace is the place that a path, of today or of before, names; the zero
// place for none.
func FindPlace(ctx context.Context, conn bun.IDB, path string) (corpus.PlaceRef, error) {
	var r struct {
		ID   int64
		Path string
	}
	err := conn.NewRaw("SELECT id, path FROM places WHERE path = ?", path).Scan(ctx, &r)
	if err = db.IgnoreNoRows(err); err == nil && r.ID == 0 {
		err = db.IgnoreNoRows(conn.NewRaw("SELECT pl.id, pl.path FROM place_paths f JOIN places pl ON pl.id = f.place_id WHERE f.path = ?", path).Scan(ctx, &r))
	}
	if err != nil {
		return corpus.PlaceRef{}, fmt.Errorf("look up place: %w", err)
	}
	return corpus.PlaceRef{ID: corpus.PlaceID(r.ID), Path: r.Path}, nil
}

// EnsurePlace finds the place at a path or makes it, first those above it.
// Below a place that goes by another name now, it is made under that name and
// found under both.
func EnsurePlace(ctx context.Context, tx bun.Tx, path string) (corpus.PlaceRef, error) {
	found, err := FindPlace(ctx, tx, path)
	if err != nil || found.ID != 0 {
		return found, err
	}
	var parent corpus.PlaceRef
	name := corpus.PlaceRef{Path: path}.Name()
	own := name
	if cut := strings.LastIndexByte(path, '/'); cut > 0 {
		if parent, err = EnsurePlace(ctx, tx, path[:cut]); err != nil {
			return parent, err
		}
		own = parent.Path + "/" + name
	}
	if own != path {
		if found, err = FindPlace(ctx, tx, own); err != nil {
			return found, err
		}
	}
	if found.ID == 0 {
		if found, err = makePlace(ctx, tx, parent.ID, own); err != nil {
			return found, err
		}
	}
	if own != path {
		err = RememberPath(ctx, tx, found.ID, path)
	}
	return found, err
}

func makePlace(ctx context.Context, tx bun.Tx, parent corpus.PlaceID, path string) (corpus.PlaceRef, error) {
	id, err := PlaceCounter.Take(ctx, tx, 1)
	if err != nil {
		return corpus.PlaceRef{}, err
	}
	made := corpus.PlaceRef{ID: corpus.PlaceID(id), Path: path}
	row := PlaceRow{ID: id, ParentID: int64(parent), Name: made.Name(), Path: path,
		Kind: string(corpus.GuessPlaceKind(made.Name())), CreatedAt: db.Micros(time.Now())}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return made, err
	}
	return made, changes.Add(ctx, tx, corpus.KindPlace, []int64{id})
}

// RememberPath leads a path that is no place's own to a place.
func RememberPath(ctx context.Context, tx bun.Tx, id corpus.PlaceID, path string) error {
	_, err := tx.NewRaw("INSERT INTO place_paths (path, name, place_id) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET place_id = EXCLUDED.place_id",
		path, corpus.PlaceRef{Path: path}.Name(), int64(id)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("remember path of place %d: %w", id, err)
	}
	return nil
}
