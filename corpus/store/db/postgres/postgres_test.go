package postgres_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/postgres"
	"shiyun/corpus/store/db/postgres/postgrestest"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/storetest"
)

// TestPostgreSQL runs the suite on the server SHIYUN_TEST_POSTGRES leads to, a
// URL whose database has the encoding UTF8 and the locale C, or on one of its
// own where the programs of PostgreSQL are on the machine.
func TestPostgreSQL(t *testing.T) {
	server := postgrestest.Connect(t)
	testLostConnection(t, server)
	storetest.Run(t, func(t testing.TB) db.Dialect { return server.New(t) })
}

// testLostConnection ends the connection of a writer in the middle of a
// transaction: nothing is written, the error is one to try again, and trying
// again works.
func testLostConnection(t *testing.T, server postgrestest.Server) {
	dialect := server.New(t)
	d, err := db.Open(t.Context(), dialect)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	const counter db.Counter = "lost"
	for _, lost := range []bool{true, false} {
		err := d.Write(t.Context(), "count", func(tx bun.Tx) error {
			if _, err := counter.Take(t.Context(), tx, 1); err != nil || !lost {
				return err
			}
			var pid int
			if err := tx.NewRaw("SELECT pg_backend_pid()").Scan(t.Context(), &pid); err != nil {
				return err
			}
			if _, err := server.Admin.ExecContext(t.Context(), "SELECT pg_terminate_backend($1, 5000)", pid); err != nil {
				t.Fatal(err)
			}
			_, err := counter.Take(t.Context(), tx, 1)
			return err
		})
		if got := corpus.CodeOf(err) == corpus.Unavailable; got != lost || !lost && err != nil {
			t.Errorf("a writer whose connection is lost: %t: %v", lost, err)
		}
	}
	var value int
	if err := d.Reader().NewRaw("SELECT value FROM counters WHERE name = ?", string(counter)).Scan(t.Context(), &value); err != nil || value != 1 {
		t.Errorf("counted to %d, want 1, %v", value, err)
	}
}

// While the server is away a read is an error that passes, and a write makes
// the archive one that is only read; both are well again by themselves.
func TestServerThatGoesAway(t *testing.T) {
	server := postgrestest.Connect(t)
	if server.Stop == nil {
		t.Skip("NOT RUN: the server at SHIYUN_TEST_POSTGRES is not ours to stop")
	}
	dir := t.TempDir()
	s, err := store.OpenOn(t.Context(), dir, server.New(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	server.Stop()
	if _, err := s.Head(t.Context()); err == nil || !s.Passes(err) {
		t.Errorf("a read while the server is away: %v", err)
	}
	if err := s.SetSetting(t.Context(), "x", "1"); corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("a write while the server is away: %v", err)
	}
	if s.ReadOnly().IsZero() {
		t.Error("nobody is told that nothing can be sent in")
	}
	server.Start()
	deadline := time.Now().Add(30 * time.Second)
	for !s.ReadOnly().IsZero() && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := s.Head(t.Context()); err != nil || !s.ReadOnly().IsZero() {
		t.Errorf("after the server is back: %v, %v", err, s.ReadOnly())
	}
}

// An archive is at the same version in either database.
func TestMigrationsHaveTheSameNames(t *testing.T) {
	t.Parallel()
	_, here := postgres.Dialect{}.Migrations()
	_, there := sqlite.In("").Migrations()
	ours, err := fs.Glob(here, "*.sql")
	theirs, otherErr := fs.Glob(there, "*.sql")
	if err := errors.Join(err, otherErr); err != nil || len(ours) == 0 || !slices.Equal(ours, theirs) {
		t.Errorf("%v, those of SQLite %v, %v", ours, theirs, err)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]db.Fault{"53100": db.Full, "55P03": db.Busy, "40001": db.Busy, "57P01": db.Lost, "57P03": db.Lost, "08006": db.Lost, "23505": db.NoFault, "": db.NoFault} {
		if got := (postgres.Dialect{}).FaultOf(fmt.Errorf("write: %w", &pgconn.PgError{Code: state})); got != want {
			t.Errorf("%s: %v, want %v", state, got, want)
		}
	}
	if got := (postgres.Dialect{}).FaultOf(errors.New("55P03")); got != db.NoFault {
		t.Errorf("an error that is not of the database: %v", got)
	}
	for name, c := range map[string]struct {
		err  error
		want db.Fault
	}{
		"bad connection":  {driver.ErrBadConn, db.Lost},
		"broken off":      {io.ErrUnexpectedEOF, db.Lost},
		"network":         {&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, db.Lost},
		"given up":        {fmt.Errorf("%w: %w", context.Canceled, &net.OpError{Op: "read", Err: syscall.EPIPE}), db.NoFault},
		"no error at all": {nil, db.NoFault},
	} {
		if got := (postgres.Dialect{}).FaultOf(c.err); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
