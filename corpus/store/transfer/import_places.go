package transfer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

func (im *Import) importPlace(ctx context.Context, conn bun.IDB, a corpus.PlaceRecord) (recordResult, error) {
	if err := cleanPlaceRecord(&a); err != nil {
		return asItIs, err
	}
	found, err := authority.FindPlace(ctx, conn, a.Path)
	if err != nil {
		return asItIs, err
	}
	if found.ID == 0 {
		return recordResult{corpus.Created, func(tx bun.Tx) error { return im.makePlaceRecord(ctx, tx, a) }}, nil
	}
	var has authority.PlaceRow
	if err := conn.NewSelect().Model(&has).Where("id = ?", found.ID).Scan(ctx); err != nil {
		return asItIs, fmt.Errorf("read place %d: %w", found.ID, err)
	}
	about := has.About == "" && a.About != ""
	spot := has.X == nil && a.X != nil
	if !about && !spot {
		return asItIs, nil
	}
	return recordResult{corpus.Updated, func(tx bun.Tx) error {
		if about {
			has.About = a.About
		}
		if spot {
			has.X, has.Y = a.X, a.Y
		}
		if _, err := tx.NewRaw("UPDATE places SET about = ?, x = ?, y = ? WHERE id = ?", has.About, has.X, has.Y, has.ID).Exec(ctx); err != nil {
			return fmt.Errorf("write place %d: %w", has.ID, err)
		}
		return changes.Add(ctx, tx, corpus.KindPlace, []int64{has.ID})
	}}, nil
}

// cleanPlaceRecord does not ask for short names: places that came in with poems
// have names of any length.
func cleanPlaceRecord(a *corpus.PlaceRecord) (err error) {
	if a.Path, err = corpus.CleanLine(a.Path); err == nil {
		if a.Path = merge.PlacePath(a.Path); a.Path == "" {
			err = corpus.NewError(corpus.Invalid, "archive.record_no_place")
		}
	}
	if err == nil {
		a.About, err = corpus.CleanText(a.About, corpus.MaxProse)
	}
	if !slices.Contains(corpus.PlaceKinds(), a.Kind) {
		a.Kind = corpus.GuessPlaceKind(corpus.PlaceRef{Path: a.Path}.Name())
	}
	if at := corpus.NewSpot(a.X, a.Y); at == nil || !at.Within() {
		a.X, a.Y = nil, nil
	}
	for i := range a.Former {
		if err == nil {
			a.Former[i], err = corpus.CleanLine(a.Former[i])
		}
	}
	return err
}

// makePlaceRecord keeps a place's number only above its parent's: places are
// listed so that parents come first.
func (im *Import) makePlaceRecord(ctx context.Context, tx bun.Tx, a corpus.PlaceRecord) (err error) {
	var parent corpus.PlaceRef
	name, path := corpus.PlaceRef{Path: a.Path}.Name(), a.Path
	if cut := strings.LastIndexByte(a.Path, '/'); cut > 0 {
		if parent, err = authority.EnsurePlace(ctx, tx, a.Path[:cut]); err != nil {
			return err
		}
		path = parent.Path + "/" + name
	}
	if found, err := authority.FindPlace(ctx, tx, path); err != nil || found.ID != 0 {
		return err // below a parent that goes by another name here
	}
	id, err := numberFor(ctx, tx, authority.PlaceCounter, int64(a.ID), int64(parent.ID))
	if err != nil {
		return err
	}
	row := authority.PlaceRow{ID: id, ParentID: int64(parent.ID), Name: name, Path: path, Kind: string(a.Kind), About: a.About, X: a.X, Y: a.Y, CreatedAt: db.Micros(time.Now())}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("write place: %w", err)
	}
	for _, former := range append(a.Former, a.Path) {
		holder, err := authority.FindPlace(ctx, tx, former)
		if err == nil && holder.ID == 0 && former != "" {
			err = authority.RememberPath(ctx, tx, corpus.PlaceID(id), former)
		}
		if err != nil {
			return err
		}
	}
	return changes.Add(ctx, tx, corpus.KindPlace, []int64{id})
}
