package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
)

// ReadOnly returns why nothing can be written at the moment; the zero message
// where it can.
func (s *Store) ReadOnly() corpus.Message { return s.db.ReadOnly() }

// RefuseWrites makes the archive one that is only read.
func (s *Store) RefuseWrites(reason corpus.Message) { s.db.RefuseWrites(reason) }

// Passes reports whether an error is one of a database that is away, or has no
// room for one more, and that trying again mends.
func (s *Store) Passes(err error) bool { return s.db.Passes(err) }

// Unwritable returns, of an error of opening or writing, why the directory
// takes no writing; the zero message for any other error.
func Unwritable(err error) corpus.Message {
	switch (sqlite.Dialect{}).FaultOf(err) {
	case db.Full:
		return corpus.NewMessage("archive.disk_full")
	case db.Unwritable:
		return corpus.NewMessage("archive.unwritable")
	case db.Failing:
		return corpus.NewMessage("archive.disk_failing")
	}
	return corpus.Message{}
}

// CopyToRead copies what reading needs of the directory from into the empty
// directory to, where SQLite can do what it must to read a log that was not
// folded in. Media stay where they are.
func CopyToRead(from, to string) error {
	for _, name := range []string{sqlite.FileName, sqlite.FileName + "-wal", seal.FileName, "dict/user.txt"} {
		err := copyFile(filepath.Join(from, name), filepath.Join(to, name))
		if err != nil && (name == sqlite.FileName || !errors.Is(err, fs.ErrNotExist)) {
			return fmt.Errorf("copy to read: %w", err)
		}
	}
	media, err := filepath.Abs(filepath.Join(from, "media"))
	if err == nil {
		err = os.Symlink(media, filepath.Join(to, "media"))
	}
	return err
}

func copyFile(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() // only read
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	_, err = io.Copy(target, source)
	return err
}
