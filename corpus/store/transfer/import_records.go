package transfer

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// What a whole export holds besides poems comes in beside what the archive
// has: what is not there is made, what is empty is filled, and nothing that
// a person wrote is written over.

// recordResult is what becomes of one line of an export.
type recordResult struct {
	outcome corpus.Outcome
	write   func(tx bun.Tx) error // nil where nothing is to be written
}

var asItIs = recordResult{outcome: corpus.Duplicate}

// importRecords decides the lines of a chunk in turn. Each is carried out by do
// before the next is looked at, which may refer to it.
func (im *Import) importRecords(ctx context.Context, conn bun.IDB, c Chunk, do func(func(bun.Tx) error) error) ([]RowResult, error) {
	results := make([]RowResult, len(c.Rows))
	for i, row := range c.Rows {
		a, err := im.importRecord(ctx, conn, row)
		if err == nil && a.write != nil {
			err = do(a.write)
		}
		var refused *corpus.Error
		switch {
		case errors.As(err, &refused) && refused.Code != corpus.Unavailable:
			a.outcome = corpus.Failed
			results[i].Notes = []corpus.RowNote{{Code: string(refused.Code), Message: refused.Message}}
		case err != nil:
			return nil, err
		}
		results[i].Outcome = a.outcome
		im.count(a.outcome, row.Mends)
	}
	im.countOthers(c)
	im.names.Forget() // there are authors and places that were not there before
	return results, nil
}

func (im *Import) importRecord(ctx context.Context, conn bun.IDB, row ImportRow) (recordResult, error) {
	switch a := row.Record.(type) {
	case *corpus.AuthorRecord:
		return im.importAuthor(ctx, conn, *a)
	case *corpus.PlaceRecord:
		return im.importPlace(ctx, conn, *a)
	case *corpus.CollectionRecord:
		return im.importCollection(ctx, conn, *a)
	case *corpus.RevisionRecord:
		return im.importRevision(ctx, conn, *a, row.Draft)
	case *corpus.OrderRecord:
		return im.importOrder(ctx, conn, *a)
	case *corpus.RedirectRecord:
		return im.importRedirect(ctx, conn, *a)
	case *corpus.StoneRecord:
		return im.importStone(ctx, conn, *a)
	case *corpus.MediaRecord:
		return im.importMedia(ctx, conn, *a, row.Media)
	case *corpus.Synonyms:
		return im.importSynonyms(ctx, conn, *a)
	case *corpus.SiteSettings:
		return im.importSite(ctx, conn, *a)
	}
	return recordResult{}, fmt.Errorf("no line of an export: %T", row.Record)
}
