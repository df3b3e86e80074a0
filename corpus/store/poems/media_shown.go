package poems

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// mostWaiting bounds what may wait beside one poem, and mostWaitingBytes beside
// all: anyone can send files in, and each is kept until it is decided on.
const (
	mostWaiting      = 10
	mostWaitingBytes = 1 << 30
)

// CheckRoomToWait returns Conflict where too much waits beside a poem, and
// Unavailable where too much waits in all.
func CheckRoomToWait(ctx context.Context, tx bun.Tx, poem corpus.PoemID) error {
	var waits struct{ Beside, Bytes int64 }
	err := tx.NewRaw("SELECT COALESCE(SUM(CASE poem_id WHEN ? THEN 1 ELSE 0 END), 0) AS beside, COALESCE(SUM(size), 0) AS bytes FROM media WHERE waiting = ? AND gone_at = 0",
		poem, true).Scan(ctx, &waits)
	switch {
	case err != nil:
		return fmt.Errorf("count media: %w", err)
	case waits.Beside >= mostWaiting:
		return corpus.NewError(corpus.Conflict, "archive.media_waiting")
	case waits.Bytes >= mostWaitingBytes:
		return corpus.NewError(corpus.Unavailable, "archive.media_full")
	}
	return nil
}

// ShowMedia lets readers see a recording or picture that waits. One that is
// shown already stays so; Conflict where its poem has no room.
func (s *Repository) ShowMedia(ctx context.Context, by corpus.Actor, poem corpus.PoemID, id corpus.MediaID) error {
	return s.db.Write(ctx, "show media", func(tx bun.Tx) error {
		var row MediaRow
		err := tx.NewSelect().Model(&row).Where("id = ? AND poem_id = ? AND gone_at = 0", id, poem).Scan(ctx)
		if err = db.OneRow(err, "archive.no_media"); err != nil {
			return err
		}
		return showMedia(ctx, tx, by, row.Media())
	})
}

// ShowMediaSent does so for those of a submission that are in ids.
func ShowMediaSent(ctx context.Context, tx bun.Tx, by corpus.Actor, submission corpus.SubmissionID, ids []corpus.MediaID) error {
	var rows []MediaRow
	err := tx.NewSelect().Model(&rows).Where("submission_id = ? AND gone_at = 0 AND id IN (?)", submission, bun.List(ids)).Order("id").Scan(ctx)
	if err != nil {
		return fmt.Errorf("read media: %w", err)
	}
	for _, row := range rows {
		if err := showMedia(ctx, tx, by, row.Media()); err != nil {
			return err
		}
	}
	return nil
}

func showMedia(ctx context.Context, tx bun.Tx, by corpus.Actor, m corpus.Media) error {
	if !m.Waiting {
		return nil
	}
	if err := CheckRoomForMedia(ctx, tx, m.Poem); err != nil {
		return err
	}
	if _, err := tx.NewRaw("UPDATE media SET waiting = ? WHERE id = ?", false, m.ID).Exec(ctx); err != nil {
		return fmt.Errorf("write media: %w", err)
	}
	return noteMedia(ctx, tx, by, m, "+")
}

// HideMediaSent makes what came with a submission wait again.
func HideMediaSent(ctx context.Context, tx bun.Tx, poem corpus.PoemID, submission corpus.SubmissionID) error {
	if _, err := tx.NewRaw("UPDATE media SET waiting = ? WHERE submission_id = ? AND gone_at = 0", true, submission).Exec(ctx); err != nil {
		return fmt.Errorf("write media: %w", err)
	}
	return changes.Add(ctx, tx, corpus.KindPoem, []int64{int64(poem)})
}

// WithdrawMediaSent takes away what came with a submission. The files are for
// the caller to remove.
func WithdrawMediaSent(ctx context.Context, tx bun.Tx, poem corpus.PoemID, submission corpus.SubmissionID) error {
	_, err := tx.NewRaw("UPDATE media SET gone_at = ? WHERE submission_id = ? AND gone_at = 0", db.Micros(time.Now()), submission).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write media: %w", err)
	}
	return changes.Add(ctx, tx, corpus.KindPoem, []int64{int64(poem)})
}
