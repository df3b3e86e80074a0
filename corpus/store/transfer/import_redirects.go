package transfer

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/poems"
)

// importRedirect leads from the address of a poem or author that was merged
// where the export comes from, unless something answers there.
func (im *Import) importRedirect(ctx context.Context, conn bun.IDB, a corpus.RedirectRecord) (recordResult, error) {
	part := map[corpus.Kind]corpus.Part{corpus.KindPoem: corpus.PartPoems, corpus.KindAuthor: corpus.PartAuthors}[a.Kind]
	if part == "" || a.From < 1 || a.From > corpus.MaxID {
		return asItIs, corpus.NewError(corpus.Invalid, "archive.redirect_kind")
	}
	to, ok, err := im.numberOf(ctx, conn, part, a.To)
	if err == nil && !ok {
		err = corpus.NewError(corpus.NotFound, "archive.redirect_target_missing", int(a.To))
	}
	from := a.From
	if err == nil && part == corpus.PartPoems {
		var id corpus.PoemID
		id, err = im.poemOf(ctx, conn, corpus.PoemID(a.From))
		from = int64(id)
	}
	if err != nil {
		return asItIs, err
	}
	answers := "SELECT EXISTS (SELECT 1 FROM redirects WHERE kind = ? AND from_id = ?) OR EXISTS (SELECT 1 FROM authors WHERE id = ?)"
	if part == corpus.PartPoems {
		answers = "SELECT EXISTS (SELECT 1 FROM redirects WHERE kind = ? AND from_id = ?) OR EXISTS (SELECT 1 FROM poems WHERE id = ? AND status <> 'withdrawn')"
	}
	var taken bool
	if err := conn.NewRaw(answers, a.Kind, from, from).Scan(ctx, &taken); err != nil {
		return asItIs, fmt.Errorf("look up redirect: %w", err)
	}
	if taken || from == to {
		return asItIs, nil
	}
	return recordResult{corpus.Created, func(tx bun.Tx) error {
		if part == corpus.PartAuthors { // a number that leads somewhere is never dealt
			if err := authority.AuthorCounter.Reach(ctx, tx, from); err != nil {
				return err
			}
		}
		return poems.AddRedirect(ctx, tx, a.Kind, from, to)
	}}, nil
}
