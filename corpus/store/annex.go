package store

import (
	"context"
	"errors"
	"fmt"

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
func (im *Import) annexes(ctx context.Context, db bun.IDB, c Chunk, do func(func(bun.Tx) error) error) ([]RowResult, error) {
	results := make([]RowResult, len(c.Rows))
	for i, row := range c.Rows {
		a, err := im.annex(ctx, db, row)
		if err == nil && a.write != nil {
			err = do(a.write)
		}
		var refused *corpus.Error
		switch {
		case errors.As(err, &refused) && refused.Code != corpus.Unavailable:
			a.outcome = corpus.Failed
			results[i].Notes = []corpus.RowNote{{Code: string(refused.Code), Message: refused.Message.Text}}
		case err != nil:
			return nil, err
		}
		results[i].Outcome = a.outcome
		im.count(a.outcome, row.Mends)
	}
	im.countOthers(c)
	im.names.forget() // there are authors and places that were not there before
	return results, nil
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
