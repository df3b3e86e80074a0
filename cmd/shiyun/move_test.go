package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/cmd/shiyun/command"
	"shiyun/corpus/store/db/postgres/postgrestest"
)

// An archive that moved into PostgreSQL is served from there, refuses to be
// taken for lost or new, and moves back.
func TestMove(t *testing.T) {
	t.Parallel()
	server := postgrestest.Connect(t)
	dir, url := t.TempDir(), server.NewSchema(t)
	closeStore(t, openSamples(t, dir))
	before := shiyun(t, "export", "--data", dir)

	runFor(t, command.StatusFailed, "move", "--from", dir, "--to", filepath.Join(t.TempDir(), "other"))
	runFor(t, command.StatusFailed, "export", "--data", dir, "--database", url) // an empty database beside a full directory
	if out := shiyun(t, "move", "--from", dir, "--to", url, "--json"); !strings.Contains(out, `"aside": "archive.db.moved-`) {
		t.Error(out)
	}
	runFor(t, command.StatusFailed, "export", "--data", dir) // the file is not there any more
	if after := shiyun(t, "export", "--data", dir, "--database", url); after != before {
		t.Error("the export of the moved archive is another")
	}
	s := serve(t, "serve", dir, "--database", url)
	await(t, "the index is made", func() bool {
		status, _, err := s.answer("/readyz")
		return err == nil && status == http.StatusOK
	})
	found, err := s.find("月")
	if err != nil || found.Total == 0 {
		t.Errorf("%+v, %v", found, err)
	}
	runFor(t, command.StatusFailed, "move", "--from", url, "--to", dir) // it is served
	s.kill(t)

	shiyun(t, "move", "--from", url, "--to", dir)
	if back := shiyun(t, "export", "--data", dir); back != before {
		t.Error("the export of the archive that moved back is another")
	}
	shiyun(t, "verify", "--full", "--data", dir)
}

// No message has the password of an address.
func TestPasswordOfADatabaseIsNotPrinted(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://a:geheim@127.0.0.1:1/x", "postgres://a:geheim@127.0.0.1:port/x"} {
		_, out, err := runCommand(t, "export", "--data", t.TempDir(), "--database", url)
		if all := out + err; strings.Contains(all, "geheim") || !strings.Contains(all, "数据库") {
			t.Errorf("%s: %s", url, all)
		}
	}
	if out := shiyun(t, "config", "show", "--database", "postgres://a:geheim@h/x"); strings.Contains(out, "geheim") {
		t.Error(out)
	}
}
