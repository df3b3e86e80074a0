package suggest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/search/searchtest"
	"shiyun/indexer/search/suggest"
)

func garden() *searchtest.Archive {
	return searchtest.NewArchive(
		searchtest.NewPoem("望月亭", "楚凤散人", "湖灯一点傍疏桥，\n石上残茶独自浇。"),
		searchtest.NewPoem("夜讀", "汀蘭", "樓頭風雨夜，\n燈下讀書聲。"),
		searchtest.NewPoem("听荷", "汀兰", "荷叶如钱又似船。"))
}

func TestComplete(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, typed string
		limit       int
		want        []suggest.Suggestion
	}{
		{"authors in either script", "汀蘭", 9, []suggest.Suggestion{{Kind: suggest.Author, Text: "汀兰", Author: 3}, {Kind: suggest.Author, Text: "汀蘭", Author: 2}}},
		{"no more than asked for", "汀蘭", 1, []suggest.Suggestion{{Kind: suggest.Author, Text: "汀兰", Author: 3}}},
		{"a title", "望", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"a line, as its poem writes it", "灯下", 9, []suggest.Suggestion{{Kind: suggest.Line, Text: "燈下讀書聲", Poem: 2}}},
		{"the second line", "石上", 9, []suggest.Suggestion{{Kind: suggest.Line, Text: "石上残茶独自浇", Poem: 1}}},
		{"pinyin", "wangyue", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"pinyin not typed to its end", "wang yu", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"initials", "wyt", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"initials of a name", "cfsr", 9, []suggest.Suggestion{{Kind: suggest.Author, Text: "楚凤散人", Author: 1}}},
		{"the middle of a line", "残茶", 9, []suggest.Suggestion{}},
		{"punctuation", "，", 9, []suggest.Suggestion{}},
		{"nothing", "", 9, []suggest.Suggestion{}},
		{"too long", strings.Repeat("长", 100), 9, []suggest.Suggestion{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := garden()
			got, err := suggest.Complete(t.Context(), a.Texts(), a, tt.typed, tt.limit)
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%q: %v (%v), want %v", tt.typed, got, err, tt.want)
			}
		})
	}
}

// What was withdrawn a moment ago is in the texts for a moment more.
func TestWithdrawnPoemsAreNotSuggested(t *testing.T) {
	t.Parallel()
	a := garden()
	a.SetStatus(1, corpus.StatusWithdrawn)
	for _, typed := range []string{"望月", "湖灯", "wyt"} {
		if got, err := suggest.Complete(t.Context(), a.Texts(), a, typed, 9); err != nil || len(got) > 0 {
			t.Errorf("%s: %v (%v)", typed, got, err)
		}
	}
}

type unreadable struct{}

func (unreadable) Poems(context.Context, []corpus.PoemID) ([]corpus.Poem, error) {
	return nil, errors.New("disk")
}

func TestAuthorsAreSuggestedWithoutTheArchive(t *testing.T) {
	t.Parallel()
	got, err := suggest.Complete(t.Context(), garden().Texts(), unreadable{}, "汀", 9)
	if err != nil || len(got) != 2 {
		t.Errorf("%v, %v", got, err)
	}
}

// Whatever begins a title, a name or a line completes to it, in characters.
func TestBeginningsComplete(t *testing.T) {
	t.Parallel()
	a := garden()
	whole := []string{"望月亭", "楚凤散人", "听荷", "湖灯一点傍疏桥", "荷叶如钱又似船"}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(whole).Draw(rt, "text")
		n := rapid.IntRange(1, len([]rune(text))).Draw(rt, "typed")
		got, err := suggest.Complete(rt.Context(), a.Texts(), a, string([]rune(text)[:n]), 20)
		if err != nil || !slices.ContainsFunc(got, func(s suggest.Suggestion) bool { return s.Text == text }) {
			rt.Errorf("%d characters of %s: %v (%v)", n, text, got, err)
		}
	})
}
