package merging

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/poems"
)

// MergeAuthors gives all poems of from, of any status, to into, who goes by
// from's names as well from then on. From is no more; its address leads to
// into. Every poem gains a revision.
func (s *Merging) MergeAuthors(ctx context.Context, edit poems.Edit, from, into corpus.AuthorID) error {
	return s.db.Write(ctx, "merge authors", func(tx bun.Tx) error {
		if from == into {
			return corpus.NewError(corpus.Invalid, "archive.merge_author_itself")
		}
		a, err := authority.ReadAuthor(ctx, tx, from)
		if err != nil {
			return err
		}
		b, err := authority.ReadAuthor(ctx, tx, into)
		if err != nil {
			return err
		}
		m := joining{kind: corpus.KindAuthor, from: int64(from), into: int64(into), was: mergeWas{Name: a.Name, About: a.About, CreatedAt: a.CreatedAt}}
		if m.was.Names, m.was.Gained, err = namesToMove(ctx, tx, a, b); err != nil {
			return err
		}
		if m.was.Private, err = privateOf(ctx, tx, from, into); err != nil {
			return err
		}
		m.summary = corpus.NewMessage("archive.merged_authors", a.Name, int(from), b.Name, int(into))
		return carryOut(ctx, tx, edit, m, func(edit poems.Edit) error { return joinAuthors(ctx, tx, edit, m, b) })
	})
}

func joinAuthors(ctx context.Context, tx bun.Tx, edit poems.Edit, m joining, into authority.AuthorRow) error {
	from, to := corpus.AuthorID(m.from), corpus.AuthorID(m.into)
	err := poems.EachBy(ctx, tx, edit, from, func(p *corpus.Poem) {
		p.Author = corpus.AuthorRef{ID: to, Name: into.Name}
	})
	if err != nil {
		return err
	}
	if err := moveNames(ctx, tx, m); err != nil {
		return err
	}
	if err := movePrivate(ctx, tx, from, to); err != nil {
		return err
	}
	if _, err := tx.NewRaw("DELETE FROM authors WHERE id = ?", from).Exec(ctx); err != nil {
		return fmt.Errorf("remove author %d: %w", from, err)
	}
	return changes.Add(ctx, tx, corpus.KindAuthor, []int64{m.from, m.into})
}

// namesToMove are the other names that from goes by, and those of them and of
// its own that into does not go by yet.
func namesToMove(ctx context.Context, tx bun.Tx, from, into authority.AuthorRow) (names, gained []string, err error) {
	if err := tx.NewRaw("SELECT name FROM author_names WHERE author_id = ? ORDER BY name", from.ID).Scan(ctx, &names); err != nil {
		return nil, nil, fmt.Errorf("read names of author %d: %w", from.ID, err)
	}
	var has []string
	if err := tx.NewRaw("SELECT name FROM author_names WHERE author_id = ?", into.ID).Scan(ctx, &has); err != nil {
		return nil, nil, fmt.Errorf("read names of author %d: %w", into.ID, err)
	}
	return names, authority.OtherNames(append(slices.Clone(names), from.Name), append(has, into.Name)...), nil
}

func moveNames(ctx context.Context, tx bun.Tx, m joining) error {
	if _, err := tx.NewRaw("DELETE FROM author_names WHERE author_id = ?", m.from).Exec(ctx); err != nil {
		return fmt.Errorf("clear names of author %d: %w", m.from, err)
	}
	return authority.AddNames(ctx, tx, m.into, m.was.Gained)
}

// movePrivate joins what is known of a person under two names; nothing of it
// may be lost, and sealed texts stay whole on lines of their own.
func movePrivate(ctx context.Context, tx bun.Tx, from, into corpus.AuthorID) error {
	_, err := tx.NewRaw("INSERT INTO author_private (author_id, real_name, contact, updated_at) "+
		"SELECT ?, real_name, contact, updated_at FROM author_private WHERE author_id = ? "+
		"ON CONFLICT (author_id) DO UPDATE SET real_name = TRIM(author_private.real_name || ? || EXCLUDED.real_name, ?), "+
		"contact = TRIM(author_private.contact || ? || EXCLUDED.contact, ?)", into, from, "\n", "\n", "\n", "\n").Exec(ctx)
	if err == nil {
		_, err = tx.NewRaw("DELETE FROM author_private WHERE author_id = ?", from).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("move what is private of author %d: %w", from, err)
	}
	return nil
}
