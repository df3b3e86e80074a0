package suggest_test

import (
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/needs"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/search/searchtest"
	"shiyun/indexer/search/suggest"
)

// BenchmarkComplete measures suggestions while people type titles, authors and
// lines by characters, pinyin and initials. An operation is one round of all.
func BenchmarkComplete(b *testing.B) {
	poems := readPoems(b)
	a := searchtest.NewArchive(poems...)
	typed := typedBeginnings(poems, 200)
	complete := func() (took []time.Duration) {
		for _, text := range typed {
			began := time.Now()
			if _, err := suggest.Complete(b.Context(), a.Texts(), a, text, 8); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		return took
	}
	complete() // what is made when first asked for
	var took []time.Duration
	for b.Loop() {
		took = complete()
	}
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "ms-p99")
	b.ReportMetric(took[len(took)-1].Seconds()*1000, "ms-worst")
}

// readPoems reads the poems to measure with.
func readPoems(b *testing.B) (poems []corpus.Poem) {
	b.Helper()
	file, err := os.Open(needs.Poems(b))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	for lines := json.NewDecoder(file); ; {
		var row struct{ Title, Author, Body, Form, Tune string }
		if err := lines.Decode(&row); errors.Is(err, io.EOF) {
			return poems
		} else if err != nil {
			b.Fatal(err)
		}
		p := searchtest.NewPoem(row.Title, row.Author, row.Body)
		p.Form, p.Tune = corpus.Form(row.Form), row.Tune
		poems = append(poems, p)
	}
}

// typedBeginnings returns every beginning of what n people type.
func typedBeginnings(poems []corpus.Poem, n int) (typed []string) {
	random := rand.New(rand.NewPCG(1, 2))
	for range n {
		p := poems[random.IntN(len(poems))]
		text := []rune(fold.String([]string{p.Title, p.Author.Name, p.Body}[random.IntN(3)]))
		text = text[:min(len(text), 7)]
		if style := random.IntN(4); style < 2 {
			text = []rune(spell(text, style == 0))
		}
		for i := range text {
			typed = append(typed, string(text[:i+1]))
		}
	}
	return typed
}

func spell(text []rune, initials bool) string {
	var b strings.Builder
	for _, r := range text {
		for _, reading := range pinyin.Readings(r)[:min(1, len(pinyin.Readings(r)))] {
			if initials {
				reading = reading[:1]
			}
			b.WriteString(string(reading))
		}
	}
	return b.String()
}
