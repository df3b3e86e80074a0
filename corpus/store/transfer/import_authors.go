package transfer

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

func (im *Import) importAuthor(ctx context.Context, conn bun.IDB, a corpus.AuthorRecord) (recordResult, error) {
	if err := cleanAuthor(&a); err != nil {
		return asItIs, err
	}
	var has authority.AuthorRow
	err := db.IgnoreNoRows(conn.NewSelect().Model(&has).Where("id = COALESCE((SELECT id FROM authors WHERE name = ?), "+
		"(SELECT MIN(author_id) FROM author_names WHERE name = ?))", a.Name, a.Name).Scan(ctx))
	if err != nil {
		return asItIs, fmt.Errorf("look up author: %w", err)
	}
	aliases, err := authority.FreeAliases(ctx, conn, has.ID, a)
	if err != nil {
		return asItIs, err
	}
	if err := im.predictID(corpus.PartAuthors, int64(a.ID)); err != nil {
		return asItIs, err
	}
	if has.ID == 0 {
		return recordResult{corpus.Created, func(tx bun.Tx) error { return im.makeAuthor(ctx, tx, a, aliases) }}, nil
	}
	if has.Name != a.Name || has.About != "" {
		a.About = ""
	}
	outcome := corpus.Duplicate
	if a.About != "" || len(aliases) > 0 {
		outcome = corpus.Updated
	}
	return recordResult{outcome, func(tx bun.Tx) error { return im.fillAuthor(ctx, tx, has.ID, a, aliases) }}, nil
}

// fillAuthor gives an author what they lack of an export.
func (im *Import) fillAuthor(ctx context.Context, tx bun.Tx, id int64, a corpus.AuthorRecord, aliases []string) error {
	if a.About != "" {
		if _, err := tx.NewRaw("UPDATE authors SET about = ? WHERE id = ?", a.About, id).Exec(ctx); err != nil {
			return fmt.Errorf("write author %d: %w", id, err)
		}
	}
	if err := authority.AddNames(ctx, tx, id, aliases); err != nil {
		return err
	}
	if a.About != "" || len(aliases) > 0 {
		if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
			return err
		}
	}
	return im.keepNumber(ctx, tx, corpus.PartAuthors, int64(a.ID), id, false)
}

func (im *Import) makeAuthor(ctx context.Context, tx bun.Tx, a corpus.AuthorRecord, aliases []string) error {
	id, err := numberFor(ctx, tx, authority.AuthorCounter, int64(a.ID), 0)
	if err != nil {
		return err
	}
	if err := authority.InsertAuthor(ctx, tx, authority.AuthorRow{ID: id, Name: a.Name, About: a.About, CreatedAt: db.Micros(time.Now())}); err != nil {
		return err
	}
	if err := authority.AddNames(ctx, tx, id, aliases); err != nil {
		return err
	}
	if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
		return err
	}
	return im.keepNumber(ctx, tx, corpus.PartAuthors, int64(a.ID), id, true)
}

// maxAliases bounds the other names of one author in an export.
const maxAliases = 500

func cleanAuthor(a *corpus.AuthorRecord) (err error) {
	if a.Name, err = corpus.CleanLine(a.Name); err == nil && a.Name == "" {
		err = corpus.NewError(corpus.Invalid, "archive.record_no_author")
	}
	if err == nil {
		a.About, err = corpus.CleanText(a.About, corpus.MaxProse)
	}
	if err == nil && len(a.Aliases) > maxAliases {
		err = corpus.NewError(corpus.Invalid, "archive.too_many_aliases", maxAliases)
	}
	for i := range a.Aliases {
		if err == nil {
			a.Aliases[i], err = corpus.CleanLine(a.Aliases[i])
		}
	}
	return err
}
