package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// A merge is a batch, so that it can be taken back like any other. What it
// changes besides poems is kept with it in the table of merges.

// MergePoems makes from a part of into: into gains its tags, its collections
// and, where it has none of its own, its ref; from is withdrawn and its
// address leads to into. Corrections waiting for from wait for into. Bringing
// from back, by SetStatus, gives it its address again. A poem that is itself
// withdrawn or merged cannot be merged into.
func (s *Store) MergePoems(ctx context.Context, edit Edit, from, into corpus.PoemID) error {
	return s.inTx(ctx, "merge poems", func(tx bun.Tx) error {
		a, err := poemToEdit(ctx, tx, from)
		if err != nil {
			return err
		}
		b, err := poemToEdit(ctx, tx, into)
		if err != nil {
			return err
		}
		merged, err := redirectOf(ctx, tx, corpus.KindPoem, int64(from))
		switch {
		case err != nil:
			return err
		case from == into:
			return corpus.Errorf(corpus.Invalid, "一首诗不能并入它自己")
		case merged != 0:
			return corpus.Errorf(corpus.Conflict, "第 %d 首已经并入第 %d 首", from, merged)
		case b.Status == corpus.StatusWithdrawn:
			return corpus.Errorf(corpus.Invalid, "第 %d 首已撤回，不能并入", into)
		}
		m := merge{kind: corpus.KindPoem, from: int64(from), into: int64(into), was: mergeWas{Name: a.Title}}
		said := fmt.Sprintf("合并诗：《%s》（第 %d 首）并入《%s》（第 %d 首）", a.Title, from, b.Title, into)
		if m.was.Corrections, err = waitingCorrections(ctx, tx, from); err != nil {
			return err
		}
		if edit.Batch, err = s.beginMerge(ctx, tx, edit, &m, said); err != nil {
			return err
		}
		if err := s.joinPoems(ctx, tx, edit, a, b); err != nil {
			return err
		}
		if err := moveCorrections(ctx, tx, from, into); err != nil {
			return err
		}
		if err := s.endMerge(ctx, tx, edit.Batch, m); err != nil {
			return err
		}
		return s.record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActMerge, Object: objectOf(from), Detail: objectOf(into)})
	})
}

// joinPoems saves from first: its ref must be free before into takes it.
func (s *Store) joinPoems(ctx context.Context, tx bun.Tx, edit Edit, from, into corpus.Poem) error {
	next := into
	next.Tags = union(into.Tags, from.Tags)
	for _, c := range from.Collections {
		if !slices.ContainsFunc(into.Collections, func(has corpus.CollectionRef) bool { return has.ID == c.ID }) {
			next.Collections = append(slices.Clone(next.Collections), c)
		}
	}
	slices.SortFunc(next.Collections, byName)
	if into.Ref == "" {
		next.Ref, from.Ref = from.Ref, ""
	}
	from.Status = corpus.StatusWithdrawn
	changed := []corpus.Poem{from}
	if !sameContent(into, next) {
		next.Corrected = union(into.Corrected, changedFields(into, next))
		changed = append(changed, next)
	}
	return s.saveEdited(ctx, tx, edit, changed...)
}

// moveCorrections also forgets the revision they were made from: it was one
// of another poem.
func moveCorrections(ctx context.Context, tx bun.Tx, from, into corpus.PoemID) error {
	_, err := tx.NewRaw("UPDATE submissions SET poem_id = ?, revision = 0 WHERE poem_id = ? AND kind = ? AND state = ?",
		into, from, corpus.SubmittedCorrection, corpus.SubmissionWaiting).Exec(ctx)
	if err != nil {
		return fmt.Errorf("move corrections: %w", err)
	}
	return nil
}

func waitingCorrections(ctx context.Context, tx bun.Tx, poem corpus.PoemID) ([]movedCorrection, error) {
	var list []movedCorrection
	err := tx.NewRaw("SELECT id, revision FROM submissions WHERE poem_id = ? AND kind = ? AND state = ? ORDER BY id",
		poem, corpus.SubmittedCorrection, corpus.SubmissionWaiting).Scan(ctx, &list)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	return list, nil
}

// MergeAuthors gives all poems of from, of any status, to into, who goes by
// from's names as well from then on. From is no more; its address leads to
// into. Every poem gains a revision.
func (s *Store) MergeAuthors(ctx context.Context, edit Edit, from, into corpus.AuthorID) error {
	return s.inTx(ctx, "merge authors", func(tx bun.Tx) error {
		if from == into {
			return corpus.Errorf(corpus.Invalid, "一位作者不能并入自己")
		}
		a, err := authorToEdit(ctx, tx, from)
		if err != nil {
			return err
		}
		b, err := authorToEdit(ctx, tx, into)
		if err != nil {
			return err
		}
		m := merge{kind: corpus.KindAuthor, from: int64(from), into: int64(into), was: mergeWas{Name: a.Name, About: a.About, CreatedAt: a.CreatedAt}}
		if m.was.Names, m.was.Gained, err = namesToMove(ctx, tx, a, b); err != nil {
			return err
		}
		if m.was.Private, err = privateOf(ctx, tx, from, into); err != nil {
			return err
		}
		said := fmt.Sprintf("合并作者：“%s”（第 %d 位）并入“%s”（第 %d 位）", a.Name, from, b.Name, into)
		if edit.Batch, err = s.beginMerge(ctx, tx, edit, &m, said); err != nil {
			return err
		}
		err = s.eachPoemBy(ctx, tx, edit, from, func(p *corpus.Poem) {
			p.Author = corpus.AuthorRef{ID: into, Name: b.Name}
		})
		if err != nil {
			return err
		}
		if err := moveNames(ctx, tx, m); err != nil {
			return err
		}
		if err := movePrivate(ctx, tx, from, into); err != nil {
			return err
		}
		if _, err := tx.NewRaw("DELETE FROM authors WHERE id = ?", from).Exec(ctx); err != nil {
			return fmt.Errorf("remove author %d: %w", from, err)
		}
		if err := s.endMerge(ctx, tx, edit.Batch, m); err != nil {
			return err
		}
		if err := logChanges(ctx, tx, corpus.KindAuthor, []int64{int64(from), int64(into)}); err != nil {
			return err
		}
		return s.record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActMerge, Object: objectOfAuthor(from), Detail: objectOfAuthor(into)})
	})
}

// namesToMove are the other names that from goes by, and those of them and of
// its own that into does not go by yet.
func namesToMove(ctx context.Context, tx bun.Tx, from, into authorRow) (names, gained []string, err error) {
	if err := tx.NewRaw("SELECT name FROM author_names WHERE author_id = ? ORDER BY name", from.ID).Scan(ctx, &names); err != nil {
		return nil, nil, fmt.Errorf("read names of author %d: %w", from.ID, err)
	}
	var has []string
	if err := tx.NewRaw("SELECT name FROM author_names WHERE author_id = ?", into.ID).Scan(ctx, &has); err != nil {
		return nil, nil, fmt.Errorf("read names of author %d: %w", into.ID, err)
	}
	return names, without(union(names, []string{from.Name}), append(has, into.Name)), nil
}

func moveNames(ctx context.Context, tx bun.Tx, m merge) error {
	if _, err := tx.NewRaw("DELETE FROM author_names WHERE author_id = ?", m.from).Exec(ctx); err != nil {
		return fmt.Errorf("clear names of author %d: %w", m.from, err)
	}
	rows := make([]authorNameRow, len(m.was.Gained))
	for i, name := range m.was.Gained {
		rows[i] = authorNameRow{AuthorID: m.into, Name: name}
	}
	return insert(ctx, tx, rows, nil, "")
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

func byName(a, b corpus.CollectionRef) int {
	switch {
	case a.Name < b.Name:
		return -1
	case a.Name > b.Name:
		return 1
	}
	return 0
}
