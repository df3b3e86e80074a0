package postgres_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/postgres"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/storetest"
)

// TestPostgreSQL runs the suite on the server SHIYUN_TEST_POSTGRES leads to, a
// URL whose database has the encoding UTF8 and the locale C, or on one of its
// own where the programs of PostgreSQL are on the machine.
func TestPostgreSQL(t *testing.T) {
	admin, dsn := connect(t)
	testLostConnection(t, admin, dsn)
	var made atomic.Int64
	storetest.Run(t, func(t testing.TB) db.Dialect {
		schema := fmt.Sprintf("shiyun_test_%d_%d", os.Getpid(), made.Add(1))
		if _, err := admin.ExecContext(t.Context(), "CREATE SCHEMA "+schema); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if _, err := admin.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE"); err != nil {
				t.Error(err)
			}
		})
		dialect, err := postgres.At(inSchema(t, dsn, schema))
		if err != nil {
			t.Fatal(err)
		}
		return dialect
	})
}

func connect(t *testing.T) (admin *sql.DB, dsn string) {
	t.Helper()
	dsn = os.Getenv("SHIYUN_TEST_POSTGRES")
	if dsn == "" && testing.Short() {
		t.Skip("NOT RUN: -short starts no server; SHIYUN_TEST_POSTGRES is not set")
	}
	if dsn == "" {
		dsn = startServer(t)
	}
	admin, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { admin.Close() })
	return admin, dsn
}

// testLostConnection ends the connection of a writer in the middle of a
// transaction: nothing is written, the error is one to try again, and trying
// again works.
func testLostConnection(t *testing.T, admin *sql.DB, dsn string) {
	schema := fmt.Sprintf("shiyun_test_%d_lost", os.Getpid())
	if _, err := admin.ExecContext(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = admin.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE") })
	dialect, err := postgres.At(inSchema(t, dsn, schema))
	if err != nil {
		t.Fatal(err)
	}
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
			if _, err := admin.ExecContext(t.Context(), "SELECT pg_terminate_backend($1, 5000)", pid); err != nil {
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

func inSchema(t testing.TB, dsn, schema string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// startServer runs a server in a folder of its own and returns where it is.
func startServer(t *testing.T) string {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, lookErr := exec.LookPath("initdb"); lookErr == nil {
		found = append(found, path)
	}
	if err != nil || len(found) == 0 {
		t.Skip("NOT RUN: no server at SHIYUN_TEST_POSTGRES, and no initdb on this machine (apt-get install postgresql)")
	}
	bin := filepath.Dir(slices.Max(found))
	within := "" // the suite makes an archive a test: on a disk that takes minutes
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		within = "/dev/shm"
	}
	dir, err := os.MkdirTemp(within, "shiyun-pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	run := runner(t, dir)
	data := filepath.Join(dir, "data")
	run(filepath.Join(bin, "initdb"), "-D", data, "-U", "shiyun", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	// No port: who can reach the folder can connect.
	options := "-c listen_addresses='' -c unix_socket_directories='" + dir + "' -c max_connections=300 -c shared_buffers=64MB"
	run(filepath.Join(bin, "pg_ctl"), "-D", data, "-o", options, "-l", filepath.Join(dir, "log"), "-w", "start")
	t.Cleanup(func() { run(filepath.Join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop") })
	return "postgres://shiyun@/postgres?sslmode=disable&host=" + url.QueryEscape(dir)
}

// runner runs programs of the server, as the user postgres where the test is
// run by root: the server refuses that.
func runner(t *testing.T, dir string) func(name string, args ...string) {
	attr := &syscall.SysProcAttr{}
	if os.Getuid() == 0 {
		owner, err := user.Lookup("postgres")
		if err != nil {
			t.Skip("NOT RUN: the server does not run as root, and there is no user postgres")
		}
		uid, uidErr := strconv.Atoi(owner.Uid)
		gid, gidErr := strconv.Atoi(owner.Gid)
		if err := errors.Join(uidErr, gidErr, os.Chown(dir, uid, gid)); err != nil {
			t.Fatal(err)
		}
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return func(name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.SysProcAttr = dir, attr
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
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
