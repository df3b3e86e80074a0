// Package store keeps the archive: SQLite is the truth and everything else
// can be made anew from it.
//
// One connection writes, several read. Every change of a poem writes a
// revision and a row of the change log in the same transaction; whoever
// derives something from the archive (the index, the texts in memory) follows
// that log from a cursor.
//
// No SQL text leaves this package, and what it holds is common to SQLite and
// PostgreSQL; what only SQLite has is in sqlite.go and the migrations.
package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/seal"
)

// fileName is the archive inside the data directory.
const fileName = "archive.db"

// Store is an open archive. All methods may be called from any goroutine.
type Store struct {
	write *bun.DB // one connection: SQLite has one writer, and a queue in Go is fairer than SQLITE_BUSY
	read  *bun.DB
	now   func() time.Time
	dir   string

	// secrets seals what nobody should read who has the archive file alone.
	secrets *seal.Key
}

// Open opens the archive in dir, making the directory and the archive when
// there is none, and brings its schema up to date. It returns a TooNew error
// for an archive that a newer program has written.
func Open(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	path := filepath.Join(dir, fileName)
	s := &Store{now: time.Now, dir: dir}
	err := create(path)
	if err != nil {
		return nil, err
	}
	if s.write, err = openWriter(path); err != nil {
		return nil, err
	}
	if err = migrate(ctx, s.write.DB, dir); err == nil {
		err = checkDurable(ctx, s.write.DB)
	}
	if err == nil {
		s.read, err = openReader(path)
	}
	if err == nil {
		s.secrets, err = seal.Load(dir)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// create makes the file of a new archive, for its owner alone: a directory made
// by somebody else may be open to all, and SQLite gives the files beside it the
// mode of this one.
func create(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		return fmt.Errorf("make archive: %w", err)
	}
	return nil
}

// Secrets is the key that what is private in the archive is sealed with.
func (s *Store) Secrets() *seal.Key { return s.secrets }

// Exists tells whether dir holds an archive.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileName))
	return err == nil
}

// Close ends all connections.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*bun.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// inTx runs fn in a write transaction that takes its lock at once.
func (s *Store) inTx(ctx context.Context, op string, fn func(tx bun.Tx) error) error {
	err := s.write.RunInTx(ctx, nil, func(_ context.Context, tx bun.Tx) error { return fn(tx) })
	if err != nil {
		return fmt.Errorf("%s: %w", op, fullDisk(err))
	}
	return nil
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// notFound is the answer where nothing has the id asked for.
func notFound(what string) error { return corpus.Errorf(corpus.NotFound, "没有找到这%s", what) }
