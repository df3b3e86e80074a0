package analyser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// fakeSegmenter gives every character and every pair of neighbours.
type fakeSegmenter struct{}

func (fakeSegmenter) Segment(text string) (tokens []segment.Token) {
	n := len([]rune(text))
	for i := range n {
		tokens = append(tokens, segment.Token{Start: i, End: i + 1})
		if i+2 <= n {
			tokens = append(tokens, segment.Token{Start: i, End: i + 2})
		}
	}
	return tokens
}

func (fakeSegmenter) Fingerprint() string { return "fake" }

func TestDocument(t *testing.T) {
	t.Parallel()
	p := corpus.Poem{ID: 7, Revision: 3, Title: "春遊", Preface: "春日", Body: "春遊去，\n去也。", Form: "五绝",
		Author: corpus.AuthorRef{ID: 4}, Tags: []string{"遊春", "夏"}, Date: corpus.Date{Year: 2019, Month: 5}}
	got := analyser.Document(p, []corpus.PlaceID{9, 2}, fakeSegmenter{})
	want := &engine.Document{ID: 7, Revision: 3, Terms: map[engine.Field][]string{
		engine.Char: {"春", "游", "日", "去", "也"}, // folded, each once
		// No word goes across the end of a clause or a line: 去去 is not one.
		engine.Word:   {"春游", "春日", "游去", "去也"},
		engine.Author: {"4"}, engine.Form: {"五绝"}, engine.Place: {"9", "2"}, engine.Tag: {"游春", "夏"}, engine.Year: {"2019"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	bare := analyser.Document(corpus.Poem{ID: 1}, nil, fakeSegmenter{}).Terms
	if len(bare[engine.Year])+len(bare[engine.Place])+len(bare[engine.Tag])+len(bare[engine.Char]) != 0 {
		t.Errorf("an empty poem has the terms %v", bare)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	if got := analyser.Words("a春𠮷风", fakeSegmenter{}); !slices.Equal(got, []string{"a春", "春𠮷", "𠮷风"}) {
		t.Errorf("words %q", got)
	}
	for _, clause := range []string{"", "春", "𠮷"} {
		if got := analyser.Words(clause, fakeSegmenter{}); len(got) != 0 {
			t.Errorf("%q has the words %q", clause, got)
		}
	}
}

// The fingerprint has the dictionary's in it, so that another dictionary makes
// the index out of date, and nothing of an engine.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	a, b := analyser.Fingerprint("dictionary-a"), analyser.Fingerprint("dictionary-b")
	if a == b || !strings.HasSuffix(a, " dictionary-a") || strings.Contains(a, "bleve") {
		t.Errorf("fingerprints %q and %q", a, b)
	}
}
