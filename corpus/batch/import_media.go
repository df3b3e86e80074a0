package batch

import (
	"context"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/media"
)

// takeMedia takes in a recording or picture of a whole export, looked at as one
// that somebody uploads. It is committed at once, while its content is at
// hand.
func (e *engine) takeMedia(ctx context.Context, r intake.Row, number int) error {
	file, refused, err := e.keepMedia(ctx, r)
	if err != nil {
		return err
	}
	if refused != nil {
		e.refuse(r, number, noteOf(refused))
		return nil
	}
	e.accept(r, number, false)
	e.pending.Rows[len(e.pending.Rows)-1].Media = file
	return nil
}

// flushMedia commits what takeMedia took. The file is on the disk before the
// archive names it, and is taken away again where the archive does not.
func (e *engine) flushMedia(ctx context.Context) error {
	var file *corpus.Media
	if len(e.pending.Rows) > 0 {
		file = e.pending.Rows[0].Media
	}
	created := e.into.Batch().Counts.Created
	err := e.flush(ctx)
	if file != nil && file.File != "" && (err != nil || e.into.Batch().Counts.Created == created) {
		err = errors.Join(err, e.folder().Remove(file.File))
	}
	return err
}

// removeMedia takes the files away of recordings and pictures that came with a
// batch that is undone.
func (d *Desk) removeMedia(ctx context.Context, id corpus.BatchID) error {
	files, err := d.store.MediaTakenBack(ctx, id)
	for _, file := range files {
		err = errors.Join(err, media.Folder(d.store.MediaDir()).Remove(file))
	}
	return err
}

func (e *engine) folder() media.Folder { return media.Folder(e.into.MediaDir()) }

// keepMedia is the content of a row as it is kept; nil where it need not be
// read, and without a name in a dry run.
func (e *engine) keepMedia(ctx context.Context, r intake.Row) (file *corpus.Media, refused *corpus.Error, err error) {
	m := r.Record.(*corpus.MediaRecord)
	wanted, err := e.into.WantsMedia(ctx, *m)
	if err != nil || !wanted {
		return nil, nil, err
	}
	v, err := readMedia(ctx, m.Kind, r.Open)
	if err == nil {
		file = &corpus.Media{Type: v.Type, Size: int64(len(v.Content)), Width: v.Width, Height: v.Height}
		if !e.into.IsDryRun() {
			file.File, err = e.folder().Put(v)
		}
	}
	if errors.As(err, &refused) {
		return nil, refused, nil
	}
	return file, nil, err
}

func readMedia(ctx context.Context, kind corpus.MediaKind, open func() (io.ReadCloser, error)) (v media.Vetted, err error) {
	in, err := open()
	if err != nil {
		return v, err
	}
	most := int64(media.MaxPicture)
	if kind == corpus.MediaRecording {
		most = media.MaxRecording
	}
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	if err = errors.Join(err, in.Close()); err != nil {
		return v, err
	}
	return media.Vet(ctx, kind, content)
}
