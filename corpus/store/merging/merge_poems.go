package merging

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/poems"
)

// A merge is a batch, so that it can be taken back like any other. What it
// changes besides poems is kept with it in the table of merges.

// MergePoems makes from a part of into: into gains its tags, its collections
// and, where it has none of its own, its ref; from is withdrawn and its
// address leads to into. Corrections waiting for from wait for into. Bringing
// from back, by SetStatus, gives it its address again. A poem that is itself
// withdrawn or merged cannot be merged into.
func (s *Merging) MergePoems(ctx context.Context, edit poems.Edit, from, into corpus.PoemID) error {
	return s.db.Write(ctx, "merge poems", func(tx bun.Tx) error {
		a, err := poems.Read(ctx, tx, from)
		if err != nil {
			return err
		}
		b, err := poems.Read(ctx, tx, into)
		if err != nil {
			return err
		}
		merged, err := poems.RedirectOf(ctx, tx, corpus.KindPoem, int64(from))
		switch {
		case err != nil:
			return err
		case from == into:
			return corpus.NewError(corpus.Invalid, "archive.merge_poem_itself")
		case merged != 0:
			return corpus.NewError(corpus.Conflict, "archive.poem_merged", int(from), int(merged))
		case b.Status == corpus.StatusWithdrawn:
			return corpus.NewError(corpus.Invalid, "archive.merge_into_withdrawn", int(into))
		}
		m := joining{kind: corpus.KindPoem, from: int64(from), into: int64(into), was: mergeWas{Name: a.Title}}
		m.summary = corpus.NewMessage("archive.merged_poems", a.Title, int(from), b.Title, int(into))
		if m.was.Corrections, err = waitingCorrections(ctx, tx, from); err != nil {
			return err
		}
		return carryOut(ctx, tx, edit, m, func(edit poems.Edit) error {
			if err := joinPoems(ctx, tx, edit, a, b); err != nil {
				return err
			}
			return moveCorrections(ctx, tx, from, into)
		})
	})
}

// joinPoems saves from first: its ref must be free before into takes it.
func joinPoems(ctx context.Context, tx bun.Tx, edit poems.Edit, from, into corpus.Poem) error {
	gone, next := merge.Join(from, into)
	changed := []corpus.Poem{gone}
	if !merge.SameContent(into, next) {
		changed = append(changed, next)
	}
	return poems.SaveEdited(ctx, tx, edit, changed...)
}

// moveCorrections also forgets the revision they were made from: it was one
// of another poem.
func moveCorrections(ctx context.Context, tx bun.Tx, from, into corpus.PoemID) error {
	_, err := tx.NewRaw("UPDATE submissions SET poem_id = ?, revision = 0 WHERE poem_id = ? AND kind <> ? AND state = ?",
		into, from, corpus.SubmittedPoem, corpus.SubmissionWaiting).Exec(ctx)
	if err != nil {
		return fmt.Errorf("move corrections: %w", err)
	}
	_, err = tx.NewRaw("UPDATE media SET poem_id = ? WHERE poem_id = ? AND submission_id IN (SELECT id FROM submissions WHERE kind = ? AND poem_id = ?)",
		into, from, corpus.SubmittedRecitation, into).Exec(ctx)
	if err != nil {
		return fmt.Errorf("move recitations: %w", err)
	}
	return nil
}

func waitingCorrections(ctx context.Context, tx bun.Tx, poem corpus.PoemID) ([]movedCorrection, error) {
	var list []movedCorrection
	err := tx.NewRaw("SELECT id, revision FROM submissions WHERE poem_id = ? AND kind <> ? AND state = ? ORDER BY id",
		poem, corpus.SubmittedPoem, corpus.SubmissionWaiting).Scan(ctx, &list)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	return list, nil
}
