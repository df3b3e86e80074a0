package authority

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

func namesAreFree(ctx context.Context, tx bun.Tx, author corpus.Author) error {
	if author.Name == "" {
		return corpus.NewError(corpus.Invalid, "archive.author_name")
	}
	var others []AuthorRow
	err := tx.NewSelect().Model(&others).Where("name IN (?) AND id <> ?", bun.List(append(slices.Clone(author.Aliases), author.Name)), author.ID).Scan(ctx)
	if err != nil {
		return fmt.Errorf("look up names: %w", err)
	}
	if len(others) > 0 {
		return corpus.NewError(corpus.Conflict, "archive.author_name_taken", others[0].Name, int(others[0].ID))
	}
	return nil
}

func setAliases(ctx context.Context, tx bun.Tx, author corpus.Author) error {
	if _, err := tx.NewRaw("DELETE FROM author_names WHERE author_id = ?", author.ID).Exec(ctx); err != nil {
		return fmt.Errorf("clear names of author %d: %w", author.ID, err)
	}
	var rows []authorNameRow
	for _, alias := range OtherNames(author.Aliases, author.Name, "") {
		rows = append(rows, authorNameRow{AuthorID: int64(author.ID), Name: alias})
	}
	return db.Insert(ctx, tx, rows, nil, "")
}

// AddNames gives an author other names that they do not go by yet.
func AddNames(ctx context.Context, tx bun.Tx, id int64, names []string) error {
	rows := make([]authorNameRow, len(names))
	for i, name := range names {
		rows[i] = authorNameRow{AuthorID: id, Name: name}
	}
	return db.Insert(ctx, tx, rows, nil, "")
}

// FreeAliases are the other names of an author that an existing one, 0 for
// none, does not have yet and that are no author's own.
func FreeAliases(ctx context.Context, conn bun.IDB, id int64, a corpus.AuthorRecord) ([]string, error) {
	if len(a.Aliases) == 0 {
		return nil, nil
	}
	var taken []string
	err := conn.NewRaw("SELECT name FROM authors WHERE name IN (?) UNION SELECT name FROM author_names WHERE author_id = ?", bun.List(a.Aliases), id).Scan(ctx, &taken)
	if err != nil {
		return nil, fmt.Errorf("look up names: %w", err)
	}
	return OtherNames(a.Aliases, append(taken, a.Name, "")...), nil
}

// OtherNames are the names that are not among those in out, each once, sorted.
func OtherNames(names []string, out ...string) []string {
	return slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(names))), func(name string) bool { return slices.Contains(out, name) })
}
