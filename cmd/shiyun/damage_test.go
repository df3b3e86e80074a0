package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
)

// damage is something that happens to a data directory while no program runs.
type damage struct {
	name  string
	do    func(t *testing.T, dir string)
	aside bool // whether the old index is put aside for who wants to look at it
}

var damages = []damage{
	{"index deleted", func(t *testing.T, dir string) { removeAll(t, filepath.Join(dir, "index")) }, false},
	{"generation deleted", func(t *testing.T, dir string) { removeAll(t, only(t, dir, "index/gen-*")) }, false},
	{"segment truncated", func(t *testing.T, dir string) { truncate(t, only(t, dir, "index/gen-*/store/*.zap"), 2) }, true},
	{"root.bolt emptied", func(t *testing.T, dir string) { truncate(t, only(t, dir, "index/gen-*/store/root.bolt"), 0) }, true},
	{"index_meta.json deleted", func(t *testing.T, dir string) { removeAll(t, only(t, dir, "index/gen-*/index_meta.json")) }, true},
	{"dictionary truncated", func(t *testing.T, dir string) { truncate(t, only(t, dir, "dict/*/jieba.dict.utf8"), 2) }, false},
	// Other words cut the poems otherwise, so the index is out of date.
	{"dictionary of one's own", func(t *testing.T, dir string) {
		write(t, filepath.Join(dir, "dict", "user.txt"), "楚凤散人\n望月亭\n")
	}, true},
}

var damageQueries = []string{"月", "东亭", `"望月"`, "author:汀兰", "tag:秋"}

// Whatever is wrong with the index costs speed for a while, never a poem: the
// server answers at once, says so where it may be incomplete, and makes the
// index good by itself.
func TestDamagedArchives(t *testing.T) {
	t.Parallel()
	whole := filepath.Join(t.TempDir(), "archive")
	closeStore(t, openSamples(t, whole))
	shiyun(t, "index", "verify", "--data", whole) // makes the index
	want := sound(t, whole)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			d.do(t, dir)
			s := serve(t, "serve", dir)
			searchMeanwhile(t, s, want)
			aside, err := filepath.Glob(filepath.Join(dir, "index", "quarantine-*"))
			if err != nil || len(aside) > 0 != d.aside {
				t.Errorf("put aside: %v, %v", aside, err)
			}
			wantSound(t, dir)
		})
	}
}

// sound is what an undamaged archive answers.
func sound(t *testing.T, dir string) map[string][]corpus.PoemID {
	t.Helper()
	s := serve(t, "serve", dir)
	s.awaitReady(t)
	want := map[string][]corpus.PoemID{}
	for _, q := range damageQueries {
		want[q] = idsOf(s.search(t, q))
		if len(want[q]) == 0 {
			t.Fatalf("%s finds nothing in the samples", q)
		}
	}
	s.kill(t)
	return want
}

// searchMeanwhile searches from the first moment until the server is ready
// and once more. An answer that does not call itself partial is whole; one
// that does has no wrong poem in it.
func searchMeanwhile(t *testing.T, s *site, want map[string][]corpus.PoemID) {
	t.Helper()
	wholeBefore := false
	for ready := false; !ready; {
		ready = s.ready()
		if !s.running() {
			t.Fatalf("the server ended with status %d: %s", s.status, s.err)
		}
		for _, q := range damageQueries {
			got := s.search(t, q)
			ids := idsOf(got)
			switch {
			case slices.Equal(ids, want[q]) && got.Total == len(ids):
				wholeBefore = wholeBefore || !ready
			case ready || !got.Partial:
				t.Fatalf("%s: %v, want %v (ready %v, partial %v)", q, ids, want[q], ready, got.Partial)
			case slices.ContainsFunc(ids, func(id corpus.PoemID) bool { return !slices.Contains(want[q], id) }):
				t.Fatalf("%s: %v has poems that do not match", q, ids)
			}
			if ready && got.Partial {
				t.Errorf("%s: ready and partial", q)
			}
		}
		time.Sleep(betweenSearches)
	}
	if !wholeBefore {
		t.Error("no answer was whole before the index was ready: the texts alone did not answer")
	}
}

// only is the one file or directory of a pattern; of several segments, the
// first.
func only(t *testing.T, dir, pattern string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("nothing is %s: %v", pattern, err)
	}
	return paths[0]
}

func removeAll(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// truncate leaves one part in so many of a file, nothing for 0.
func truncate(t *testing.T, path string, part int64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	if part > 0 {
		size = info.Size() / part
	}
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
