package poems

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// MediaCounter is what recordings and pictures are numbered by.
const MediaCounter db.Counter = "media"

// mostMedia bounds what stands beside one poem: its page names them all.
const mostMedia = 30

// MediaDir is where the files of recordings and pictures are.
func (s *Repository) MediaDir() string { return s.mediaDir }

// MediaRow is the media table.
type MediaRow struct {
	bun.BaseModel `bun:"table:media,alias:m"`

	ID        int64  `bun:"id,pk"`
	PoemID    int64  `bun:"poem_id"`
	Kind      string `bun:"kind"`
	File      string `bun:"file"`
	Type      string `bun:"type"`
	Size      int64  `bun:"size"`
	Width     int    `bun:"width"`
	Height    int    `bun:"height"`
	Alt       string `bun:"alt"`
	Maker     string `bun:"maker"`
	Consent   string `bun:"consent"`
	CreatedAt int64  `bun:"created_at"`
	GoneAt    int64  `bun:"gone_at"`
	Hash      string `bun:"hash"` // SHA-256 of the file, "" where it was missing
	Link      int64  `bun:"link"` // in the chain
	Sent      int64  `bun:"submission_id"`
	Waiting   bool   `bun:"waiting"`
}

// Media returns the recording or picture of the row.
func (r MediaRow) Media() corpus.Media {
	return corpus.Media{ID: corpus.MediaID(r.ID), Poem: corpus.PoemID(r.PoemID), Kind: corpus.MediaKind(r.Kind), File: r.File, Type: r.Type,
		Size: r.Size, Width: r.Width, Height: r.Height, Alt: r.Alt, By: r.Maker, Consent: r.Consent, At: db.FromMicros(r.CreatedAt), Gone: db.FromMicros(r.GoneAt),
		Submission: corpus.SubmissionID(r.Sent), Waiting: r.Waiting}
}

// AddMedia puts a recording or picture beside a poem and returns it with its
// id. The file must be in its place by then. It returns NotFound where there
// is no such poem and Conflict where it has as many as a page can show.
func (s *Repository) AddMedia(ctx context.Context, by corpus.Actor, m corpus.Media) (corpus.Media, error) {
	err := s.db.Write(ctx, "add media", func(tx bun.Tx) (err error) {
		if err := CheckRoomForMedia(ctx, tx, m.Poem); err != nil {
			return err
		}
		if m, err = InsertMedia(ctx, tx, s.mediaDir, m); err != nil {
			return err
		}
		return noteMedia(ctx, tx, by, m, "+")
	})
	return m, err
}

// InsertMedia writes the row of a recording or picture whose file is in dir, and
// returns it with its id.
func InsertMedia(ctx context.Context, tx bun.Tx, dir string, m corpus.Media) (corpus.Media, error) {
	id, err := MediaCounter.Take(ctx, tx, 1)
	if err != nil {
		return m, err
	}
	m.ID, m.At = corpus.MediaID(id), time.Now()
	row := MediaRow{ID: id, PoemID: int64(m.Poem), Kind: string(m.Kind), File: m.File, Type: m.Type, Size: m.Size, Width: m.Width, Height: m.Height,
		Alt: m.Alt, Maker: m.By, Consent: m.Consent, CreatedAt: db.Micros(m.At), Sent: int64(m.Submission), Waiting: m.Waiting}
	if err := HashMedia(ctx, tx, dir, &row); err != nil {
		return m, err
	}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return m, fmt.Errorf("write media: %w", err)
	}
	return m, nil
}

// noteMedia writes down that what stands beside a poem has changed.
func noteMedia(ctx context.Context, tx bun.Tx, by corpus.Actor, m corpus.Media, sign string) error {
	if err := changes.Add(ctx, tx, corpus.KindPoem, []int64{int64(m.Poem)}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActMedia, Object: ObjectOf(m.Poem), Detail: fmt.Sprintf("%s%d %s", sign, m.ID, m.Kind)})
}

// CheckRoomForMedia returns Conflict where a poem has as many recordings and
// pictures as its page can show, and NotFound where there is no such poem.
func CheckRoomForMedia(ctx context.Context, tx bun.Tx, poem corpus.PoemID) error {
	if _, err := Read(ctx, tx, poem); err != nil {
		return err
	}
	n, err := tx.NewSelect().Model((*MediaRow)(nil)).Where("poem_id = ? AND gone_at = 0 AND waiting = ?", poem, false).Count(ctx)
	if err != nil {
		return fmt.Errorf("count media: %w", err)
	}
	if n >= mostMedia {
		return corpus.NewError(corpus.Conflict, "archive.media_too_many", int(n))
	}
	return nil
}

// WithdrawMedia takes a recording or picture from its poem. What is gone
// stays gone, and is no error to withdraw.
func (s *Repository) WithdrawMedia(ctx context.Context, by corpus.Actor, poem corpus.PoemID, id corpus.MediaID) error {
	return s.db.Write(ctx, "withdraw media", func(tx bun.Tx) error {
		var row MediaRow
		err := tx.NewSelect().Model(&row).Where("id = ? AND poem_id = ?", id, poem).Scan(ctx)
		if err = db.OneRow(err, "archive.no_media"); err != nil || row.GoneAt != 0 {
			return err
		}
		if _, err := tx.NewUpdate().Model(&row).Set("gone_at = ?", db.Micros(time.Now())).WherePK().Exec(ctx); err != nil {
			return fmt.Errorf("write media: %w", err)
		}
		return noteMedia(ctx, tx, by, row.Media(), "-")
	})
}

// Media are the recordings and pictures of a poem that stand, oldest first.
func (s *Repository) Media(ctx context.Context, poem corpus.PoemID) ([]corpus.Media, error) {
	return s.mediaWhere(ctx, "poem_id = ? AND gone_at = 0 AND waiting = ?", poem, false)
}

// WaitingMedia are those of a poem that nobody has decided on yet.
func (s *Repository) WaitingMedia(ctx context.Context, poem corpus.PoemID) ([]corpus.Media, error) {
	return s.mediaWhere(ctx, "poem_id = ? AND gone_at = 0 AND waiting = ?", poem, true)
}

// MediaSent are those that came with a submission, also those that are gone.
func (s *Repository) MediaSent(ctx context.Context, id corpus.SubmissionID) ([]corpus.Media, error) {
	return s.mediaWhere(ctx, "submission_id = ?", id)
}

func (s *Repository) mediaWhere(ctx context.Context, condition string, args ...any) ([]corpus.Media, error) {
	var rows []MediaRow
	if err := s.read.NewSelect().Model(&rows).Where(condition, args...).Order("id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("read media: %w", err)
	}
	media := make([]corpus.Media, len(rows))
	for i, r := range rows {
		media[i] = r.Media()
	}
	return media, nil
}

// OneMedia is a recording or picture of any state; NotFound where there never
// was one.
func (s *Repository) OneMedia(ctx context.Context, id corpus.MediaID) (corpus.Media, error) {
	var row MediaRow
	err := s.read.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err = db.OneRow(err, "archive.no_media"); err != nil {
		return corpus.Media{}, fmt.Errorf("read media %d: %w", id, err)
	}
	return row.Media(), nil
}
