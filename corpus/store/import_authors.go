package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

func (im *Import) importAuthor(ctx context.Context, conn bun.IDB, a corpus.AuthorRecord) (recordResult, error) {
	if err := cleanAuthor(&a); err != nil {
		return asItIs, err
	}
	var has authorRow
	err := db.IgnoreNoRows(conn.NewSelect().Model(&has).Where("id = COALESCE((SELECT id FROM authors WHERE name = ?), "+
		"(SELECT MIN(author_id) FROM author_names WHERE name = ?))", a.Name, a.Name).Scan(ctx))
	if err != nil {
		return asItIs, fmt.Errorf("look up author: %w", err)
	}
	aliases, err := freeAliases(ctx, conn, has.ID, a)
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
	if err := addNames(ctx, tx, id, aliases); err != nil {
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
	id, err := numberFor(ctx, tx, countAuthors, int64(a.ID), 0)
	if err != nil {
		return err
	}
	key := pinyin.SortKey(a.Name)
	row := authorRow{ID: id, Name: a.Name, SortKey: key, Initial: pinyin.Initial(key), About: a.About, CreatedAt: db.Micros(time.Now())}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("write author: %w", err)
	}
	if err := addNames(ctx, tx, id, aliases); err != nil {
		return err
	}
	if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
		return err
	}
	return im.keepNumber(ctx, tx, corpus.PartAuthors, int64(a.ID), id, true)
}

// addNames gives an author other names that they do not go by yet.
func addNames(ctx context.Context, tx bun.Tx, id int64, names []string) error {
	rows := make([]authorNameRow, len(names))
	for i, name := range names {
		rows[i] = authorNameRow{AuthorID: id, Name: name}
	}
	return db.Insert(ctx, tx, rows, nil, "")
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

// freeAliases are the other names of an author that an existing one, 0 for
// none, does not have yet and that are no author's own.
func freeAliases(ctx context.Context, conn bun.IDB, id int64, a corpus.AuthorRecord) ([]string, error) {
	if len(a.Aliases) == 0 {
		return nil, nil
	}
	var taken []string
	err := conn.NewRaw("SELECT name FROM authors WHERE name IN (?) UNION SELECT name FROM author_names WHERE author_id = ?", bun.List(a.Aliases), id).Scan(ctx, &taken)
	if err != nil {
		return nil, fmt.Errorf("look up names: %w", err)
	}
	return otherNames(a.Aliases, append(taken, a.Name, "")...), nil
}
