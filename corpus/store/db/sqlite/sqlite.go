// Package sqlite is the dialect of an archive in one file.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/gofrs/flock"
	"github.com/mattn/go-sqlite3" // also database/sql driver "sqlite3"
	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"shiyun/corpus/store/db"
)

// FileName is the archive inside the data directory.
const FileName = "archive.db"

const (
	lockName = "migrate.lock"

	// readers bounds the connections that read at the same time; each costs a
	// page cache of some 2 MB.
	readers = 4
)

//go:embed migrations/*.sql
var migrations embed.FS

// Dialect is the archive in a directory.
type Dialect struct{ dir string }

var _ db.Dialect = Dialect{}

// In returns the dialect of the archive in dir.
func In(dir string) Dialect { return Dialect{dir} }

// Exists reports whether dir holds an archive.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil
}

// HasContent reports whether dir holds an archive that something was ever
// written to. One that is only just being made is empty.
func HasContent(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil && info.Size() > 0
}

// Connect opens the file, making it where there is none. One connection
// writes: SQLite has one writer, and a queue in Go is fairer than SQLITE_BUSY.
func (d Dialect) Connect(context.Context) (write, read *bun.DB, err error) {
	path := filepath.Join(d.dir, FileName)
	if err := create(path); err != nil {
		return nil, nil, err
	}
	if write, err = open(path, 1, nil); err != nil {
		return nil, nil, err
	}
	read, err = open(path, readers, url.Values{"_query_only": {"1"}, "_txlock": {"deferred"}})
	if err != nil {
		return nil, nil, errors.Join(err, write.Close())
	}
	return write, read, nil
}

// create makes the file of a new archive, for its owner alone: the directory
// may be open to all, and SQLite gives the files beside it the mode of this
// one.
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

func open(path string, connections int, extra url.Values) (*bun.DB, error) {
	pool, err := sql.Open("sqlite3", dsn(path, extra))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return bun.NewDB(pool, literals{sqlitedialect.New()}), nil
}

// literals writes texts into statements.
type literals struct{ *sqlitedialect.Dialect }

func (l literals) AppendString(b []byte, s string) []byte {
	return l.Dialect.AppendString(b, db.ReplaceNUL(s))
}

// dsn carries every pragma, because a pragma given by Exec would reach one
// pooled connection only. Write transactions begin immediate: a deferred one
// that turns into a write fails at once when another process writes, however
// long the busy timeout is.
func dsn(path string, extra url.Values) string {
	q := url.Values{
		"_busy_timeout": {strconv.FormatInt(db.WriterWait.Milliseconds(), 10)},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"}, // the driver's own default in WAL mode loses commits in a power cut
		"_foreign_keys": {"1"},
		"_txlock":       {"immediate"},
	}
	for k, v := range extra {
		q[k] = v
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}
	return u.String()
}

// BeginWrite begins an immediate transaction, set in the connection string:
// it takes the lock of the one writer at once. SQLite's transactions are
// serializable.
func (Dialect) BeginWrite(ctx context.Context, write *bun.DB) (bun.Tx, error) {
	return write.BeginTx(ctx, nil)
}

// Migrations are in the folder beside this file.
func (Dialect) Migrations() (goose.Dialect, fs.FS) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // only for a malformed name
	}
	return goose.DialectSQLite3, files
}

// LockMigrations locks a file: SQLite has no lock of its own that spans
// several transactions.
func (d Dialect) LockMigrations(context.Context) (unlock func() error, err error) {
	lock := flock.New(filepath.Join(d.dir, lockName))
	return lock.Unlock, lock.Lock()
}

// CheckDurable reads back what the connection string asked for. Without
// journal_mode=WAL and synchronous=FULL an acknowledged poem could be lost in
// a power cut, so the archive refuses to run.
func (Dialect) CheckDurable(ctx context.Context, write *bun.DB) error {
	var journal string
	var synchronous, foreignKeys int
	err := write.QueryRowContext(ctx, "SELECT journal_mode, synchronous, foreign_keys FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys").
		Scan(&journal, &synchronous, &foreignKeys)
	if err != nil {
		return fmt.Errorf("read pragmas back: %w", err)
	}
	if journal != "wal" || synchronous != 2 || foreignKeys != 1 {
		return fmt.Errorf("archive is not durable: journal_mode=%s synchronous=%d foreign_keys=%d, want wal, 2, 1", journal, synchronous, foreignKeys)
	}
	return nil
}

// FaultOf reads SQLite's result code. SQLITE_PROTOCOL is a race for the lock
// of a log that is being opened or recovered.
func (Dialect) FaultOf(err error) db.Fault {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return systemFault(err)
	}
	switch {
	case failure.SystemErrno == syscall.EMFILE, failure.SystemErrno == syscall.ENFILE:
		return db.Exhausted
	case failure.Code == sqlite3.ErrFull, failure.SystemErrno == syscall.ENOSPC:
		return db.Full
	case failure.Code == sqlite3.ErrBusy, failure.Code == sqlite3.ErrProtocol:
		return db.Busy
	case failure.Code == sqlite3.ErrReadonly, failure.Code == sqlite3.ErrPerm, failure.Code == sqlite3.ErrCantOpen, failure.Code == sqlite3.ErrAuth:
		return db.Unwritable
	case failure.Code == sqlite3.ErrIoErr:
		return db.Failing
	case failure.Code == sqlite3.ErrCorrupt, failure.Code == sqlite3.ErrNotADB:
		return db.Damaged
	}
	return db.NoFault
}

// systemFault classifies an error of a file beside the database.
func systemFault(err error) db.Fault {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return db.Full
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return db.Unwritable
	case errors.Is(err, syscall.EIO):
		return db.Failing
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return db.Exhausted
	}
	return db.NoFault
}
