// Package prosodytest reads the anthologies that prosody is measured on.
//
// It is for tests alone.
package prosodytest

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"testing"

	"shiyun/corpus/needs"
)

// Poem is a poem of an anthology with what the anthology says of it.
type Poem struct {
	Title, Author, Body string
	Form                string // 五言律詩 …, of 唐诗三百首 and 千家诗
	Tune                string // 词牌, of 全宋词
}

// Files returns the files of the package whose names match one of the patterns
// of path.Match below its dist directory.
func Files(t testing.TB, patterns ...string) map[string][]byte {
	t.Helper()
	f, err := os.Open(needs.ChinesePoetry(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(zipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(header.Name, "package/dist/")
		for _, pattern := range patterns {
			if ok, _ := path.Match(pattern, name); !ok {
				continue
			}
			if files[name], err = io.ReadAll(archive); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Anthologies returns 唐诗三百首 and 千家诗, each poem with its form.
func Anthologies(t testing.TB) (tang300, qianjia []Poem) {
	t.Helper()
	needs.ChinesePoetry(t) // every test by itself: one that is skipped within Do would leave the others nothing
	anthologies.Do(func() { anthologies.tang, anthologies.qian = readAnthologies(t) })
	return anthologies.tang, anthologies.qian
}

// anthologies are read once: unpacking takes seconds.
var anthologies struct {
	sync.Once
	tang, qian []Poem
}

func readAnthologies(t testing.TB) (tang300, qianjia []Poem) {
	t.Helper()
	const tang, qian = "mengxue/tangshisanbaishou.json", "mengxue/qianjiashi.json"
	files := Files(t, tang, qian)
	return anthology(t, files[tang]), anthology(t, files[qian])
}

func anthology(t testing.TB, data []byte) (poems []Poem) {
	t.Helper()
	var book struct {
		Content []struct {
			Type    string
			Content []struct {
				Chapter    string
				Author     string
				Paragraphs []json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &book); err != nil {
		t.Fatal(err)
	}
	for _, part := range book.Content {
		for _, entry := range part.Content {
			var lines []string
			for _, raw := range entry.Paragraphs {
				var line string
				if json.Unmarshal(raw, &line) == nil {
					lines = append(lines, line)
					continue
				}
				var nested struct { // several poems under one heading
					Subchapter string
					Paragraphs []string
				}
				if err := json.Unmarshal(raw, &nested); err != nil {
					t.Fatal(err)
				}
				poems = append(poems, Poem{Title: entry.Chapter + nested.Subchapter, Author: entry.Author, Body: strings.Join(nested.Paragraphs, "\n"), Form: part.Type})
			}
			if len(lines) > 0 {
				poems = append(poems, Poem{Title: entry.Chapter, Author: entry.Author, Body: strings.Join(lines, "\n"), Form: part.Type})
			}
		}
	}
	return poems
}

// Songs returns 全宋词 in the order of its files, each poem with its tune.
func Songs(t testing.TB) (poems []Poem) {
	t.Helper()
	files := Files(t, "songci/ci.song.*.json")
	for n := 0; n <= 21000; n += 1000 {
		var entries []struct {
			Rhythmic, Author string
			Paragraphs       []string
		}
		if err := json.Unmarshal(files[fmt.Sprintf("songci/ci.song.%d.json", n)], &entries); err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			poems = append(poems, Poem{Title: e.Rhythmic, Author: e.Author, Body: strings.Join(e.Paragraphs, "\n"), Tune: e.Rhythmic})
		}
	}
	return poems
}
