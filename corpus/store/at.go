package store

import (
	"context"
	"errors"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/postgres"
	"shiyun/corpus/store/db/sqlite"
)

// At is where an archive is: its files in Dir, its rows in Database, a
// connection string of PostgreSQL, or in a file beside the others for "".
type At struct{ Dir, Database string }

// dialect returns that of the rows.
func (a At) dialect() (db.Dialect, error) {
	if a.Database == "" {
		return sqlite.In(a.Dir), nil
	}
	d, err := postgres.At(a.Database)
	if err != nil {
		// What the parser found wrong may quote a password.
		return nil, corpus.NewError(corpus.Invalid, "start.database_address")
	}
	return d, nil
}

// Exists reports whether there is an archive.
func (a At) Exists(ctx context.Context) (bool, error) {
	if a.Database == "" {
		return Exists(a.Dir), nil
	}
	d, err := postgres.At(a.Database)
	if err != nil {
		return false, corpus.NewError(corpus.Invalid, "start.database_address")
	}
	there, err := d.HasArchive(ctx)
	if err != nil {
		err = &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("start.database_away"), Err: err}
	}
	return there, err
}

// CheckLost is CheckLost of the directory, for rows that are in a file; for an
// empty database it refuses files that an archive left.
func (a At) CheckLost(ctx context.Context) error {
	if a.Database == "" {
		return CheckLost(a.Dir)
	}
	there, err := a.Exists(ctx)
	if err != nil || there {
		return err
	}
	left := findLeft(a.Dir)
	if sqlite.HasContent(a.Dir) {
		left = append(left, sqlite.FileName)
	}
	if len(left) > 0 {
		return corpus.NewError(corpus.Conflict, "start.database_empty", a.Dir, strings.Join(left, " "))
	}
	return nil
}

// Open opens the archive, making it where there is none and nothing of one is
// left: see Open.
func (a At) Open(ctx context.Context, before ...BeforeUpgrade) (*Store, error) {
	if err := a.CheckLost(ctx); err != nil {
		return nil, err
	}
	d, err := a.dialect()
	if err != nil {
		return nil, err
	}
	return OpenOn(ctx, a.Dir, d, before...)
}

// MoveTo moves the whole archive to another place: see Store.MoveTo.
func (a At) MoveTo(ctx context.Context, to At, progress func(table string, rows int)) (blocks int, err error) {
	s, err := a.Open(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d, err := to.dialect()
	if err != nil {
		return 0, err
	}
	return s.MoveTo(ctx, d, progress)
}
