package authority

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
)

// maxPlaceName is the longest name of a place, in code points.
const maxPlaceName = 40

// EditPlace writes name, kind, about and spot of a place. A new name leaves
// the place its number, and what it and those below it were called still
// finds them. It returns a Conflict error for a name that another has, or had.
func (s *Names) EditPlace(ctx context.Context, by corpus.Actor, p corpus.Place) error {
	if err := cleanPlace(&p); err != nil {
		return err
	}
	return s.db.Write(ctx, "edit place", func(tx bun.Tx) error {
		all, err := places(ctx, tx.NewSelect().ColumnExpr("pl.*"))
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(q corpus.Place) bool { return q.ID == p.ID })
		if at < 0 {
			return corpus.NewError(corpus.NotFound, "archive.no_place")
		}
		if err := renamePlace(ctx, tx, all, all[at], p.Name); err != nil {
			return err
		}
		x, y := p.At.Coordinates()
		_, err = tx.NewRaw("UPDATE places SET name = ?, kind = ?, about = ?, x = ?, y = ? WHERE id = ?",
			p.Name, string(p.Kind), p.About, x, y, int64(p.ID)).Exec(ctx)
		if err == nil {
			err = changes.Add(ctx, tx, corpus.KindPlace, []int64{int64(p.ID)})
		}
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActPlace, Object: fmt.Sprintf("place/%d", p.ID)})
	})
}

func cleanPlace(p *corpus.Place) (err error) {
	if p.Name, err = corpus.CleanLine(p.Name); err != nil {
		return err
	}
	if p.About, err = corpus.CleanText(strings.TrimSpace(p.About), corpus.MaxProse); err != nil {
		return err
	}
	names := corpus.SplitPlacePath(p.Name)
	switch {
	case len(names) != 1 || names[0] != p.Name || len([]rune(p.Name)) > maxPlaceName:
		return corpus.NewError(corpus.Invalid, "archive.place_name", maxPlaceName)
	case !slices.Contains(corpus.PlaceKinds(), p.Kind):
		return corpus.NewError(corpus.Invalid, "archive.place_kind", corpus.Clip(string(p.Kind)))
	case p.At != nil && !p.At.Within():
		return corpus.NewError(corpus.Invalid, "archive.spot_range", corpus.MaxSpot)
	}
	return nil
}

// renamePlace gives a place and all below it their new paths.
func renamePlace(ctx context.Context, tx bun.Tx, all []corpus.Place, p corpus.Place, name string) error {
	if name == p.Name {
		return nil
	}
	path := p.Path[:len(p.Path)-len(p.Name)] + name
	moved := map[corpus.PlaceID]string{}
	var from []corpus.Place
	for _, q := range all {
		if q.ID == p.ID || strings.HasPrefix(q.Path, p.Path+"/") {
			moved[q.ID], from = path+q.Path[len(p.Path):], append(from, q)
		}
	}
	for _, q := range from {
		holder, err := FindPlace(ctx, tx, moved[q.ID])
		if err != nil {
			return err
		}
		if _, ours := moved[holder.ID]; holder.ID != 0 && (!ours || holder.ID != q.ID) {
			return corpus.NewError(corpus.Conflict, "archive.place_name_taken", corpus.Clip(moved[q.ID]))
		}
	}
	for _, q := range from {
		if err := movePlace(ctx, tx, q, moved[q.ID]); err != nil {
			return err
		}
	}
	return nil
}

func movePlace(ctx context.Context, tx bun.Tx, p corpus.Place, path string) error {
	if _, err := tx.NewRaw("DELETE FROM place_paths WHERE path = ?", path).Exec(ctx); err != nil { // its own name from before
		return fmt.Errorf("free path of place %d: %w", p.ID, err)
	}
	if _, err := tx.NewRaw("UPDATE places SET path = ? WHERE id = ?", path, int64(p.ID)).Exec(ctx); err != nil {
		return fmt.Errorf("move place %d: %w", p.ID, err)
	}
	if err := RememberPath(ctx, tx, p.ID, p.Path); err != nil {
		return err
	}
	return changes.Add(ctx, tx, corpus.KindPlace, []int64{int64(p.ID)})
}

// FormerPaths are what a place was called before, in order.
func (s *Names) FormerPaths(ctx context.Context, id corpus.PlaceID) ([]string, error) {
	var paths []string
	if err := s.read.NewRaw("SELECT path FROM place_paths WHERE place_id = ? ORDER BY path", int64(id)).Scan(ctx, &paths); err != nil {
		return nil, fmt.Errorf("read former paths of place %d: %w", id, err)
	}
	return paths, nil
}
