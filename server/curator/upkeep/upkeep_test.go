package upkeep_test

import (
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/upkeep"
	"shiyun/server"
	"shiyun/server/servertest"
)

// Administrators see how the archive is kept, and are told on their first page
// where it is not.
func TestUpkeepIsShownToAdministrators(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	dir := t.TempDir()
	keeper := upkeep.New(upkeep.Config{Places: []string{"/mnt/disk"}, Store: st, Backup: backup.Options{Source: st, Data: t.TempDir(), Dir: dir}, Every: time.Hour, Log: slog.New(slog.DiscardHandler)})
	site := servertest.NewSite(t, st, func(c *server.Config) { c.Upkeep = keeper })
	boss, teacher := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin), servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
	get := func(path, cookie string) (int, string) {
		req := servertest.NewRequest(path, "10.0.0.1:1")
		req.Header.Set("Cookie", cookie)
		rec := servertest.Serve(site, req)
		return rec.Code, rec.Body.String()
	}
	if code, page := get("/curator/upkeep", boss); code != http.StatusOK || !strings.Contains(page, "还没有备份") || !strings.Contains(page, dir) || !strings.Contains(page, "/mnt/disk") || !strings.Contains(page, "还没有抄去") {
		t.Errorf("%d %s", code, page)
	}
	if code, _ := get("/curator/upkeep", teacher); code != http.StatusForbidden {
		t.Errorf("a curator: %d", code)
	}
	if _, home := get("/curator", teacher); strings.Contains(home, "/curator/upkeep") {
		t.Error("a curator is led there")
	}
	m, err := backup.Create(t.Context(), backup.Options{Source: st, Data: t.TempDir(), Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, page := get("/curator/upkeep", boss); !strings.Contains(page, "1 份") || strings.Contains(page, "role=\"alert\"") {
		t.Errorf("after a backup: %s", page)
	}
	if err := os.RemoveAll(filepath.Join(dir, m.Name)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if rec := servertest.Post(t, site, "/curator/upkeep/backup", nil, "Cookie", boss); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "马上备份") {
		t.Errorf("asked: %d", rec.Code)
	}
}
