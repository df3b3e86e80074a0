package command

import (
	"context"
	"errors"
	"os"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

func (c *serveCmd) readOnlyReason() corpus.Message {
	if c.ReadOnly {
		return corpus.NewMessage("archive.read_only_asked")
	}
	return corpus.Message{}
}

// openAndServe serves the data directory, only to be read where there is a
// reason.
func (c *serveCmd) openAndServe(ctx context.Context, a *app, readOnly corpus.Message) error {
	return a.serve(ctx, c, func(ctx context.Context) (*store.Store, error) {
		s, err := a.open(ctx)
		if err == nil && !readOnly.IsZero() {
			s.RefuseWrites(readOnly)
		}
		return s, err
	})
}

// serveCopy serves a copy in the temporary directory where the data directory
// takes no writing: reading goes on, and whatever the copy is written to the
// archive itself stays as it is.
func (c *serveCmd) serveCopy(ctx context.Context, a *app, reason corpus.Message, cause error) (err error) {
	dir, err := os.MkdirTemp("", "shiyun-read-only-")
	if err != nil {
		return errors.Join(cause, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := store.CopyToRead(a.data, dir); err != nil {
		return &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("start.unwritable", a.data, reason), Err: errors.Join(cause, err)}
	}
	printMessage(a.Err, corpus.NewMessage("start.read_only", a.data, reason))
	a.log.Warn("read-only", "error", cause)
	a.data = dir
	return c.openAndServe(ctx, a, reason)
}
