package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store"
	"shiyun/corpus/verse"
	"shiyun/indexer"
	"shiyun/indexer/engine/bleve"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
)

// No poem is unreachable because of where the segmenter cuts: whichever
// stretch of a line somebody remembers finds it, punctuation or not.
func TestEveryStretchOfEverySampleLineIsFound(t *testing.T) {
	dir := t.TempDir()
	s := openSamples(t, dir)
	poems := published(t, s)
	stretches := stretchesOf(poems)
	if len(stretches) < 50_000 {
		t.Fatalf("only %d stretches in %d poems: the samples were not read", len(stretches), len(poems))
	}
	withSearch(t, s, dir, func(x *search.Searcher) {
		t.Run("found", func(t *testing.T) { findAll(t, x, stretches) })
		t.Run("counted", func(t *testing.T) { checkTotals(t, x, stretches, newOracle(poems), 2000) })
		t.Run("marked", func(t *testing.T) { checkMarks(t, x, stretches, 500) })
	})
}

// withSearch runs fn on the real index of an archive.
func withSearch(t testing.TB, s *store.Store, dir string, fn func(*search.Searcher)) {
	t.Helper()
	cfg := indexer.Config{Store: s, Engine: bleve.NewOpener(indexer.Folder(dir)), Dir: dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)}
	err := indexer.With(t.Context(), cfg, func(x *indexer.Index) error {
		if !x.Complete() {
			return errors.New("the index is not complete")
		}
		fn(search.New(x, s))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func published(t testing.TB, s *store.Store) (poems []corpus.Poem) {
	t.Helper()
	err := s.EachPoem(t.Context(), 0, corpus.StatusPublished, func(p corpus.Poem) error {
		poems = append(poems, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return poems
}

// stretch is a part of a line. Typed as the line has it, punctuation inside
// it included, or without any.
type stretch struct {
	poem  *corpus.Poem
	typed string
	bare  string
}

// stretchesOf gives every stretch of every line once, from the first poem
// that has it.
func stretchesOf(poems []corpus.Poem) (list []stretch) {
	met := map[string]bool{}
	for i := range poems {
		for _, line := range verse.Lines(poems[i].Body) {
			text := []rune(line.Text)
			at := letters(text)
			for from := range at {
				bare := ""
				for to := from; to < len(at); to++ {
					bare += string(text[at[to]])
					if met[bare] {
						continue
					}
					met[bare] = true
					typed := string(text[at[from] : at[to]+1])
					if strings.ContainsAny(typed, `"“”＂「」『』`) {
						typed = bare // a quotation mark would end the quoted query
					}
					list = append(list, stretch{&poems[i], typed, bare})
				}
			}
		}
	}
	return list
}

// letters are the places of what is not punctuation.
func letters(text []rune) (at []int) {
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			at = append(at, i)
		}
	}
	return at
}

// oracle knows which poems hold a stretch by looking into every one of them.
type oracle struct{ texts [][]string }

func newOracle(poems []corpus.Poem) (o oracle) {
	for _, p := range poems {
		o.texts = append(o.texts, []string{fold.String(p.Title), fold.String(p.Preface), fold.String(p.Body), fold.String(p.Author.Name)})
	}
	return o
}

func (o oracle) count(bare string) (n int) {
	run := fold.String(bare)
	for _, texts := range o.texts {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, run) }) {
			n++
		}
	}
	return n
}

// findAll asks for many stretches of a poem in one query: all of them must
// match, or the poem is not among the hits.
func findAll(t *testing.T, x *search.Searcher, stretches []stretch) {
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(2)
	for len(stretches) > 0 {
		n, query := 0, ""
		for n < len(stretches) && stretches[n].poem == stretches[0].poem {
			more := query + `"` + stretches[n].typed + `" `
			if n > 0 && utf8.RuneCountInString(more) > search.LongQuery {
				break
			}
			n, query = n+1, more
		}
		id := stretches[0].poem.ID
		stretches = stretches[n:]
		group.Go(func() error {
			got, err := x.Search(ctx, search.Request{Query: query, Limit: search.MaxLimit})
			if err == nil && !slices.ContainsFunc(got.Hits, func(h search.Hit) bool { return h.ID == id }) {
				err = fmt.Errorf("%s: poem %d is not among %d hits", query, id, got.Total)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
}

// checkTotals takes n stretches by chance and counts the poems that have it.
func checkTotals(t *testing.T, x *search.Searcher, stretches []stretch, expected oracle, n int) {
	r := rand.New(rand.NewPCG(3, 4))
	for range n {
		s := stretches[r.IntN(len(stretches))]
		got, err := x.Search(t.Context(), search.Request{Query: `"` + s.typed + `"`, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if want := expected.count(s.bare); got.Total != want || len(got.Hits) != 1 || got.Partial {
			t.Errorf("%q of %s: %d poems, want %d; %d shown, partial %v", s.typed, s.poem.Ref, got.Total, want, len(got.Hits), got.Partial)
		}
	}
}

// checkMarks takes n stretches by chance and compares what is shown of the
// poem they are from.
func checkMarks(t *testing.T, x *search.Searcher, stretches []stretch, n int) {
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		s := stretches[r.IntN(len(stretches))]
		for _, q := range []string{s.typed, s.bare} {
			hit := hitOf(t, x, `"`+q+`"`, s.poem.ID)
			want := marked(*s.poem, s.bare)
			if !slices.EqualFunc(hit.Lines, want, equalLines) {
				t.Errorf("%q in %s:\n%v\nwant\n%v", q, s.poem.Ref, hit.Lines, want)
			}
		}
	}
}

func equalLines(a, b search.Line) bool {
	return a.N == b.N && a.Text == b.Text && slices.Equal(a.Marks, b.Marks)
}

// hitOf pages through the hits to a poem.
func hitOf(t *testing.T, x *search.Searcher, q string, id corpus.PoemID) search.Hit {
	t.Helper()
	req := search.Request{Query: q, Limit: search.MaxLimit}
	for {
		result, err := x.Search(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range result.Hits {
			if h.ID == id {
				return h
			}
		}
		if req.Cursor = result.Cursor; req.Cursor == "" {
			t.Fatalf("%s: poem %d is not among %d hits", q, id, result.Total)
		}
	}
}

// marked is what should be shown of a poem for a stretch: every place where
// it stands, across line ends too, in code points of the line as it was given.
func marked(p corpus.Poem, bare string) (shown []search.Line) {
	type place struct{ line, at int }
	var places []place
	var body []rune
	lines := verse.Lines(p.Body)
	for i, line := range lines {
		text := []rune(line.Text)
		for _, at := range letters(text) {
			places = append(places, place{i, at})
			body = append(body, text[at])
		}
	}
	body, run := []rune(fold.String(string(body))), []rune(fold.String(bare))
	hit := make([]map[int]bool, len(lines))
	for from := 0; from+len(run) <= len(body); from++ {
		if !slices.Equal(body[from:from+len(run)], run) {
			continue
		}
		for _, at := range places[from : from+len(run)] {
			if hit[at.line] == nil {
				hit[at.line] = map[int]bool{}
			}
			hit[at.line][at.at] = true
		}
	}
	for i, line := range lines {
		if hit[i] != nil && len(shown) < search.MaxHitLines {
			shown = append(shown, search.Line{N: line.N, Text: line.Text, Marks: ranges(hit[i], len([]rune(line.Text)))})
		}
	}
	return shown
}

// ranges joins places that stand side by side.
func ranges(hit map[int]bool, n int) (marks search.Marks) {
	for i := 0; i < n; i++ {
		from := i
		for hit[i] {
			i++
		}
		if i > from {
			marks = append(marks, [2]int{from, i})
		}
	}
	return marks
}
