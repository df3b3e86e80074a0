package poems

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
)

// EditAuthor changes what an author is called, the other names they go by and
// the words about them. A new name is a change of every poem of theirs. It
// returns Conflict for a name that is another author's own.
func (s *Repository) EditAuthor(ctx context.Context, edit Edit, next corpus.Author) error {
	return s.db.Write(ctx, "edit author", func(tx bun.Tx) error {
		before, err := authority.UpdateAuthor(ctx, tx, next)
		if err != nil {
			return err
		}
		if before.Name != next.Name {
			err = EachBy(ctx, tx, edit, next.ID, func(p *corpus.Poem) { p.Author.Name = next.Name })
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

// editChunk is how many poems one statement of a larger edit reads.
const editChunk = 500

// EachBy changes the author of every poem of theirs. The poems name the
// author, so this is a revision of each.
func EachBy(ctx context.Context, tx bun.Tx, edit Edit, author corpus.AuthorID, change func(*corpus.Poem)) error {
	var ids []corpus.PoemID
	if err := tx.NewRaw("SELECT id FROM poems WHERE author_id = ? ORDER BY id", author).Scan(ctx, &ids); err != nil {
		return fmt.Errorf("list poems of author %d: %w", author, err)
	}
	for part := range slices.Chunk(ids, editChunk) {
		poems, err := ReadAll(ctx, tx, part)
		if err != nil {
			return err
		}
		for i := range poems {
			change(&poems[i])
			poems[i] = merge.MarkCorrected(poems[i], "author")
		}
		if err := SaveEdited(ctx, tx, edit, poems...); err != nil {
			return err
		}
	}
	return nil
}

func objectOfAuthor(id corpus.AuthorID) string { return fmt.Sprintf("author/%d", id) }
