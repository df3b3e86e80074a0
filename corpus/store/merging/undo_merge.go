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

// partAuthors takes a merge of authors apart: from is there again under its number
// and its names, and its address leads nowhere else. Its poems come after it,
// as of any batch. Where another author goes by from's name by now, the poems go
// to them, and so does the address.
func partAuthors(ctx context.Context, tx bun.Tx, m joining) error {
	holds, err := poems.RedirectOf(ctx, tx, m.kind, m.from)
	if err != nil || holds == 0 {
		return err // taken apart before
	}
	if _, err := tx.NewRaw("DELETE FROM author_names WHERE author_id = ? AND name IN (?)", holds, bun.List(m.was.Gained)).Exec(ctx); err != nil {
		return fmt.Errorf("take names back: %w", err)
	}
	var other int64
	if err := tx.NewRaw("SELECT COALESCE((SELECT id FROM authors WHERE name = ?), 0)", m.was.Name).Scan(ctx, &other); err != nil {
		return fmt.Errorf("look up author: %w", err)
	}
	if other != 0 {
		_, err := tx.NewRaw("UPDATE redirects SET to_id = ? WHERE kind = ? AND from_id = ?", other, m.kind, m.from).Exec(ctx)
		return err
	}
	if err := reviveAuthor(ctx, tx, m); err != nil {
		return err
	}
	if err := leadBack(ctx, tx, m); err != nil {
		return err
	}
	return changes.Add(ctx, tx, corpus.KindAuthor, []int64{m.from, holds})
}

func reviveAuthor(ctx context.Context, tx bun.Tx, m joining) error {
	err := authority.InsertAuthor(ctx, tx, authority.AuthorRow{ID: m.from, Name: m.was.Name, About: m.was.About, CreatedAt: m.was.CreatedAt})
	if err != nil {
		return err
	}
	again := corpus.AuthorRecord{Name: m.was.Name, Aliases: m.was.Names}
	aliases, err := authority.FreeAliases(ctx, tx, m.from, again) // some may be others' own names by now
	if err != nil {
		return err
	}
	if err := authority.AddNames(ctx, tx, m.from, aliases); err != nil {
		return err
	}
	for _, private := range m.was.Private {
		_, err := tx.NewInsert().Model(&private).On("CONFLICT (author_id) DO UPDATE").Exec(ctx)
		if err != nil {
			return fmt.Errorf("write what is private of author %d: %w", private.AuthorID, err)
		}
	}
	return nil
}

// partPoems gives a poem that was taken back from a merge its address and the
// corrections that waited for it.
func partPoems(ctx context.Context, tx bun.Tx, m joining, back []touched) error {
	if m.kind != corpus.KindPoem || !slices.ContainsFunc(back, func(t touched) bool { return t.PoemID == m.from }) {
		return nil
	}
	if err := leadBack(ctx, tx, m); err != nil {
		return err
	}
	for _, c := range m.was.Corrections {
		_, err := tx.NewRaw("UPDATE submissions SET poem_id = ?, revision = ? WHERE id = ? AND state = ?", m.from, c.Revision, c.ID, corpus.SubmissionWaiting).Exec(ctx)
		if err != nil {
			return fmt.Errorf("move corrections back: %w", err)
		}
		_, err = tx.NewRaw("UPDATE media SET poem_id = (SELECT s.poem_id FROM submissions s WHERE s.id = ?) WHERE submission_id = ?", c.ID, c.ID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("move recitations back: %w", err)
		}
	}
	return nil
}

// leadBack has from answer at its own address, and what led there lead there
// again.
func leadBack(ctx context.Context, tx bun.Tx, m joining) error {
	if err := poems.DropRedirect(ctx, tx, m.kind, m.from); err != nil || len(m.was.Led) == 0 {
		return err
	}
	_, err := tx.NewRaw("UPDATE redirects SET to_id = ? WHERE kind = ? AND from_id IN (?)", m.from, m.kind, bun.List(m.was.Led)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("lead back to %s %d: %w", m.kind, m.from, err)
	}
	return nil
}

type privateRow struct {
	bun.BaseModel `bun:"table:author_private" json:"-"`

	AuthorID  int64  `bun:"author_id,pk" json:"author_id"`
	RealName  string `bun:"real_name" json:"real_name"`
	Contact   string `bun:"contact" json:"contact"` // sealed
	UpdatedAt int64  `bun:"updated_at" json:"updated_at"`
}

func privateOf(ctx context.Context, tx bun.Tx, authors ...corpus.AuthorID) (rows []privateRow, err error) {
	if err = tx.NewSelect().Model(&rows).Where("author_id IN (?)", bun.List(authors)).Scan(ctx); err != nil {
		err = fmt.Errorf("read what is private of authors: %w", err)
	}
	return rows, err
}
