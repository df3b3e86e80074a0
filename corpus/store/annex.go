package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// What a whole export says besides poems comes in beside what the archive
// has: what is not there is made, what is empty is filled, and nothing that
// somebody wrote is written over.

// annexed is what becomes of one line of an export.
type annexed struct {
	outcome corpus.Outcome
	write   func(tx bun.Tx) error // nil where nothing is to be written
}

var asItIs = annexed{outcome: corpus.Duplicate}

// annexes decides the lines of a chunk in turn. Each is carried out by do
// before the next is looked at, which may refer to it.
func (im *Import) annexes(ctx context.Context, db bun.IDB, c Chunk, do func(func(bun.Tx) error) error) ([]Fate, error) {
	fates := make([]Fate, len(c.Rows))
	for i, row := range c.Rows {
		a, err := im.annex(ctx, db, row)
		if err == nil && a.write != nil {
			err = do(a.write)
		}
		var refused *corpus.Error
		switch {
		case errors.As(err, &refused) && refused.Code != corpus.Unavailable:
			a.outcome = corpus.Failed
			fates[i].Notes = []corpus.RowNote{{Code: string(refused.Code), Message: refused.Message}}
		case err != nil:
			return nil, err
		}
		fates[i].Outcome = a.outcome
		im.count(a.outcome, row.Mends)
	}
	im.countOthers(c)
	im.names.forget() // there are authors and places that were not there before
	return fates, nil
}

func (im *Import) annex(ctx context.Context, db bun.IDB, row ImportRow) (annexed, error) {
	switch a := row.Annex.(type) {
	case *corpus.AuthorAnnex:
		return im.annexAuthor(ctx, db, *a)
	case *corpus.PlaceAnnex:
		return im.annexPlace(ctx, db, *a)
	case *corpus.CollectionAnnex:
		return im.annexCollection(ctx, db, *a)
	case *corpus.RevisionAnnex:
		return im.annexRevision(ctx, db, *a, row.Draft)
	case *corpus.OrderAnnex:
		return im.annexOrder(ctx, db, *a)
	case *corpus.RedirectAnnex:
		return im.annexRedirect(ctx, db, *a)
	case *corpus.StoneAnnex:
		return im.annexStone(ctx, db, *a)
	case *corpus.MediaAnnex:
		return im.annexMedia(ctx, db, *a, row.Media)
	case *corpus.Synonyms:
		return im.annexSynonyms(ctx, db, *a)
	}
	return annexed{}, fmt.Errorf("no line of an export: %T", row.Annex)
}

func (im *Import) annexAuthor(ctx context.Context, db bun.IDB, a corpus.AuthorAnnex) (annexed, error) {
	if err := cleanAuthor(&a); err != nil {
		return asItIs, err
	}
	var has authorRow
	err := ignoreNoRows(db.NewSelect().Model(&has).Where("id = COALESCE((SELECT id FROM authors WHERE name = ?), "+
		"(SELECT MIN(author_id) FROM author_names WHERE name = ?))", a.Name, a.Name).Scan(ctx))
	if err != nil {
		return asItIs, fmt.Errorf("look up author: %w", err)
	}
	aliases, err := freeAliases(ctx, db, has.ID, a)
	if err != nil {
		return asItIs, err
	}
	out := annexed{outcome: corpus.Created}
	fill := has.ID != 0 && has.Name == a.Name && has.About == "" && a.About != ""
	if has.ID != 0 {
		if out.outcome = corpus.Duplicate; fill || len(aliases) > 0 {
			out.outcome = corpus.Updated
		}
	}
	out.write = func(tx bun.Tx) error {
		id, err := has.ID, error(nil)
		switch {
		case id == 0:
			id, err = im.makeAuthor(ctx, tx, a)
		case fill:
			_, err = tx.NewRaw("UPDATE authors SET about = ? WHERE id = ?", a.About, id).Exec(ctx)
		}
		if err != nil {
			return err
		}
		rows := make([]authorNameRow, len(aliases))
		for i, alias := range aliases {
			rows[i] = authorNameRow{AuthorID: id, Name: alias}
		}
		if err := insert(ctx, tx, rows, nil, "CONFLICT DO NOTHING"); err != nil {
			return err
		}
		if out.outcome == corpus.Updated {
			if err := logChanges(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
				return err
			}
		}
		return im.keepNumber(ctx, tx, corpus.PartAuthors, int64(a.ID), id, has.ID == 0)
	}
	return out, im.foreknow(corpus.PartAuthors, int64(a.ID))
}

// maxAliases bounds the other names of one author in an export.
const maxAliases = 500

func cleanAuthor(a *corpus.AuthorAnnex) (err error) {
	if a.Name, err = corpus.CleanLine(a.Name); err == nil && a.Name == "" {
		err = corpus.Errorf(corpus.Invalid, "这一行没有作者的名字")
	}
	if err == nil {
		a.About, err = corpus.CleanText(a.About, corpus.MaxProse)
	}
	if err == nil && len(a.Aliases) > maxAliases {
		err = corpus.Errorf(corpus.Invalid, "别名太多，一位作者最多 %d 个", maxAliases)
	}
	for i := range a.Aliases {
		if err == nil {
			a.Aliases[i], err = corpus.CleanLine(a.Aliases[i])
		}
	}
	return err
}

// freeAliases are the other names of an author that an existing one, 0 for
// none, does not have yet and that are no author's own.
func freeAliases(ctx context.Context, db bun.IDB, id int64, a corpus.AuthorAnnex) ([]string, error) {
	if len(a.Aliases) == 0 {
		return nil, nil
	}
	var taken []string
	err := db.NewRaw("SELECT name FROM authors WHERE name IN (?) UNION SELECT name FROM author_names WHERE author_id = ?", bun.List(a.Aliases), id).Scan(ctx, &taken)
	if err != nil {
		return nil, fmt.Errorf("look up names: %w", err)
	}
	return without(union(a.Aliases, nil), append(taken, a.Name, "")), nil
}

func (im *Import) annexCollection(ctx context.Context, db bun.IDB, a corpus.CollectionAnnex) (annexed, error) {
	var err error
	if a.Name, err = corpus.CleanLine(a.Name); err == nil && a.Name == "" {
		err = corpus.Errorf(corpus.Invalid, "这一行没有诗集的名字")
	}
	if err == nil {
		a.Foreword, err = corpus.CleanText(a.Foreword, corpus.MaxProse)
	}
	if err != nil {
		return asItIs, err
	}
	var has collectionRow
	if err := ignoreNoRows(db.NewSelect().Model(&has).Where("name = ?", a.Name).Scan(ctx)); err != nil {
		return asItIs, fmt.Errorf("look up collection: %w", err)
	}
	switch {
	case has.ID == 0:
		return annexed{corpus.Created, func(tx bun.Tx) error {
			id, err := numberFor(ctx, tx, countCollections, int64(a.ID), 0)
			if err != nil {
				return err
			}
			row := collectionRow{ID: id, Name: a.Name, Foreword: a.Foreword, CreatedAt: micros(im.s.now())}
			if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
				return fmt.Errorf("write collection: %w", err)
			}
			return logChanges(ctx, tx, corpus.KindCollection, []int64{id})
		}}, nil
	case has.Foreword == "" && a.Foreword != "":
		return annexed{corpus.Updated, func(tx bun.Tx) error {
			if _, err := tx.NewRaw("UPDATE collections SET foreword = ? WHERE id = ?", a.Foreword, has.ID).Exec(ctx); err != nil {
				return fmt.Errorf("write foreword: %w", err)
			}
			return logChanges(ctx, tx, corpus.KindCollection, []int64{has.ID})
		}}, nil
	}
	return asItIs, nil
}

// annexOrder puts a collection in order that nobody has put in order here.
func (im *Import) annexOrder(ctx context.Context, db bun.IDB, a corpus.OrderAnnex) (annexed, error) {
	if len(a.Poems) > maxOrdered {
		return asItIs, corpus.Errorf(corpus.Invalid, "排好的诗超过 %d 首", maxOrdered)
	}
	var ordered int
	err := db.NewRaw("SELECT COUNT(*) FROM collection_poems cp JOIN collections c ON c.id = cp.collection_id WHERE c.name = ? AND cp.position < 0", a.Collection).Scan(ctx, &ordered)
	if err != nil {
		return asItIs, fmt.Errorf("look up order: %w", err)
	}
	if ordered > 0 {
		return asItIs, nil
	}
	var order []int64
	for _, given := range a.Poems {
		id, ok, err := im.numberOf(ctx, db, corpus.PartPoems, int64(given))
		if err != nil {
			return asItIs, err
		}
		if ok && !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	return annexed{corpus.Updated, func(tx bun.Tx) error {
		for i, poem := range order {
			_, err := tx.NewRaw("UPDATE collection_poems SET position = ? WHERE poem_id = ? AND collection_id = (SELECT id FROM collections WHERE name = ?)",
				i-len(order), poem, a.Collection).Exec(ctx)
			if err != nil {
				return fmt.Errorf("write order: %w", err)
			}
		}
		return nil
	}}, nil
}
