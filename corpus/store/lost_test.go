package store_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
)

// TestNothingIsBegunWhereAnArchiveWas opens directories that an archive has
// left something in. A new archive there would be served as the old one.
func TestNothingIsBegunWhereAnArchiveWas(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		files map[string]string // what is in the directory
		lost  bool
	}{
		"an empty directory":             {nil, false},
		"a dictionary laid out before":   {map[string]string{"dict/user.txt": "听荷亭\n"}, false},
		"an archive just being made":     {map[string]string{"archive.db": "", "migrate.lock": ""}, false},
		"an empty log and folder":        {map[string]string{"archive.db-wal": "", "migrate.lock": ""}, false},
		"a key":                          {map[string]string{"secret.key": "0123456789abcdef0123456789abcdef"}, true},
		"a key and an emptied archive":   {map[string]string{"archive.db": "", "secret.key": "0123456789abcdef0123456789abcdef"}, true},
		"a write-ahead log":              {map[string]string{"archive.db-wal": "frames"}, true},
		"a log and an emptied archive":   {map[string]string{"archive.db": "", "archive.db-wal": "frames"}, true},
		"a recording":                    {map[string]string{"media/3f/recording": "ID3"}, true},
		"an index":                       {map[string]string{"index/gen-4/store": "x"}, true},
		"files of an import":             {map[string]string{"uploads/7/0": "标题,正文"}, true},
		"a key in a directory [of] name": {map[string]string{"secret.key": "0123456789abcdef0123456789abcdef"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), name)
			for path, content := range test.files {
				writeFile(t, filepath.Join(dir, path), content)
			}
			before := listFiles(t, dir)
			s, err := store.Open(t.Context(), dir)
			if err == nil {
				defer s.Close()
			}
			if lost := corpus.CodeOf(err) == corpus.Conflict; lost != test.lost || !lost && err != nil {
				t.Fatalf("opened with %v, want an archive lost: %v", err, test.lost)
			}
			if after := listFiles(t, dir); test.lost && !maps.Equal(before, after) {
				t.Errorf("changed %v to %v", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
			}
		})
	}
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// listFiles returns the content of every file under dir, by path.
func listFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// TestAnArchiveThatIsThereOpensAgain makes sure that the check does not stand
// in the way of an archive with everything beside it.
func TestAnArchiveThatIsThereOpensAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for range 2 {
		s, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, "media/3f/recording"), "ID3")
	}
}

// A key that is gone while contacts are sealed with it is never replaced in
// silence; where nothing is sealed, or who runs the archive says so, it is.
func TestLostKey(t *testing.T) {
	t.Parallel()
	for name, contact := range map[string]string{"nothing sealed": "", "a contact sealed": "13800000000"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s, err := store.Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			sent := curation.Sent{Token: "x", Draft: corpus.Draft{Title: new("题"), Author: new("某"), Body: new("一句")}}
			if contact != "" {
				sent.Contact = s.Secrets().Seal(contact)
			}
			if _, err := s.SubmitPoem(t.Context(), sent); err != nil {
				t.Fatal(err)
			}
			key := filepath.Join(dir, "secret.key")
			if err := errors.Join(s.Close(), os.Remove(key)); err != nil {
				t.Fatal(err)
			}
			s, err = store.Open(t.Context(), dir)
			if refused := corpus.CodeOf(err) == corpus.Conflict; refused != (contact != "") {
				t.Fatalf("opened with %v", err)
			}
			if contact == "" {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				return
			}
			if _, err := os.Stat(key); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a key was made: %v", err)
			}
			checkGoesOnWithNewKey(t, dir)
		})
	}
}

// checkGoesOnWithNewKey replaces the key of dir and opens the archive twice.
func checkGoesOnWithNewKey(t *testing.T, dir string) {
	t.Helper()
	if err := (store.At{Dir: dir}).ReplaceKey(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A key that is damaged or of another archive is refused where something is
// sealed; the right one put back opens the archive again.
func TestWrongKey(t *testing.T) {
	t.Parallel()
	flip := func(key []byte) []byte { key = slices.Clone(key); key[7] ^= 4; return key }
	for _, tt := range []struct {
		name string
		harm func([]byte) []byte
		want string // key of the message
	}{
		{"a flipped bit", flip, "start.key_foreign"},
		{"half", func(key []byte) []byte { return key[:16] }, "start.key_damaged"},
		{"empty", func([]byte) []byte { return nil }, "start.key_damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s, err := store.Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			sent := curation.Sent{Token: "x", Draft: corpus.Draft{Title: new("题"), Author: new("某"), Body: new("一句")}, Contact: s.Secrets().Seal("13800000000")}
			if _, err := s.SubmitPoem(t.Context(), sent); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "secret.key")
			right, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, path, string(tt.harm(right)))
			var refused *corpus.Error
			if _, err := store.Open(t.Context(), dir); !errors.As(err, &refused) || refused.Message.Key != tt.want {
				t.Fatalf("opened with %v, want %s", err, tt.want)
			}
			writeFile(t, path, string(right))
			if s, err = store.Open(t.Context(), dir); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			writeFile(t, path, string(tt.harm(right)))
			checkGoesOnWithNewKey(t, dir)
			if aside, err := filepath.Glob(path + ".old-*"); err != nil || len(aside) != 1 {
				t.Errorf("the old key is in %v, %v", aside, err)
			}
		})
	}
}

// What was sealed before archives were marked shows which key is theirs: one
// text that opens is enough, for another may be damaged.
func TestKeyOfAnUnmarkedArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, contact := range []string{s.Secrets().Seal("13800000000"), "1:damaged"} {
		body := strings.Repeat("一句", i+1)
		sent := curation.Sent{Token: body, Draft: corpus.Draft{Title: new("题"), Author: new("某"), Body: &body}, Contact: contact}
		if _, err := s.SubmitPoem(t.Context(), sent); err != nil {
			t.Fatal(err)
		}
	}
	open := func() error {
		s, err := store.Open(t.Context(), dir)
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if err := errors.Join(s.SetSetting(t.Context(), "key_mark", ""), s.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "secret.key")
	right, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, strings.Repeat("k", 32))
	if err := open(); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("opened with another key: %v", err)
	}
	writeFile(t, path, string(right))
	if err := open(); err != nil {
		t.Error(err)
	}
}
