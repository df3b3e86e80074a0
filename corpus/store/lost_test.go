package store_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
			if err := store.MakeKey(dir); err != nil {
				t.Fatal(err)
			}
			if s, err = store.Open(t.Context(), dir); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
