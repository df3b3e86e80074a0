package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
)

// HideRevisions takes the revisions of a poem from first to last away from
// readers and from exports; curators still see them. It returns Conflict where
// the one that everybody reads is among them, which is not hidden but changed
// or withdrawn, and NotFound where there is none of these numbers.
func (s *Repository) HideRevisions(ctx context.Context, by corpus.Actor, id corpus.PoemID, first, last int) error {
	return s.db.Write(ctx, "hide revisions", func(tx bun.Tx) error { return HideRevisions(ctx, tx, by, id, first, last) })
}

// HideRevisions is the method of that name inside a transaction.
func HideRevisions(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.PoemID, first, last int) error {
	p, err := Read(ctx, tx, id)
	if err != nil {
		return err
	}
	if first <= p.Revision && p.Revision <= last {
		return corpus.NewError(corpus.Conflict, "archive.revision_is_current")
	}
	return setHidden(ctx, tx, by, id, first, last, true)
}

// ShowRevision gives a hidden revision back to readers; NotFound where there
// never was one.
func (s *Repository) ShowRevision(ctx context.Context, by corpus.Actor, id corpus.PoemID, number int) error {
	return s.db.Write(ctx, "show revision", func(tx bun.Tx) error { return setHidden(ctx, tx, by, id, number, number, false) })
}

func setHidden(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.PoemID, first, last int, hidden bool) error {
	const these = "poem_id = ? AND number BETWEEN ? AND ?"
	n, err := tx.NewSelect().Model((*RevisionRow)(nil)).Where(these, id, first, last).Count(ctx)
	if err == nil && n == 0 {
		err = corpus.NewError(corpus.NotFound, "archive.no_revision")
	}
	if err != nil {
		return err
	}
	done, err := tx.NewUpdate().Model((*RevisionRow)(nil)).Set("hidden = ?", hidden).Where(these, id, first, last).Where("hidden <> ?", hidden).Exec(ctx)
	if err != nil {
		return fmt.Errorf("set revisions hidden: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := changes.Add(ctx, tx, corpus.KindPoem, []int64{int64(id)}); err != nil { // pages that are kept show it
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActHide, Object: ObjectOf(id), Detail: hiddenDetail(first, last, hidden)})
}

// hiddenDetail has its words in the catalogue, under "detail.".
func hiddenDetail(first, last int, hidden bool) string {
	word := "shown"
	if hidden {
		word = "hidden"
	}
	if first == last {
		return fmt.Sprintf("%s %d", word, first)
	}
	return fmt.Sprintf("%s %d–%d", word, first, last)
}
