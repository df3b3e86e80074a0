package poems

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
)

// Revise applies a draft that a person made of a poem's revision base. It
// returns the poem as it is then, and Conflict where the poem was changed
// since base, or another poem has the ref. A draft that changes
// nothing leaves no revision.
func (s *Repository) Revise(ctx context.Context, edit Edit, id corpus.PoemID, base int, d corpus.Draft) (corpus.Poem, error) {
	var next corpus.Poem
	err := s.db.Write(ctx, "revise", func(tx bun.Tx) error {
		p, err := ReadAt(ctx, tx, id, base)
		if err == nil {
			next, err = ApplyDraft(ctx, tx, edit, p, d)
		}
		return err
	})
	return next, err
}

// ReadAt reads a poem to be changed by who saw its revision base; 0 for any.
func ReadAt(ctx context.Context, tx bun.Tx, id corpus.PoemID, base int) (corpus.Poem, error) {
	p, err := Read(ctx, tx, id)
	if err == nil && base != 0 && p.Revision != base {
		err = corpus.NewError(corpus.Conflict, "archive.poem_changed_edit")
	}
	return p, err
}

// ApplyDraft writes a person's draft of a poem as its next revision, with the
// names the draft brings in, and records the act.
func ApplyDraft(ctx context.Context, tx bun.Tx, edit Edit, p corpus.Poem, d corpus.Draft) (corpus.Poem, error) {
	names, err := authority.Resolve(ctx, tx, d)
	if err != nil {
		return p, err
	}
	if d.Ref != "" && d.Ref != p.Ref {
		if err := refIsFree(ctx, tx, d.Ref); err != nil {
			return p, err
		}
	}
	next, fields := merge.Correct(p, d, names)
	if merge.SameContent(p, next) {
		return p, nil
	}
	e := NewEntry(next)
	if err := names.Create(ctx, tx, []*merge.Entry{e}); err != nil {
		return p, err
	}
	if err := Save(ctx, tx, []*merge.Entry{e}, edit); err != nil {
		return p, err
	}
	if err := AfterStatus(ctx, tx, p.Status, e.Poem); err != nil {
		return p, err
	}
	return e.Poem, audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActRevise, Object: ObjectOf(p.ID), Detail: strings.Join(fields, " ")})
}

func refIsFree(ctx context.Context, tx bun.Tx, ref string) error {
	var id corpus.PoemID
	if err := tx.NewRaw("SELECT COALESCE((SELECT id FROM poems WHERE ref = ?), 0)", ref).Scan(ctx, &id); err != nil {
		return fmt.Errorf("look up ref: %w", err)
	}
	if id != 0 {
		return corpus.NewError(corpus.Conflict, "archive.ref_taken", ref, int(id))
	}
	return nil
}

// Restore makes the content of an older revision the poem's next. Who may see
// the poem stays as it is. It returns NotFound for a revision there never was,
// Conflict for one that is hidden.
func (s *Repository) Restore(ctx context.Context, edit Edit, id corpus.PoemID, number int) (corpus.Poem, error) {
	var next corpus.Poem
	err := s.db.Write(ctx, "restore", func(tx bun.Tx) error {
		p, err := Read(ctx, tx, id)
		if err != nil {
			return err
		}
		d, err := DraftAt(ctx, tx, id, number)
		if err == nil {
			next, err = ApplyDraft(ctx, tx, edit, p, d)
		}
		return err
	})
	return next, err
}

// DraftAt speaks of every field and leaves the status. It returns Conflict for
// a hidden revision: everybody would read again what was taken away.
func DraftAt(ctx context.Context, tx bun.Tx, id corpus.PoemID, number int) (corpus.Draft, error) {
	hidden, err := tx.NewSelect().Model((*RevisionRow)(nil)).Where("poem_id = ? AND number = ? AND hidden", id, number).Exists(ctx)
	if err == nil && hidden {
		err = corpus.NewError(corpus.Conflict, "archive.revision_hidden")
	}
	if err != nil {
		return corpus.Draft{}, err
	}
	r, err := RecordAt(ctx, tx, id, number)
	d := merge.RecordDraft(r)
	d.Status = ""
	return d, err
}

// RecordAt returns a poem as it stood at a revision; NotFound where there
// never was one.
func RecordAt(ctx context.Context, conn bun.IDB, id corpus.PoemID, number int) (corpus.Record, error) {
	var content string
	err := conn.NewRaw("SELECT content FROM revisions WHERE poem_id = ? AND number = ?", id, number).Scan(ctx, &content)
	if err = db.OneRow(err, "archive.no_revision"); err != nil {
		return corpus.Record{}, fmt.Errorf("revision %d of poem %d: %w", number, id, err)
	}
	return merge.ReadRecord([]byte(content))
}
