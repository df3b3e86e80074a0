package authority

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// AddAlias gives an author another name to go by. It returns an Invalid error
// for a name that no search could find, and a Conflict where another author has
// it: a row of a file is filed under whoever goes by its author's name.
func (s *Names) AddAlias(ctx context.Context, by corpus.Actor, id corpus.AuthorID, name string) error {
	name, err := corpus.CleanLine(name)
	if err != nil {
		return err
	}
	if fold.String(name) == "" || len([]rune(name)) > maxAlias {
		return corpus.NewError(corpus.Invalid, "archive.alias_length", maxAlias)
	}
	return s.db.Write(ctx, "add alias", func(tx bun.Tx) error {
		holder, err := whoGoesBy(ctx, tx, id, name)
		if err != nil || holder == id {
			return err // theirs already
		}
		if holder != 0 {
			return corpus.NewError(corpus.Conflict, "archive.alias_taken", corpus.Clip(name), int(holder))
		}
		row := authorNameRow{AuthorID: int64(id), Name: name}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		return aliasChanged(ctx, tx, by, id, "alias")
	})
}

// maxAlias is the longest other name, in code points.
const maxAlias = 40

// RemoveAlias takes another name away from an author.
func (s *Names) RemoveAlias(ctx context.Context, by corpus.Actor, id corpus.AuthorID, name string) error {
	return s.db.Write(ctx, "remove alias", func(tx bun.Tx) error {
		result, err := tx.NewRaw("DELETE FROM author_names WHERE author_id = ? AND name = ?", int64(id), name).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = corpus.NewError(corpus.NotFound, "archive.no_alias")
			}
			return err
		}
		return aliasChanged(ctx, tx, by, id, "alias_off")
	})
}

// whoGoesBy returns who has the name, first of all the author asked about; 0
// where no author has it. It returns NotFound where that author is not there.
func whoGoesBy(ctx context.Context, tx bun.Tx, asked corpus.AuthorID, name string) (corpus.AuthorID, error) {
	var holders []int64
	err := tx.NewRaw("SELECT id FROM authors WHERE name = ? UNION SELECT author_id FROM author_names WHERE name = ?", name, name).Scan(ctx, &holders)
	if err != nil {
		return 0, fmt.Errorf("look up name: %w", err)
	}
	holder := int64(0)
	for _, id := range holders {
		if holder = id; id == int64(asked) {
			break
		}
	}
	var id int64
	err = tx.NewRaw("SELECT id FROM authors WHERE id = ?", int64(asked)).Scan(ctx, &id)
	return corpus.AuthorID(holder), db.OneRow(err, "archive.no_author")
}

func aliasChanged(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.AuthorID, detail string) error {
	if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{int64(id)}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActWords, Object: fmt.Sprintf("author/%d", id), Detail: detail})
}
