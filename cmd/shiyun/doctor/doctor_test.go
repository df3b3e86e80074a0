package doctor_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shiyun/cmd/shiyun/doctor"
	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/transfer"
)

func ptr[T any](v T) *T { return &v }

// healthy makes an archive with a poem, something sealed and a backup, and the
// configuration with which nothing of it is ill.
func healthy(t *testing.T) doctor.Config {
	t.Helper()
	dir := t.TempDir()
	data, backups := filepath.Join(dir, "data"), filepath.Join(dir, "backups")
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{Publish: true})
	if err == nil {
		_, err = im.Write(t.Context(), []corpus.Draft{{Title: ptr("望湖"), Author: ptr("汀兰"), Body: ptr(strings.Repeat("一湖秋水，", 400))}})
	}
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err == nil {
		_, err = s.SubmitPoem(t.Context(), curation.Sent{Token: "receipt", Contact: s.Secrets().Seal("13800000000"),
			Draft: corpus.Draft{Title: ptr("来稿"), Author: ptr("投稿人"), Body: ptr("写在雨里")}})
	}
	if err == nil {
		_, err = backup.Create(t.Context(), backup.Options{Source: s, Data: data, Dir: backups})
	}
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return doctor.Config{Version: "test", Data: data, Backups: backups, Index: filepath.Join(data, "index"), BackupEvery: time.Hour, Now: time.Now,
		PublicURL: "http://127.0.0.1:1", Client: &http.Client{Timeout: 10 * time.Second},
		Space: func(string) (doctor.Space, error) { return doctor.Space{Free: 90 << 30, Total: 100 << 30}, nil }}
}

// each of these is made ill, or warns, in one place.
var cases = []struct {
	name, check string
	want        doctor.Status
	key         string // of the message
	harm        func(t *testing.T, c *doctor.Config)
}{
	{"nothing", "backup", doctor.OK, "doctor.backup.sound", func(*testing.T, *doctor.Config) {}},
	{"a fault of the settings", "settings", doctor.Ill, "settings.bad_toml", func(_ *testing.T, c *doctor.Config) {
		c.Faults = []corpus.Message{corpus.NewMessage("settings.bad_toml", "f", 1)}
	}},
	{"several faults of the settings", "settings", doctor.Ill, "doctor.settings.several", func(_ *testing.T, c *doctor.Config) {
		c.Faults = []corpus.Message{corpus.NewMessage("settings.bad_toml", "f", 1), corpus.NewMessage("settings.bad_toml", "f", 2)}
	}},
	{"no archive", "directory", doctor.Ill, "doctor.directory.none", func(t *testing.T, c *doctor.Config) { c.Data = t.TempDir() }},
	{"a lost archive", "directory", doctor.Ill, "start.archive_lost", func(t *testing.T, c *doctor.Config) { remove(t, c.Data, "archive.db") }},
	{"an emptied archive", "directory", doctor.Ill, "start.archive_lost", func(t *testing.T, c *doctor.Config) { write(t, "", c.Data, "archive.db") }},
	{"an archive for all to read", "directory", doctor.Warn, "doctor.directory.open", func(t *testing.T, c *doctor.Config) {
		chmod(t, 0o644, c.Data, "archive.db")
	}},
	{"a full disk", "disk", doctor.Ill, "doctor.disk.free", func(_ *testing.T, c *doctor.Config) { c.Space = free(3 << 20) }},
	{"a disk soon full", "disk", doctor.Warn, "doctor.disk.free", func(_ *testing.T, c *doctor.Config) { c.Space = free(700 << 20) }},
	{"a disk that cannot be asked", "disk", doctor.Ill, "doctor.disk.unknown", func(_ *testing.T, c *doctor.Config) {
		c.Space = func(string) (doctor.Space, error) { return doctor.Space{}, os.ErrPermission }
	}},
	{"a damaged page", "integrity", doctor.Ill, "", func(t *testing.T, c *doctor.Config) {
		path := filepath.Join(c.Data, "archive.db")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := 4096; at < len(content); at += 4096 { // the head of every page but the first
			copy(content[at:at+64], strings.Repeat("\xa5", 64))
		}
		write(t, string(content), path)
	}},
	{"no database", "integrity", doctor.Ill, "doctor.integrity.unreadable", func(t *testing.T, c *doctor.Config) {
		write(t, strings.Repeat("not a database ", 1000), c.Data, "archive.db")
	}},
	{"damage found by the scrub", "scrub", doctor.Ill, "doctor.scrub.damaged", func(t *testing.T, c *doctor.Config) {
		write(t, `{"last":{"damaged":2}}`, c.Data, "scrub.json")
	}},
	{"a lost key", "key", doctor.Ill, "doctor.key.lost", func(t *testing.T, c *doctor.Config) { remove(t, c.Data, "secret.key") }},
	{"half a key", "key", doctor.Ill, "doctor.key.unreadable", func(t *testing.T, c *doctor.Config) { write(t, "half", c.Data, "secret.key") }},
	{"a key that cannot be read", "key", doctor.Ill, "doctor.key.unreadable", func(t *testing.T, c *doctor.Config) {
		remove(t, c.Data, "secret.key")
		if err := os.Mkdir(filepath.Join(c.Data, "secret.key"), 0o700); err != nil {
			t.Fatal(err)
		}
	}},
	{"another key", "key", doctor.Ill, "doctor.key.foreign", func(t *testing.T, c *doctor.Config) { write(t, strings.Repeat("k", 32), c.Data, "secret.key") }},
	{"a key for all to read", "key", doctor.Warn, "doctor.key.open", func(t *testing.T, c *doctor.Config) { chmod(t, 0o644, c.Data, "secret.key") }},
	{"no index", "index", doctor.Warn, "doctor.index.none", func(*testing.T, *doctor.Config) {}},
	{"no backup", "backup", doctor.Ill, "doctor.backup.none", func(t *testing.T, c *doctor.Config) { c.Backups = t.TempDir() }},
	{"an old backup", "backup", doctor.Ill, "doctor.backup.old", func(_ *testing.T, c *doctor.Config) { c.Now = in(72 * time.Hour) }},
	{"a backup cut short", "backup", doctor.Ill, "doctor.backup.torn", func(t *testing.T, c *doctor.Config) {
		list, err := backup.List(c.Backups)
		if err != nil {
			t.Fatal(err)
		}
		write(t, "short", c.Backups, list[0].Name, "archive.db")
	}},
	{"no second backup", "backup", doctor.Ill, "doctor.backup.no_copy", func(_ *testing.T, c *doctor.Config) { c.Places = []string{"/mnt/disk"} }},
	{"an old second backup", "backup", doctor.Ill, "doctor.backup.old_copy", func(t *testing.T, c *doctor.Config) {
		c.Places = []string{"/mnt/disk"}
		write(t, `{"/mnt/disk":{"name":"20200101T000000Z","created_at":"2020-01-01T00:00:00Z"}}`, c.Backups, "copied.json")
	}},
	{"no backups by itself", "backup", doctor.Warn, "doctor.backup.by_hand", func(_ *testing.T, c *doctor.Config) { c.BackupEvery = 0 }},
	{"a clock before the archive", "clock", doctor.Ill, "doctor.clock.before_archive", func(_ *testing.T, c *doctor.Config) { c.Now = in(-time.Hour) }},
	{"a clock before the program", "clock", doctor.Ill, "doctor.clock.before_program", func(_ *testing.T, c *doctor.Config) {
		c.Built, c.Now = time.Now(), in(-48*time.Hour)
	}},
	{"a clock of 2100", "clock", doctor.Ill, "doctor.clock.far", func(_ *testing.T, c *doctor.Config) {
		c.Built, c.Now = time.Now(), in(75*365*24*time.Hour)
	}},
	{"a server that does not answer", "server", doctor.Ill, "doctor.server.silent", func(t *testing.T, c *doctor.Config) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		c.Server = l.Addr().String()
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}},
	{"a server that cannot write", "server", doctor.Ill, "doctor.server.read_only", answering(503, `{"status":"read_only"}`)},
	{"a server whose work ended", "server", doctor.Ill, "doctor.server.ill", answering(503, `{"status":"ill: backups"}`)},
	{"a server that catches up", "server", doctor.Warn, "doctor.server.catching_up", answering(503, `{"status":"catching_up"}`)},
	{"a server that is ready", "server", doctor.OK, "doctor.server.ready", answering(200, `{"status":"ready"}`)},
	{"another server", "server", doctor.Ill, "doctor.server.silent", answering(200, `<html>`)},
	{"everybody trusted", "proxies", doctor.Ill, "doctor.proxies.everybody", func(_ *testing.T, c *doctor.Config) { c.Proxies = []string{"127.0.0.1", "0.0.0.0/0"} }},
	{"a proxy by its name", "proxies", doctor.Ill, "doctor.proxies.unclear", func(_ *testing.T, c *doctor.Config) { c.Proxies = []string{"proxy"} }},
	{"no proxy before https", "proxies", doctor.Warn, "doctor.proxies.untrusted", func(_ *testing.T, c *doctor.Config) { c.PublicURL = "https://shi.example" }},
	{"no address", "address", doctor.Warn, "doctor.address.none", func(_ *testing.T, c *doctor.Config) { c.PublicURL = "" }},
	{"half an address", "address", doctor.Ill, "doctor.address.unclear", func(_ *testing.T, c *doctor.Config) { c.PublicURL = "shi.example" }},
	{"an address in the open", "address", doctor.Warn, "doctor.address.plain", func(_ *testing.T, c *doctor.Config) { c.PublicURL = "http://shi.example" }},
	{"an address that nothing answers", "address", doctor.Warn, "doctor.address.unreached", answering(200, `{"status":"ready"}`)},
	{"an address of another version", "address", doctor.Warn, "doctor.address.other", func(t *testing.T, c *doctor.Config) {
		answering(200, `{"status":"ready","version":"other"}`)(t, c)
		c.PublicURL = "http://" + c.Server
	}},
	{"an address that answers", "address", doctor.OK, "doctor.address.sound", func(t *testing.T, c *doctor.Config) {
		answering(200, `{"status":"ready","version":"test"}`)(t, c)
		c.PublicURL = "http://" + c.Server
	}},
}

func TestDoctorFindsWhatIsIll(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cfg := healthy(t)
			c.harm(t, &cfg)
			list, sound := doctor.Examine(t.Context(), cfg)
			anyIll := false
			for _, r := range list {
				anyIll = anyIll || r.Status == doctor.Ill
				if r.Message.Key == "" || (r.Status == doctor.OK) != r.Advice.IsZero() {
					t.Errorf("%s is %s: %v, advice %v", r.Check, r.Status, r.Message, r.Advice)
				}
				if r.Check != c.check {
					continue
				}
				if r.Status != c.want || c.key != "" && r.Message.Key != c.key {
					t.Errorf("%s is %s: %v %v, want %s %s", r.Check, r.Status, r.Message.Key, r.Message.Args, c.want, c.key)
				}
			}
			if sound == anyIll || anyIll && c.want != doctor.Ill {
				t.Errorf("sound %v, ill %v: %+v", sound, anyIll, list)
			}
		})
	}
}

// Looking changes nothing: no log is made beside an archive at rest, and no
// file is another afterwards.
func TestDoctorChangesNothing(t *testing.T) {
	t.Parallel()
	cfg := healthy(t)
	before := snapshot(t, cfg.Data)
	doctor.Examine(t.Context(), cfg)
	if after := snapshot(t, cfg.Data); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestFreeSpaceOfAFolderThatIsNotThere(t *testing.T) {
	t.Parallel()
	s, err := doctor.FreeSpace(filepath.Join(t.TempDir(), "a", "b"))
	if err != nil || s.Total == 0 || s.Free > s.Total {
		t.Errorf("%+v, %v", s, err)
	}
}

func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all.WriteString(path + "\n" + string(content) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func in(d time.Duration) func() time.Time { return func() time.Time { return time.Now().Add(d) } }

func free(bytes uint64) func(string) (doctor.Space, error) {
	return func(string) (doctor.Space, error) { return doctor.Space{Free: bytes, Total: 100 << 30}, nil }
}

func answering(status int, body string) func(*testing.T, *doctor.Config) {
	return func(t *testing.T, c *doctor.Config) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body)) // the client sees it where it fails
		}))
		t.Cleanup(server.Close)
		c.Server = server.Listener.Addr().String()
	}
}

func write(t *testing.T, content string, path ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(path...), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path ...string) {
	t.Helper()
	if err := os.Remove(filepath.Join(path...)); err != nil {
		t.Fatal(err)
	}
}

func chmod(t *testing.T, mode os.FileMode, path ...string) {
	t.Helper()
	if err := os.Chmod(filepath.Join(path...), mode); err != nil {
		t.Fatal(err)
	}
}

// An archive whose rows are on a server is not taken for one that is lost: a
// database that does not answer is ill, whatever is wrong with its address is
// said without the password in it.
func TestDatabaseOnAServer(t *testing.T) {
	t.Parallel()
	for address, key := range map[string]string{
		"postgres://shiyun:secret-word@127.0.0.1:1/shiyun?connect_timeout=2": "start.database_away",
		"postgres://shiyun:secret-word@127.0.0.1:port/shiyun":                "start.database_address",
	} {
		cfg := healthy(t)
		cfg.Database = address
		list, sound := doctor.Examine(t.Context(), cfg)
		if sound {
			t.Errorf("%s: sound", address)
		}
		for _, r := range list {
			if r.Check == "integrity" && (r.Status != doctor.Ill || r.Message.Key != key || r.Advice.Key != "doctor.database.advice") {
				t.Errorf("%s: integrity %+v", address, r)
			}
			if r.Check == "index" && r.Status != doctor.OK || r.Check == "directory" && r.Status == doctor.Ill {
				t.Errorf("%s: %+v", address, r)
			}
			if strings.Contains(r.Message.String(), "secret-word") {
				t.Errorf("%s shows the password: %v", r.Check, r.Message)
			}
		}
	}
}
