// Package db opens the database an archive lives in. It is the one place where
// one database differs from another: what is written on top of it is the SQL
// that SQLite and PostgreSQL share (upserts too: both know ON CONFLICT), put
// together by bun. A database of its own is a Dialect, in a folder beside this
// file with its migrations.
//
// # The one-writer rule
//
// At any moment at most one write transaction is open on an archive, counted
// over all programs that have it open, and it sees everything committed before
// it began. [DB.Write] keeps that rule on every database. Much rests on it:
// numbers are dealt in the order in which they are committed, so that a
// follower of the change log that goes by them misses nothing; each row of the audit
// log holds the hash of the one before it; an author, a place or an account is
// looked up by name and made where there is none. On a database whose write
// transactions run side by side all of these would need locks of their own.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
)

// Dialect is what the archive needs of a database beyond the common SQL.
type Dialect interface {
	// Connect opens the connections that write and those that only read,
	// making an empty database first where there is none.
	Connect(ctx context.Context) (write, read *bun.DB, err error)

	// Migrations are the numbered steps of the schema, append-only and each
	// its own transaction. Every dialect has the same numbers.
	Migrations() (goose.Dialect, fs.FS)

	// LockMigrations waits until no other program migrates the archive, and
	// keeps others from it until unlock is called.
	LockMigrations(ctx context.Context) (unlock func() error, err error)

	// CheckDurable returns an error where a transaction that was acknowledged
	// could be lost in a power cut.
	CheckDurable(ctx context.Context, write *bun.DB) error

	// BeginWrite begins a transaction that is the only one to write until it
	// ends, in whatever program, and that reads what was committed before it
	// became so. It waits up to WriterWait for the one before it.
	BeginWrite(ctx context.Context, write *bun.DB) (bun.Tx, error)

	// Purge takes what was deleted off the disk too: pages that are free, and
	// the log of what was written before.
	Purge(ctx context.Context, write *bun.DB) error

	// FaultOf classifies an error of the database.
	FaultOf(err error) Fault

	// Columns lists the columns of a table in the order they were made in.
	Columns(ctx context.Context, conn bun.IDB, table string) ([]string, error)

	// Watch returns the statements that make the database note each row of a
	// table that is written in the table unsummed, by a column of numbers that
	// parts the table ("" for none) and by its key.
	Watch(table, part, key string) []string

	// CheckPages has the database look through its own structure, in full or
	// only as far as it is quick, and returns what it finds wrong; nothing
	// where it cannot.
	CheckPages(ctx context.Context, conn bun.IDB, full bool) ([]string, error)

	// Copy writes a consistent copy of the database into a new file while
	// others write. It returns an Unavailable error where the database has
	// means of its own for that.
	Copy(ctx context.Context, file string) error
}

// DB is the database of an open archive. All methods may be called from any
// goroutine.
type DB struct {
	dialect     Dialect
	write, read *bun.DB
	readOnly    readOnly
	atEnd       []func(context.Context, bun.Tx) error // set before use
}

// Upgrade is a change of the schema that is about to be made. From is 0 for a
// new archive.
type Upgrade struct{ From, To int64 }

// BeforeUpgrade is called before an archive is changed, with its database as it
// still is; the opening ends where it fails.
type BeforeUpgrade func(*DB, Upgrade) error

// Open connects to an archive and brings its schema up to date. It returns a
// TooNew error for an archive that a newer program has written.
func Open(ctx context.Context, dialect Dialect, before ...BeforeUpgrade) (*DB, error) {
	write, read, err := dialect.Connect(ctx)
	if err != nil {
		return nil, err
	}
	d := &DB{dialect: dialect, write: write, read: read}
	d.readOnly.closing, d.readOnly.close = context.WithCancel(context.WithoutCancel(ctx))
	if err = d.migrate(ctx, before...); err == nil {
		err = dialect.CheckDurable(ctx, write)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Reader returns the handle for reading outside a write transaction. Each
// statement sees what was committed before it; two statements may see a commit
// between them.
func (d *DB) Reader() *bun.DB { return d.read }

// AtEnd has fn run at the end of every write transaction, in it, after what was
// given before. It is not for use beside a transaction.
func (d *DB) AtEnd(fn func(context.Context, bun.Tx) error) { d.atEnd = append(d.atEnd, fn) }

// Columns lists the columns of a table in the order they were made in.
func (d *DB) Columns(ctx context.Context, table string) ([]string, error) {
	return d.dialect.Columns(ctx, d.read, table)
}

// Watch returns the statements of the dialect.
func (d *DB) Watch(table, part, key string) []string { return d.dialect.Watch(table, part, key) }

// CheckPages has the database look through its structure.
func (d *DB) CheckPages(ctx context.Context, full bool) ([]string, error) {
	return d.dialect.CheckPages(ctx, d.read, full)
}

// Copy writes a consistent copy of the database into a new file.
func (d *DB) Copy(ctx context.Context, file string) error { return d.dialect.Copy(ctx, file) }

// Snapshot runs fn on what the database held at one moment.
func Snapshot(ctx context.Context, read *bun.DB, fn func(conn bun.IDB) error) error {
	tx, err := read.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return fn(tx)
}

// Purge takes what was deleted off the disk too. It returns an Unavailable
// error where somebody reads an older state all the while.
func (d *DB) Purge(ctx context.Context) error {
	if err := d.dialect.Purge(ctx, d.write); err != nil {
		return fmt.Errorf("purge: %w", d.explain(err))
	}
	return nil
}

// Close ends all connections.
func (d *DB) Close() error {
	d.readOnly.close()
	d.readOnly.probes.Wait()
	return errors.Join(d.read.Close(), d.write.Close())
}
