package backup_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/transfer"
)

func ptr[T any](v T) *T { return &v }

// openRich makes an archive with something of everything.
func openRich(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	addPoems(t, s, 0, 20)
	if _, err := s.SubmitPoem(t.Context(), curation.Sent{Token: "receipt", Contact: s.Secrets().Seal("13800000000"),
		Draft: corpus.Draft{Title: ptr("来稿"), Author: ptr("投稿人"), Body: ptr("写在雨里")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddAccount(t.Context(), corpus.ActorCommand, "王老师", corpus.RoleAdmin); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		addMedia(t, s, fmt.Sprintf("ID3 recording %d", i))
	}
	write(t, filepath.Join(dir, "dict", "user.txt"), "听荷亭\n")
	write(t, filepath.Join(dir, "uploads", "7", "0"), "标题,正文\n")
	return s
}

func addMedia(t testing.TB, s *store.Store, content string) {
	t.Helper()
	name, err := media.Folder(s.MediaDir()).Put(media.Vetted{Ext: ".mp3", Content: []byte(content)})
	if err == nil {
		_, err = s.AddMedia(t.Context(), "王老师", corpus.Media{Poem: 1, Kind: corpus.MediaRecording, File: name, Type: "audio/mpeg", Size: int64(len(content)), Alt: "说明", Consent: "本人"})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func addPoems(t testing.TB, s *store.Store, from, n int) {
	t.Helper()
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{Publish: true})
	if err != nil {
		t.Fatal(err)
	}
	drafts := make([]corpus.Draft, n)
	for i := range drafts {
		drafts[i] = corpus.Draft{Title: ptr(fmt.Sprintf("第%d首", from+i)), Author: ptr("汀兰"), Body: ptr(fmt.Sprintf("一湖秋水\n%d只白鹭", from+i))}
	}
	_, err = im.Write(t.Context(), drafts)
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func create(t testing.TB, s *store.Store, data, dir string) backup.Manifest {
	t.Helper()
	m, err := backup.Create(t.Context(), backup.Options{Source: s, Data: data, Dir: dir, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wantWhole looks through a backup in full.
func wantWhole(t testing.TB, dir, name string) {
	t.Helper()
	_, found, err := backup.Check{Dir: dir, Name: name, Full: true, Scratch: t.TempDir()}.Run(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("backup %s: %v, %v", name, found, err)
	}
}

func TestEverythingComesBack(t *testing.T) {
	t.Parallel()
	data, dir, target := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "new", "data")
	s := openRich(t, data)
	m := create(t, s, data, dir)
	if m.Counts["poems"] != 21 || m.Counts["submissions"] != 1 || m.Counts["accounts"] != 1 || m.Counts["media"] != 2 || len(m.Files) != 4 || m.Key == "" {
		t.Errorf("manifest %+v", m)
	}
	wantWhole(t, dir, "")
	r, err := backup.Restore{Dir: dir, Target: target}.Run(t.Context())
	if err != nil || !r.KeyFound {
		t.Fatalf("%+v, %v", r, err)
	}
	restored, err := store.Open(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	if v, err := restored.Verify(t.Context(), true, nil); err != nil || !v.Sound() || v.Media != 2 {
		t.Errorf("restored: %+v, %v", v, err)
	}
	if content, err := os.ReadFile(filepath.Join(target, "uploads", "7", "0")); err != nil || string(content) != "标题,正文\n" {
		t.Errorf("upload %q, %v", content, err)
	}
	// It never overwrites.
	for _, where := range []string{target, data} {
		if _, err := (backup.Restore{Dir: dir, Target: where}).Run(t.Context()); corpus.CodeOf(err) != corpus.Conflict {
			t.Errorf("restored over %s: %v", where, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(target), ".*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestWithoutItsKeyContactsStaySealed(t *testing.T) {
	t.Parallel()
	data, dir, keys := t.TempDir(), t.TempDir(), t.TempDir()
	s := openRich(t, data)
	if _, err := backup.Create(t.Context(), backup.Options{Source: s, Data: data, Dir: dir, KeyDir: keys}); err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(data, "secret.key"))
	if err != nil {
		t.Fatal(err)
	}
	filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if content, _ := os.ReadFile(path); err == nil && slices.Equal(content, key) {
			t.Errorf("%s is the key", path)
		}
		return err
	})
	target := filepath.Join(t.TempDir(), "data")
	if r, err := (backup.Restore{Dir: dir, Target: target}).Run(t.Context()); err != nil || r.KeyFound {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := (backup.Restore{Dir: dir, KeyDir: keys, Target: target + "2"}).Run(t.Context()); err != nil || !r.KeyFound {
		t.Errorf("with the key: %+v, %v", r, err)
	}
}

// Backups made while others write are each of one moment, and files are kept
// once.
func TestBackupsWhileWriting(t *testing.T) {
	t.Parallel()
	rounds := 10
	if os.Getenv("SHIYUN_TEST_MEASURE") != "" {
		rounds = 50
	}
	data, dir := t.TempDir(), t.TempDir()
	s := openRich(t, data)
	var writing sync.WaitGroup
	stop := make(chan struct{})
	writing.Go(func() {
		for i := 100; ; i += 5 {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				addPoems(t, s, i, 5)
			}
		}
	})
	var made []backup.Manifest
	for range rounds {
		made = append(made, create(t, s, data, dir))
	}
	close(stop)
	writing.Wait()
	if made[rounds-1].Counts["poems"] <= made[0].Counts["poems"] {
		t.Error("nothing was written meanwhile")
	}
	for _, m := range made {
		wantWhole(t, dir, m.Name)
	}
	objects, err := filepath.Glob(filepath.Join(dir, "objects", "*", "*"))
	if err != nil || len(objects) != 4 {
		t.Errorf("%d objects, %v", len(objects), err)
	}
}

func TestDamagedBackupsAreFound(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(path string) error{
		"flipped": func(path string) error {
			content, err := os.ReadFile(path)
			content[len(content)/2] ^= 0x41
			return errors.Join(err, os.WriteFile(path, content, 0o600))
		},
		"emptied": func(path string) error { return os.Truncate(path, 0) },
		"gone":    os.Remove,
	} {
		for _, file := range []string{"*Z/archive.db", "*Z/manifest.json", "objects/*/*"} {
			if name == "gone" && file == "*Z/manifest.json" {
				continue // no backup any more
			}
			t.Run(name+" "+file, func(t *testing.T) {
				t.Parallel()
				data, dir := t.TempDir(), t.TempDir()
				create(t, openRich(t, data), data, dir)
				paths, err := filepath.Glob(filepath.Join(dir, file))
				if err != nil || len(paths) == 0 {
					t.Fatal(paths, err)
				}
				if err := damage(paths[0]); err != nil {
					t.Fatal(err)
				}
				list, err := backup.List(dir)
				if err != nil || len(list) != 1 {
					t.Fatalf("%+v, %v", list, err)
				}
				for _, full := range []bool{false, true} {
					if _, found, err := (backup.Check{Dir: dir, Name: list[0].Name, Full: full, Scratch: t.TempDir()}).Run(t.Context()); err != nil || len(found) == 0 {
						t.Errorf("full %v: %v, %v", full, found, err)
					}
				}
				target := filepath.Join(t.TempDir(), "data")
				if _, err := (backup.Restore{Dir: dir, Name: list[0].Name, Target: target}).Run(t.Context()); corpus.CodeOf(err) != corpus.Invalid {
					t.Errorf("restored: %v", err)
				}
				if _, err := os.Stat(target); err == nil {
					t.Error("something was left in the target")
				}
			})
		}
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "daily", "daily=x", "hourly=3", "daily=0", "daily=-1"} {
		if _, err := backup.ParsePolicy(text); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
	p, err := backup.ParsePolicy("daily=2, monthly=2")
	if err != nil || p != (backup.Policy{Daily: 2, Monthly: 2}) {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestPruneKeepsTheNewestAndItsFiles(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	s := openRich(t, data)
	first := create(t, s, data, dir)
	write(t, filepath.Join(data, "dict", "user.txt"), "望月亭\n")
	second := create(t, s, data, dir)
	removed, err := backup.Prune(t.Context(), dir, backup.Policy{Daily: 3})
	if err != nil || !slices.Equal(removed, []string{first.Name}) {
		t.Errorf("removed %v, %v", removed, err)
	}
	wantWhole(t, dir, second.Name)
	if objects, _ := filepath.Glob(filepath.Join(dir, "objects", "*", "*")); len(objects) != 4 {
		t.Errorf("objects %v", objects)
	}
}
