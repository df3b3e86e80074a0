package bleve_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/engine/bleve"
)

// The format may only be named otherwise when indexes are written otherwise:
// every archive's index is rebuilt then.
func TestFormat(t *testing.T) {
	t.Parallel()
	if got := bleve.NewOpener(t.TempDir()).Format(); got != "bleve-2.6.3/1" {
		t.Errorf("format %q", got)
	}
}

// An index written in November 2026, with a poem that was written twice, opens
// and answers.
func TestIndexWrittenBefore(t *testing.T) {
	t.Parallel()
	z, err := zip.OpenReader("../../testdata/archive-2026-11.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := t.TempDir()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	o := bleve.NewOpener(filepath.Join(dir, "index"))
	if names, err := o.Names(t.Context()); err != nil || !slices.Equal(names, []string{"gen-1"}) {
		t.Fatalf("generations %v (%v)", names, err)
	}
	e, err := o.Open(t.Context(), "gen-1")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if n, err := e.Count(t.Context()); err != nil || n != 6 {
		t.Errorf("%d poems (%v)", n, err)
	}
	if at, err := e.Cursor(t.Context()); err != nil || at == "" {
		t.Errorf("cursor %q (%v)", at, err)
	}
	found, err := e.Candidates(t.Context(), engine.And(engine.Has(engine.Char, "月"), engine.Has(engine.Author, "1")), 10)
	slices.Sort(found.IDs)
	if err != nil || found.More || !slices.Equal(found.IDs, []corpus.PoemID{1, 6}) {
		t.Errorf("found %+v (%v)", found, err)
	}
	revisions := map[corpus.PoemID]int{}
	err = e.Revisions(t.Context(), func(id corpus.PoemID, revision int) error {
		revisions[id] = revision
		return nil
	})
	if err != nil || len(revisions) != 6 || revisions[3] != 2 || revisions[1] != 1 {
		t.Errorf("revisions %v (%v)", revisions, err)
	}
}

// What is set aside is kept for an operator to look at, the last one only.
func TestSetAsideKeepsTheLast(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := bleve.NewOpener(dir)
	for _, name := range []string{"gen-1", "gen-2"} {
		e, err := o.Create(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if err := o.SetAside(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := filepath.Glob(filepath.Join(dir, "quarantine-*"))
	if err != nil || len(kept) != 1 || filepath.Base(kept[0])[len("quarantine-20060102T150405"):] != "-gen-2" {
		t.Errorf("kept %v (%v)", kept, err)
	}
	if names, err := o.Names(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("generations %v (%v)", names, err)
	}
}
