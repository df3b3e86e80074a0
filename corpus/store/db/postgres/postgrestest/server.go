// Package postgrestest runs tests on a real PostgreSQL: the server that
// SHIYUN_TEST_POSTGRES leads to, or one of their own where its programs are on
// the machine.
//
// It is for tests alone.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"shiyun/corpus/needs"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/postgres"
)

// Server is one on which archives are made for tests.
type Server struct {
	Admin *sql.DB // of its first database
	dsn   string
	made  *atomic.Int64
	// Stop ends the server as a power cut would, and Start brings it back; nil
	// for a server of somebody else.
	Stop, Start func()
}

// Connect returns the server. Where there is none and none can be started, the
// test ends as package needs has it.
func Connect(t testing.TB) Server {
	t.Helper()
	s := Server{dsn: os.Getenv("SHIYUN_TEST_POSTGRES"), made: new(atomic.Int64)}
	if s.dsn == "" {
		s.run(t)
	}
	var err error
	if s.Admin, err = sql.Open("pgx", s.dsn); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Admin.Close(); err != nil {
			t.Error(err)
		}
	})
	if s.Stop != nil {
		s.makeTemplate(t)
	}
	return s
}

// NewSchema makes an empty schema, taken away at the end of the test, and
// returns the address of an archive in it.
func (s Server) NewSchema(t testing.TB) string {
	t.Helper()
	schema := fmt.Sprintf("shiyun_test_%d_%d", os.Getpid(), s.made.Add(1))
	if _, err := s.Admin.ExecContext(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.Admin.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Error(err)
		}
	})
	return s.address(t, func(_ *url.URL, q url.Values) { q.Set("search_path", schema) })
}

// New returns the dialect of an archive of its own. On a server of the tests'
// own that is a database copied from one that was migrated once: most of what an
// archive costs there is making its tables.
func (s Server) New(t testing.TB) postgres.Dialect {
	t.Helper()
	dsn := ""
	if s.Stop == nil {
		dsn = s.NewSchema(t)
	} else {
		dsn = s.copyTemplate(t)
	}
	dialect, err := postgres.At(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return dialect
}

// template is the name of the database that is copied.
const template = "shiyun_template"

// makeTemplate makes a database with the tables of an archive and no rows.
func (s Server) makeTemplate(t testing.TB) {
	t.Helper()
	_, err := s.Admin.ExecContext(t.Context(), "CREATE DATABASE "+template)
	if err != nil {
		t.Fatal(err)
	}
	dialect, err := postgres.At(s.address(t, func(u *url.URL, _ url.Values) { u.Path = "/" + template }))
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), dialect)
	if err == nil {
		err = d.Close() // a database that somebody uses cannot be copied
	}
	if err != nil {
		t.Fatal(err)
	}
}

// copyTemplate returns the address of a new copy, taken away at the end of the
// test.
func (s Server) copyTemplate(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("shiyun_test_%d", s.made.Add(1))
	if _, err := s.Admin.ExecContext(t.Context(), "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.Admin.ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return s.address(t, func(u *url.URL, _ url.Values) { u.Path = "/" + name })
}

// address returns that of the server, changed.
func (s Server) address(t testing.TB, change func(*url.URL, url.Values)) string {
	t.Helper()
	u, err := url.Parse(s.dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	change(u, q)
	u.RawQuery = q.Encode()
	return u.String()
}

// run starts a server in a folder of its own.
func (s *Server) run(t testing.TB) {
	t.Helper()
	bin := needs.PostgreSQL(t)
	within := "" // a suite makes an archive a test: on a disk that takes minutes
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
	// No port: who can reach the folder can connect. It stays durable, or the
	// archive would be refused; in memory that costs nothing.
	options := "-c listen_addresses='' -c unix_socket_directories='" + dir + "' -c max_connections=300 -c shared_buffers=64MB" +
		" -c autovacuum=off -c jit=off"
	control := filepath.Join(bin, "pg_ctl")
	s.Start = func() { run(control, "-D", data, "-o", options, "-l", filepath.Join(dir, "log"), "-w", "start") }
	s.Stop = func() { run(control, "-D", data, "-m", "immediate", "-w", "stop") }
	s.Start()
	t.Cleanup(s.Stop)
	s.dsn = "postgres://shiyun@/postgres?sslmode=disable&host=" + url.QueryEscape(dir)
}

// runner runs programs of the server, as the user postgres where the test is
// run by root: the server refuses that.
func runner(t testing.TB, dir string) func(name string, args ...string) {
	t.Helper()
	attr := &syscall.SysProcAttr{}
	if os.Getuid() == 0 {
		owner, err := user.Lookup("postgres")
		if err != nil {
			t.Fatal(err)
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
