package authority

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/store/db"
)

// ReadAuthor reads an author; NotFound where there is none.
func ReadAuthor(ctx context.Context, tx bun.Tx, id corpus.AuthorID) (row AuthorRow, err error) {
	err = tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err != nil {
		err = fmt.Errorf("read author %d: %w", id, db.OneRow(err, "archive.no_author"))
	}
	return row, err
}

// InsertAuthor writes a new author, whose place in the order of pinyin follows
// from the name.
func InsertAuthor(ctx context.Context, tx bun.Tx, row AuthorRow) error {
	row.SortKey = pinyin.SortKey(row.Name)
	row.Initial = pinyin.Initial(row.SortKey)
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("write author %d: %w", row.ID, err)
	}
	return nil
}

// UpdateAuthor writes name, other names and about of an author and returns the
// author as they were. It returns Conflict for a name that is another author's
// own. The poems, which name the author too, are for the caller.
func UpdateAuthor(ctx context.Context, tx bun.Tx, next corpus.Author) (before AuthorRow, err error) {
	if before, err = ReadAuthor(ctx, tx, next.ID); err != nil {
		return before, err
	}
	if err := namesAreFree(ctx, tx, next); err != nil {
		return before, err
	}
	key := pinyin.SortKey(next.Name)
	_, err = tx.NewRaw("UPDATE authors SET name = ?, sort_key = ?, initial = ?, about = ? WHERE id = ?",
		next.Name, key, pinyin.Initial(key), next.About, next.ID).Exec(ctx)
	if err != nil {
		return before, fmt.Errorf("write author %d: %w", next.ID, err)
	}
	return before, setAliases(ctx, tx, next)
}
