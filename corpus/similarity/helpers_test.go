package similarity_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/similarity"
	"shiyun/corpus/verse"
)

// poemsVariable names a file of poems, JSON lines, to measure on beside the
// samples.
const poemsVariable = "SHIYUN_POEMS"

type poem struct{ Title, Author, Body string }

// shelf is poems and the index of them; the id is the place and one.
type shelf struct {
	name  string
	poems []poem
	index *similarity.Index
}

func (s shelf) find(p poem) []similarity.Match { return s.index.Find(p.Title, p.Author, p.Body, 10) }

func shelve(name string, poems ...poem) shelf {
	s := shelf{name, poems, similarity.New()}
	for i, p := range poems {
		s.index.Put(corpus.PoemID(i+1), p.Title, p.Author, p.Body)
	}
	return s
}

// shelves are the samples and, where there is one, the file of poems.
func shelves(t testing.TB) []shelf {
	t.Helper()
	files, err := filepath.Glob("../sample/poems/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var samples []poem
	for _, file := range files {
		samples = append(samples, read(t, file)...)
	}
	all := []shelf{shelve("samples", samples...)}
	if file := os.Getenv(poemsVariable); file != "" {
		all = append(all, shelve(filepath.Base(file), read(t, file)...))
	}
	return all
}

func read(t testing.TB, path string) (poems []poem) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for rows := json.NewDecoder(bufio.NewReader(file)); ; {
		var p poem
		if err := rows.Decode(&p); errors.Is(err, io.EOF) {
			return poems
		} else if err != nil {
			t.Fatal(err)
		}
		poems = append(poems, p)
	}
}

// characters counts what matching can see.
func characters(s string) int { return utf8.RuneCountInString(fold.String(s)) }

func lines(body string) []string {
	var texts []string
	for _, l := range verse.Lines(body) {
		texts = append(texts, l.Text)
	}
	return texts
}

// revise puts other characters in n places that matching can see.
func revise(rng *rand.Rand, body string, n int) string {
	runes := []rune(body)
	_, at := fold.Map(body)
	for _, i := range rng.Perm(len(at))[:min(n, len(at))] {
		before, _ := fold.Rune(runes[at[i]])
		other := []rune("东亭湖畔老街灯火荷香石上松声听雨眠")
		for {
			r := other[rng.IntN(len(other))]
			if f, _ := fold.Rune(r); f != before {
				runes[at[i]] = r
				break
			}
		}
	}
	return string(runes)
}

// bare is a text without anything matching cannot see.
func bare(body string) string {
	var b strings.Builder
	for _, c := range fold.Runs(body) {
		b.WriteString(c.Raw)
	}
	return b.String()
}

func swap(rng *rand.Rand, texts []string) []string {
	texts = slices.Clone(texts)
	i := rng.IntN(len(texts))
	j := (i + 1 + rng.IntN(len(texts)-1)) % len(texts)
	texts[i], texts[j] = texts[j], texts[i]
	return texts
}
