package verse_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus/needs"
	"shiyun/corpus/verse"
)

// TestIsModern calls free verse of today so, and nothing else.
func TestIsModern(t *testing.T) {
	t.Parallel()
	type poem struct{ Title, Form, Body string }
	read := func(path string, each func(poem)) {
		in, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		scan := bufio.NewScanner(in)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			var p poem
			if err := json.Unmarshal(scan.Bytes(), &p); err != nil {
				t.Fatal(err)
			}
			each(p)
		}
	}
	modern, told := 0, 0
	read("../textcut/testdata/modern.jsonl", func(p poem) {
		if modern++; verse.IsModern(p.Body) {
			told++
		}
	})
	wrong, old := 0, 0
	classical := func(p poem) {
		if p.Form == "新诗" {
			return
		}
		if old++; verse.FormOf(p.Title, "", p.Body) == "" && verse.IsModern(p.Body) {
			wrong++
			t.Logf("taken for modern: %s %s", p.Form, p.Title)
		}
	}
	samples, err := filepath.Glob("../sample/poems/*.jsonl")
	if err != nil || len(samples) == 0 {
		t.Fatal("no samples", err)
	}
	for _, path := range append(samples, needs.Poems(t)) {
		read(path, classical)
	}
	t.Logf("%d of %d modern poems told, %d of %d others taken for one", told, modern, wrong, old)
	if told*100 < modern*88 || wrong*1000 > old || old < 3000 {
		t.Errorf("%d of %d modern poems told, %d of %d others taken for one", told, modern, wrong, old)
	}
}
