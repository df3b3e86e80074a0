package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// EditAuthor changes what an author is called, the other names they go by and
// what is said about them. A new name is a change of every poem of theirs. It
// returns Conflict for a name that is another author's own.
func (s *Store) EditAuthor(ctx context.Context, edit Edit, next corpus.Author) error {
	return s.db.Write(ctx, "edit author", func(tx bun.Tx) error {
		row, err := authorToEdit(ctx, tx, next.ID)
		if err != nil {
			return err
		}
		if err := namesAreFree(ctx, tx, next); err != nil {
			return err
		}
		key := pinyin.SortKey(next.Name)
		_, err = tx.NewRaw("UPDATE authors SET name = ?, sort_key = ?, initial = ?, about = ? WHERE id = ?",
			next.Name, key, pinyin.Initial(key), next.About, next.ID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("write author %d: %w", next.ID, err)
		}
		if err := setAliases(ctx, tx, next); err != nil {
			return err
		}
		if row.Name != next.Name {
			err = eachPoemBy(ctx, tx, edit, next.ID, func(p *corpus.Poem) { p.Author.Name = next.Name })
			if err != nil {
				return err
			}
		}
		if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{int64(next.ID)}); err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActRevise, Object: objectOfAuthor(next.ID)})
	})
}

func namesAreFree(ctx context.Context, tx bun.Tx, author corpus.Author) error {
	if author.Name == "" {
		return corpus.NewError(corpus.Invalid, "archive.author_name")
	}
	var others []authorRow
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
	for _, alias := range otherNames(author.Aliases, author.Name, "") {
		rows = append(rows, authorNameRow{AuthorID: int64(author.ID), Name: alias})
	}
	return db.Insert(ctx, tx, rows, nil, "")
}

func authorToEdit(ctx context.Context, tx bun.Tx, id corpus.AuthorID) (row authorRow, err error) {
	err = tx.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err != nil {
		err = fmt.Errorf("read author %d: %w", id, db.OneRow(err, "archive.no_author"))
	}
	return row, err
}

// editChunk is how many poems one statement of a larger edit reads.
const editChunk = 500

// eachPoemBy changes the author of every poem of theirs. The poems name the
// author, so this is a revision of each.
func eachPoemBy(ctx context.Context, tx bun.Tx, edit Edit, author corpus.AuthorID, change func(*corpus.Poem)) error {
	var ids []corpus.PoemID
	if err := tx.NewRaw("SELECT id FROM poems WHERE author_id = ? ORDER BY id", author).Scan(ctx, &ids); err != nil {
		return fmt.Errorf("list poems of author %d: %w", author, err)
	}
	for part := range slices.Chunk(ids, editChunk) {
		poems, err := poemsToEdit(ctx, tx, part)
		if err != nil {
			return err
		}
		for i := range poems {
			change(&poems[i])
			poems[i] = merge.MarkCorrected(poems[i], "author")
		}
		if err := saveEdited(ctx, tx, edit, poems...); err != nil {
			return err
		}
	}
	return nil
}

// otherNames are the names that are not among those in out, each once, sorted.
func otherNames(names []string, out ...string) []string {
	return slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(names))), func(name string) bool { return slices.Contains(out, name) })
}

func objectOfAuthor(id corpus.AuthorID) string { return fmt.Sprintf("author/%d", id) }
