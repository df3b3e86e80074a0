package transfer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// WantsMedia reports whether the file of a recording or picture is to be read:
// its poem came in, and it is not there yet.
func (im *Import) WantsMedia(ctx context.Context, a corpus.MediaRecord) (bool, error) {
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

func mediaBeside(ctx context.Context, conn bun.IDB, poem corpus.PoemID, a corpus.MediaRecord) (has besideRow, err error) {
	err = conn.NewRaw("SELECT m.id, m.gone_at, EXISTS (SELECT 1 FROM batch_numbers n JOIN batches b ON b.id = n.batch_id "+
		"WHERE n.kind = ? AND n.id = m.id AND n.made = 1 AND b.state = ?) AS undone FROM media m WHERE m.poem_id = ? AND m.kind = ? AND m.created_at = ?",
		corpus.PartMedia, corpus.BatchUndone, poem, a.Kind, db.Micros(a.At)).Scan(ctx, &has)
	if err = db.IgnoreNoRows(err); err != nil {
		err = fmt.Errorf("look up media: %w", err)
	}
	return has, err
}

// importMedia puts a recording or picture beside its poem. file is what its
// content was found to be, and lies in the media folder already; nil where
// it was not wanted.
func (im *Import) importMedia(ctx context.Context, conn bun.IDB, a corpus.MediaRecord, file *corpus.Media) (recordResult, error) {
	if err := cleanMedia(&a); err != nil {
		return asItIs, err
	}
	poem, err := im.poemOf(ctx, conn, a.Poem)
	if err != nil {
		return asItIs, err
	}
	has, err := mediaBeside(ctx, conn, poem, a)
	if err != nil || has.ID != 0 && !has.undone() || file == nil {
		return asItIs, err
	}
	return recordResult{corpus.Created, func(tx bun.Tx) error {
		if err := poems.CheckRoomForMedia(ctx, tx, poem); err != nil {
			return err
		}
		id, err := has.ID, error(nil)
		if id == 0 {
			id, err = numberFor(ctx, tx, poems.MediaCounter, int64(a.ID), 0)
		}
		if err != nil {
			return err
		}
		row := poems.MediaRow{ID: id, PoemID: int64(poem), Kind: string(a.Kind), File: file.File, Type: file.Type, Size: file.Size,
			Width: file.Width, Height: file.Height, Alt: a.Alt, Maker: a.By, Consent: a.Consent, CreatedAt: db.Micros(a.At)}
		if err := poems.HashMedia(ctx, tx, im.s.poems.MediaDir(), &row); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(&row).On("CONFLICT (id) DO UPDATE").Exec(ctx); err != nil {
			return fmt.Errorf("write media: %w", err)
		}
		if err := changes.Add(ctx, tx, corpus.KindPoem, []int64{int64(poem)}); err != nil {
			return err
		}
		return im.keepNumber(ctx, tx, corpus.PartMedia, int64(a.ID), id, true)
	}}, nil
}

func cleanMedia(a *corpus.MediaRecord) (err error) {
	for _, text := range []*string{&a.Alt, &a.By, &a.Consent} {
		if err == nil {
			*text, err = corpus.CleanLine(*text)
		}
	}
	switch {
	case err != nil:
		return err
	case !slices.Contains(corpus.MediaKinds(), a.Kind), a.Alt == "", a.Consent == "", a.At.IsZero(), a.At.After(time.Now()):
		return corpus.NewError(corpus.Invalid, "archive.media_record_incomplete")
	}
	return nil
}
