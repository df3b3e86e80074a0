package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// annexRevision adds a former state to the history of a poem that this batch
// brought in. A poem the archive had has its own history.
func (im *Import) annexRevision(ctx context.Context, db bun.IDB, a corpus.RevisionAnnex, content corpus.Draft) (annexed, error) {
	poem, err := im.poemOf(ctx, db, a.Poem)
	if err != nil {
		return asItIs, err
	}
	row, err := newPastRow(a, content, poem)
	if err != nil {
		return asItIs, err
	}
	row.BatchID = int64(im.batch.ID)
	add := annexed{corpus.Created, func(tx bun.Tx) error { return insert(ctx, tx, []revisionRow{row}, nil, "") }}
	if im.opts.DryRun {
		_, err := recordOfRevision(ctx, db, poem, a.Number)
		if err == nil {
			return asItIs, nil
		}
		return add, ignoreNotFound(err)
	}
	var next struct{ Number, BatchID int64 }
	err = ignoreNoRows(db.NewRaw("SELECT number, batch_id FROM revisions WHERE poem_id = ? AND number >= ? ORDER BY number LIMIT 1", poem, a.Number).Scan(ctx, &next))
	if err != nil {
		return asItIs, fmt.Errorf("look up revisions of poem %d: %w", poem, err)
	}
	if next.Number <= int64(a.Number) || next.BatchID != int64(im.batch.ID) {
		return asItIs, nil
	}
	return add, nil
}

func newPastRow(a corpus.RevisionAnnex, content corpus.Draft, poem corpus.PoemID) (revisionRow, error) {
	row := revisionRow{PoemID: int64(poem), Number: a.Number, CreatedAt: micros(a.At)}
	by, err := corpus.CleanLine(string(a.By))
	if err == nil {
		row.Actor = by
		row.Reason, err = corpus.CleanLine(a.Reason)
	}
	if err == nil && a.Number < 1 {
		err = corpus.Errorf(corpus.Invalid, "修订号应从 1 起")
	}
	if err != nil {
		return row, err
	}
	line, err := recordOfDraft(content, poem).JSON()
	row.Content = string(line)
	return row, err
}

// recordOfDraft is a draft read of a record as that record again.
func recordOfDraft(d corpus.Draft, id corpus.PoemID) corpus.Record {
	r := corpus.Record{ID: id, Ref: d.Ref, Status: d.Status}
	for to, from := range map[*string]*string{&r.Title: d.Title, &r.Author: d.Author, &r.Preface: d.Preface, &r.Body: d.Body,
		&r.Note: d.Note, &r.Tune: d.Tune, &r.Place: d.Place, &r.Source: d.Source} {
		set(to, from)
	}
	set(&r.Form, d.Form)
	set(&r.Tags, d.Tags)
	set(&r.Collections, d.Collections)
	if d.Date != nil {
		r.Date = d.Date.Text
	}
	if r.Status == corpus.StatusPublished {
		r.Status = ""
	}
	return r
}

func ignoreNotFound(err error) error {
	if corpus.CodeOf(err) == corpus.NotFound {
		return nil
	}
	return err
}

// annexRedirect leads from the address of a poem or author that was merged
// where the export comes from, unless something answers there.
func (im *Import) annexRedirect(ctx context.Context, db bun.IDB, a corpus.RedirectAnnex) (annexed, error) {
	part := map[corpus.Kind]corpus.Part{corpus.KindPoem: corpus.PartPoems, corpus.KindAuthor: corpus.PartAuthors}[a.Kind]
	if part == "" || a.From < 1 || a.From > corpus.MaxID {
		return asItIs, corpus.Errorf(corpus.Invalid, "只有诗和作者的旧地址可以转到别处")
	}
	to, ok, err := im.numberOf(ctx, db, part, a.To)
	if err == nil && !ok {
		err = corpus.Errorf(corpus.NotFound, "它转到的第 %d 号没有导入", a.To)
	}
	from := a.From
	if err == nil && part == corpus.PartPoems {
		var id corpus.PoemID
		id, err = im.poemOf(ctx, db, corpus.PoemID(a.From))
		from = int64(id)
	}
	if err != nil {
		return asItIs, err
	}
	answers := "SELECT EXISTS (SELECT 1 FROM redirects WHERE kind = ? AND from_id = ?) OR EXISTS (SELECT 1 FROM authors WHERE id = ?)"
	if part == corpus.PartPoems {
		answers = "SELECT EXISTS (SELECT 1 FROM redirects WHERE kind = ? AND from_id = ?) OR EXISTS (SELECT 1 FROM poems WHERE id = ? AND status <> 'withdrawn')"
	}
	var taken bool
	if err := db.NewRaw(answers, a.Kind, from, from).Scan(ctx, &taken); err != nil {
		return asItIs, fmt.Errorf("look up redirect: %w", err)
	}
	if taken || from == to {
		return asItIs, nil
	}
	return annexed{corpus.Created, func(tx bun.Tx) error {
		if part == corpus.PartAuthors { // a number that leads somewhere is nobody's to be dealt
			if err := countAuthors.reach(ctx, tx, from); err != nil {
				return err
			}
		}
		return addRedirect(ctx, tx, a.Kind, from, to)
	}}, nil
}

// WantsMedia tells whether the file of a recording or picture is to be read:
// its poem came in, and it is not there yet.
func (im *Import) WantsMedia(ctx context.Context, a corpus.MediaAnnex) (bool, error) {
	poem, ok, err := im.numberOf(ctx, im.s.read, corpus.PartPoems, int64(a.Poem))
	if err != nil || !ok {
		return false, err
	}
	has, err := mediaBeside(ctx, im.s.read, corpus.PoemID(poem), a)
	return has.ID == 0 || has.undone(), err
}

// besideRow is a recording or picture that is there already; the zero row for
// none.
type besideRow struct {
	ID     int64
	GoneAt int64
	Undone bool // gone because the import that had brought it in was undone
}

func (r besideRow) undone() bool { return r.GoneAt != 0 && r.Undone }

func mediaBeside(ctx context.Context, db bun.IDB, poem corpus.PoemID, a corpus.MediaAnnex) (has besideRow, err error) {
	err = db.NewRaw("SELECT m.id, m.gone_at, EXISTS (SELECT 1 FROM batch_numbers n JOIN batches b ON b.id = n.batch_id "+
		"WHERE n.kind = ? AND n.id = m.id AND n.made = 1 AND b.state = ?) AS undone FROM media m WHERE m.poem_id = ? AND m.kind = ? AND m.created_at = ?",
		corpus.PartMedia, corpus.BatchUndone, poem, a.Kind, micros(a.At)).Scan(ctx, &has)
	if err = ignoreNoRows(err); err != nil {
		err = fmt.Errorf("look up media: %w", err)
	}
	return has, err
}

// annexMedia puts a recording or picture beside its poem. file is what its
// content was found to be, and lies in the media folder already; nil where
// nobody wanted to read it.
func (im *Import) annexMedia(ctx context.Context, db bun.IDB, a corpus.MediaAnnex, file *corpus.Media) (annexed, error) {
	if err := cleanMedia(&a, im.s); err != nil {
		return asItIs, err
	}
	poem, err := im.poemOf(ctx, db, a.Poem)
	if err != nil {
		return asItIs, err
	}
	has, err := mediaBeside(ctx, db, poem, a)
	if err != nil || has.ID != 0 && !has.undone() || file == nil {
		return asItIs, err
	}
	return annexed{corpus.Created, func(tx bun.Tx) error {
		if err := roomForMedia(ctx, tx, poem); err != nil {
			return err
		}
		id, err := has.ID, error(nil)
		if id == 0 {
			id, err = numberFor(ctx, tx, countMedia, int64(a.ID), 0)
		}
		if err != nil {
			return err
		}
		row := mediaRow{ID: id, PoemID: int64(poem), Kind: string(a.Kind), File: file.File, Type: file.Type, Size: file.Size,
			Width: file.Width, Height: file.Height, Alt: a.Alt, Maker: a.By, Consent: a.Consent, CreatedAt: micros(a.At)}
		if _, err := tx.NewInsert().Model(&row).On("CONFLICT (id) DO UPDATE").Exec(ctx); err != nil {
			return fmt.Errorf("write media: %w", err)
		}
		return im.keepNumber(ctx, tx, corpus.PartMedia, int64(a.ID), id, true)
	}}, nil
}

func cleanMedia(a *corpus.MediaAnnex, s *Store) (err error) {
	for _, text := range []*string{&a.Alt, &a.By, &a.Consent} {
		if err == nil {
			*text, err = corpus.CleanLine(*text)
		}
	}
	switch {
	case err != nil:
		return err
	case !slices.Contains(corpus.MediaKinds(), a.Kind), a.Alt == "", a.Consent == "", a.At.IsZero(), a.At.After(s.now()):
		return corpus.Errorf(corpus.Invalid, "录音和图片要写明是哪一种、是什么、谁同意的、什么时候收的")
	}
	return nil
}

// annexSynonyms joins a group with those that share a word with it.
func (im *Import) annexSynonyms(ctx context.Context, db bun.IDB, a corpus.Synonyms) (annexed, error) {
	words, err := cleanSynonyms(a.Words)
	if err != nil {
		return asItIs, err
	}
	groups, err := synonymGroups(ctx, db)
	if err != nil {
		return asItIs, fmt.Errorf("list synonyms: %w", err)
	}
	group, err := joined(corpus.Synonyms{Words: words}, groups)
	if err != nil {
		return asItIs, err
	}
	outcome := corpus.Created
	if i := slices.IndexFunc(groups, func(g corpus.Synonyms) bool { return g.ID == group.ID }); i >= 0 {
		if outcome = corpus.Updated; holdsAll(groups[i].Words, words) {
			return asItIs, nil
		}
	}
	return annexed{outcome, func(tx bun.Tx) error {
		if group.ID == 0 {
			id, err := numberFor(ctx, tx, countSynonyms, int64(a.ID), 0)
			if err != nil {
				return err
			}
			group.ID = corpus.SynonymID(id)
		}
		return im.s.writeSynonyms(ctx, tx, im.opts.By, &group, groups)
	}}, nil
}

func holdsAll(has, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(has, func(h string) bool { return fold.String(h) == fold.String(w) })
	})
}
