// Package postgres is the dialect of an archive in a schema of PostgreSQL.
package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"shiyun/corpus/store/db"
)

// readers bounds the connections that read at the same time; a server has some
// hundred for all its programs.
const readers = 8

//go:embed migrations/*.sql
var migrations embed.FS

// Dialect is the archive that a connection string leads to. Its search_path
// names the schema; locks are of that schema, so that archives beside each
// other in one database do not wait for each other.
type Dialect struct{ config *pgx.ConnConfig }

var _ db.Dialect = Dialect{}

// At returns the dialect of the archive at a connection string, a URL or
// keywords as libpq has them.
func At(dsn string) (Dialect, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return Dialect{}, fmt.Errorf("read connection string: %w", err)
	}
	// bun writes arguments into the statement: nothing is left to prepare, and
	// a pooler in between need not keep what was.
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	config.RuntimeParams["application_name"] = "shiyun"
	config.RuntimeParams["standard_conforming_strings"] = "on"
	return Dialect{config}, nil
}

// Connect opens the connections; the database must be there. One connection
// writes: the others would only wait for the lock of the one writer.
func (d Dialect) Connect(context.Context) (write, read *bun.DB, err error) {
	return d.open(1, nil), d.open(readers, map[string]string{"default_transaction_read_only": "on"}), nil
}

// HasArchive reports whether the schema has an archive, without making one.
func (d Dialect) HasArchive(ctx context.Context) (there bool, err error) {
	conn, err := pgx.ConnectConfig(ctx, d.config.Copy())
	if err != nil {
		return false, err
	}
	err = conn.QueryRow(ctx, "SELECT to_regclass('goose_db_version') IS NOT NULL").Scan(&there)
	return there, errors.Join(err, conn.Close(ctx))
}

func (d Dialect) open(connections int, settings map[string]string) *bun.DB {
	config := d.config.Copy()
	for name, value := range settings {
		config.RuntimeParams[name] = value
	}
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return bun.NewDB(pool, literals{pgdialect.New()})
}

// literals writes texts into statements.
type literals struct{ *pgdialect.Dialect }

func (l literals) AppendString(b []byte, s string) []byte {
	return l.Dialect.AppendString(b, db.ReplaceNUL(s))
}

// BeginWrite waits for the lock of the one writer, which goes with the
// transaction. The isolation is read committed and must not be more: a
// snapshot would be taken by the statement that waits for the lock, and would
// not show what the transaction before it wrote.
func (Dialect) BeginWrite(ctx context.Context, write *bun.DB) (bun.Tx, error) {
	tx, err := write.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return tx, err
	}
	wait := strconv.FormatInt(db.WriterWait.Milliseconds(), 10)
	_, err = tx.ExecContext(ctx, "SET LOCAL lock_timeout = "+wait+"; SELECT pg_advisory_xact_lock("+lock("writer")+"); SET LOCAL lock_timeout = 0")
	if err != nil {
		return tx, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

// lock is the key of an advisory lock of the archive.
func lock(name string) string {
	return "hashtextextended('shiyun/" + name + "/' || current_schema(), 0)"
}

// Migrations are in the folder beside this file.
func (Dialect) Migrations() (goose.Dialect, fs.FS) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // only for a malformed name
	}
	return goose.DialectPostgres, files
}

// LockMigrations holds a lock of a session, on a connection of its own.
func (d Dialect) LockMigrations(ctx context.Context) (unlock func() error, err error) {
	conn, err := pgx.ConnectConfig(ctx, d.config.Copy())
	if err != nil {
		return nil, err
	}
	unlock = func() error { return conn.Close(context.WithoutCancel(ctx)) }
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock("+lock("migration")+")"); err != nil {
		return nil, errors.Join(err, unlock())
	}
	return unlock, nil
}

// CheckDurable refuses a server that acknowledges what it may lose, and a
// database that orders texts by a language: lists are in the order of code
// points, and pages go on from where one ended.
func (Dialect) CheckDurable(ctx context.Context, write *bun.DB) error {
	var fsync, commit, encoding, collation string
	err := write.QueryRowContext(ctx, "SELECT current_setting('fsync'), current_setting('synchronous_commit'), "+
		"pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()").Scan(&fsync, &commit, &encoding, &collation)
	if err != nil {
		return fmt.Errorf("read settings back: %w", err)
	}
	if fsync != "on" || commit == "off" {
		return fmt.Errorf("archive is not durable: fsync=%s synchronous_commit=%s, want on, on", fsync, commit)
	}
	if base, _, _ := strings.Cut(collation, "."); encoding != "UTF8" || base != "C" && base != "POSIX" {
		return fmt.Errorf("archive needs a database of encoding UTF8 and locale C, not %s and %s", encoding, collation)
	}
	return nil
}

// FaultOf reads the SQLSTATE, and what the driver returns where there is none
// because the server did not answer.
func (Dialect) FaultOf(err error) db.Fault {
	var failure *pgconn.PgError
	if !errors.As(err, &failure) {
		if isConnectionLost(err) {
			return db.Lost
		}
		return db.NoFault
	}
	if strings.HasPrefix(failure.Code, "08") { // connection exceptions
		return db.Lost
	}
	switch failure.Code {
	case "53100": // disk_full
		return db.Full
	case "55P03", "40001", "40P01", "53300": // lock_not_available, serialization_failure, deadlock_detected, too_many_connections
		return db.Busy
	case "57P01", "57P02", "57P03": // admin_shutdown, crash_shutdown, cannot_connect_now
		return db.Lost
	}
	return db.NoFault
}

// isConnectionLost reports whether an error without a SQLSTATE is one of the
// connection. A request that was given up ends its connection too, and is none.
func isConnectionLost(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network) ||
		errors.As(err, &connect) || pgconn.SafeToRetry(err)
}
