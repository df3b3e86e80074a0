package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"syscall"

	"github.com/mattn/go-sqlite3" // also database/sql driver "sqlite3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"shiyun/corpus"
)

// readers bounds the connections that read at the same time; each costs a
// page cache of some 2 MB.
const readers = 4

// dsn carries every pragma, because a pragma given by Exec would reach one
// pooled connection only. Write transactions begin immediate: a deferred one
// that turns into a write fails at once when another process writes, however
// long the busy timeout is.
func dsn(path string, extra url.Values) string {
	q := url.Values{
		"_busy_timeout": {"20000"},
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

func openWriter(path string) (*bun.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, nil))
	if err != nil {
		return nil, fmt.Errorf("open archive for writing: %w", err)
	}
	db.SetMaxOpenConns(1)
	return bun.NewDB(db, sqlitedialect.New()), nil
}

func openReader(path string) (*bun.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, url.Values{"_query_only": {"1"}, "_txlock": {"deferred"}}))
	if err != nil {
		return nil, fmt.Errorf("open archive for reading: %w", err)
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return bun.NewDB(db, sqlitedialect.New()), nil
}

// checkDurable reads back what the connection string asked for. Without
// journal_mode=WAL and synchronous=FULL an acknowledged poem could be lost in
// a power cut, so the archive refuses to run.
func checkDurable(ctx context.Context, db *sql.DB) error {
	var journal string
	var synchronous, foreignKeys int
	err := db.QueryRowContext(ctx, "SELECT journal_mode, synchronous, foreign_keys FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys").
		Scan(&journal, &synchronous, &foreignKeys)
	if err != nil {
		return fmt.Errorf("read pragmas back: %w", err)
	}
	if journal != "wal" || synchronous != 2 || foreignKeys != 1 {
		return fmt.Errorf("archive is not durable: journal_mode=%s synchronous=%d foreign_keys=%d, want wal, 2, 1", journal, synchronous, foreignKeys)
	}
	return nil
}

// fullDisk says in words where an error is one of a full disk: nothing was
// written, and what was there is whole.
func fullDisk(err error) error {
	var failure sqlite3.Error
	if errors.As(err, &failure) && (failure.Code == sqlite3.ErrFull || failure.SystemErrno == syscall.ENOSPC) {
		return &corpus.Error{Code: corpus.Unavailable, Message: "服务器的磁盘满了，没有存下；请告诉管理员清出空间后再试", Err: err}
	}
	return err
}
