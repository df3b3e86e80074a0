// Package placetest has the suite that every place of backups must pass, and
// servers for it that run in the test's own process.
package placetest

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/backup/place"
)

// Suite runs on a place with nothing in it.
func Suite(t *testing.T, p place.Place) {
	t.Helper()
	if list, err := p.List(t.Context(), ""); err != nil || len(list) != 0 {
		t.Fatalf("an empty place has %v, %v", list, err)
	}
	if _, err := p.Get(t.Context(), "a/b/missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("get what is missing: %v", err)
	}
	if _, err := p.Size(t.Context(), "a/b/missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("size of what is missing: %v", err)
	}
	if err := p.Remove(t.Context(), "a/b/missing"); err != nil {
		t.Errorf("remove what is missing: %v", err)
	}
	large := bytes.Repeat([]byte("一湖秋水"), 400_000)
	for name, content := range map[string][]byte{"b1/manifest.json": []byte("{}"), "b1/archive.db": large, "objects/3f/3f09": []byte("x"), "objects/3f/empty": nil} {
		put(t, p, name, content)
	}
	put(t, p, "b1/manifest.json", []byte("[1]")) // replaces
	for name, want := range map[string][]byte{"b1/manifest.json": []byte("[1]"), "b1/archive.db": large, "objects/3f/empty": nil} {
		if got := get(t, p, name); !bytes.Equal(got, want) {
			t.Errorf("%s has %d bytes, want %d", name, len(got), len(want))
		}
		if size, err := p.Size(t.Context(), name); err != nil || size != int64(len(want)) {
			t.Errorf("size of %s: %d, %v", name, size, err)
		}
	}
	wantNames(t, p, "", "b1/ objects/")
	wantNames(t, p, "objects/3f", "3f09 empty")
	failed := errors.New("the source failed")
	if err := p.Put(t.Context(), "b2/archive.db", int64(len(large)), io.MultiReader(bytes.NewReader(large[:1<<20]), failing{failed})); err == nil {
		t.Error("half a file was put")
	}
	if err := p.Put(t.Context(), "b1/archive.db", int64(len(large)), io.MultiReader(bytes.NewReader(large[:1<<20]), failing{failed})); err == nil {
		t.Error("half a file was put")
	}
	if _, err := p.Size(t.Context(), "b2/archive.db"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a file is there: %v", err)
	}
	if got := get(t, p, "b1/archive.db"); !bytes.Equal(got, large) {
		t.Errorf("the file is %d bytes after one in its place failed", len(got))
	}
	for _, name := range []string{"b1/manifest.json", "b1/archive.db", "objects/3f/3f09", "objects/3f/empty"} {
		if err := p.Remove(t.Context(), name); err != nil {
			t.Errorf("remove %s: %v", name, err)
		}
	}
	if strings.Contains(p.String(), "secret") {
		t.Errorf("%s has a secret", p)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func put(t *testing.T, p place.Place, name string, content []byte) {
	t.Helper()
	if err := p.Put(t.Context(), name, int64(len(content)), bytes.NewReader(content)); err != nil {
		t.Fatalf("put %s: %v", name, err)
	}
}

func get(t *testing.T, p place.Place, name string) []byte {
	t.Helper()
	in, err := p.Get(t.Context(), name)
	if err != nil {
		t.Fatalf("get %s: %v", name, err)
	}
	content, err := io.ReadAll(in)
	if err := errors.Join(err, in.Close()); err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return content
}

func wantNames(t *testing.T, p place.Place, folder, want string) {
	t.Helper()
	list, err := p.List(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range list {
		if entry.Folder {
			entry.Name += "/"
		}
		names = append(names, entry.Name)
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%q has %s, want %s", folder, got, want)
	}
}
