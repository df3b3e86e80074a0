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
	"shiyun/indexer/texts"
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
		{"authors in either script", "汀蘭", 9, []suggest.Suggestion{{Kind: suggest.Author, Text: "汀兰", Author: 3, Poems: 1}, {Kind: suggest.Author, Text: "汀蘭", Author: 2, Poems: 1}}},
		{"no more than asked for", "汀蘭", 1, []suggest.Suggestion{{Kind: suggest.Author, Text: "汀兰", Author: 3, Poems: 1}}},
		{"a title", "望", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"a line, as its poem writes it", "灯下", 9, []suggest.Suggestion{{Kind: suggest.Line, Text: "燈下讀書聲", Poem: 2}}},
		{"the second line", "石上", 9, []suggest.Suggestion{{Kind: suggest.Line, Text: "石上残茶独自浇", Poem: 1}}},
		{"pinyin", "wangyue", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"pinyin not typed to its end", "wang yu", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"initials", "wyt", 9, []suggest.Suggestion{{Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"initials of a name", "cfsr", 9, []suggest.Suggestion{{Kind: suggest.Author, Text: "楚凤散人", Author: 1, Poems: 1}}},
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

// The archive's own words are suggested with their kind and how many poems they
// stand for.
func TestWordsAreSuggested(t *testing.T) {
	t.Parallel()
	a := neighbourhood()
	tests := []struct {
		name, typed string
		want        suggest.Suggestion
	}{
		{"a form", "七", suggest.Suggestion{Kind: suggest.Form, Text: "七绝", Poems: 2}},
		{"a form by another name", "七言绝", suggest.Suggestion{Kind: suggest.Form, Text: "七绝", Poems: 2, Other: "七言绝"}},
		{"several forms", "绝", suggest.Suggestion{Kind: suggest.Form, Text: "绝句", Poems: 2}},
		{"a form by initials", "qj", suggest.Suggestion{Kind: suggest.Form, Text: "七绝", Poems: 2}},
		{"a form in pinyin", "qijue", suggest.Suggestion{Kind: suggest.Form, Text: "七绝", Poems: 2}},
		{"a tune", "鹧", suggest.Suggestion{Kind: suggest.Tune, Text: "鹧鸪天", Poems: 1}},
		{"a tune by another name", "思佳", suggest.Suggestion{Kind: suggest.Tune, Text: "鹧鸪天", Poems: 1, Other: "思佳客"}},
		{"a place with those beneath", "東亭社", suggest.Suggestion{Kind: suggest.Place, Text: "东亭社区", ID: 1, Poems: 2}},
		{"a place in pinyin", "tingyu", suggest.Suggestion{Kind: suggest.Place, Text: "听雨亭", ID: 2, Poems: 1}},
		{"a tag", "抗", suggest.Suggestion{Kind: suggest.Tag, Text: "抗洪", Poems: 1}},
		{"a collection", "甲", suggest.Suggestion{Kind: suggest.Collection, Text: "甲集", ID: 5, Poems: 1}},
		{"a stone", "无字", suggest.Suggestion{Kind: suggest.Stone, Text: "无字石", Code: "t3"}},
		{"a stone's code", "T3", suggest.Suggestion{Kind: suggest.Stone, Text: "无字石", Code: "t3"}},
		{"a year", "19", suggest.Suggestion{Kind: suggest.Time, Text: "1998", Year: 1998, Poems: 2}},
		{"a year in characters", "一九九", suggest.Suggestion{Kind: suggest.Time, Text: "1998", Year: 1998, Poems: 2, Other: "一九九八"}},
		{"an era", "九十年", suggest.Suggestion{Kind: suggest.Time, Text: "九十年代", Poems: 2}},
		{"a season", "秋", suggest.Suggestion{Kind: suggest.Season, Text: "秋", Poems: 1}},
		{"a festival", "zhongqiu", suggest.Suggestion{Kind: suggest.Festival, Text: "中秋", Poems: 1}},
		{"a theme", "外", suggest.Suggestion{Kind: suggest.Theme, Text: "外婆", Poems: 1}},
		{"a theme by another name", "姥姥", suggest.Suggestion{Kind: suggest.Theme, Text: "外婆", Poems: 1, Other: "姥姥"}},
		{"after an author", "汀兰的七", suggest.Suggestion{Kind: suggest.Form, Text: "汀兰的七绝", Word: "七绝", Poems: 2}},
		{"after a year", "1998 听", suggest.Suggestion{Kind: suggest.Place, Text: "1998 听雨亭", Word: "听雨亭", ID: 2, Poems: 1}},
		{"after words of asking", "有没有写外", suggest.Suggestion{Kind: suggest.Theme, Text: "有没有写外婆", Word: "外婆", Poems: 1}},
		{"after words of asking, in letters", "汀兰的qj", suggest.Suggestion{Kind: suggest.Form, Text: "汀兰的七绝", Word: "七绝", Poems: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := suggest.Complete(t.Context(), a.Texts(), a, tt.typed, 8)
			if err != nil || !slices.Contains(got, tt.want) {
				t.Errorf("%q: %+v (%v), want %+v among them", tt.typed, got, err, tt.want)
			}
		})
	}
}

// Words that stand for no poem are not suggested.
func TestWordsWithoutPoemsAreNotSuggested(t *testing.T) {
	t.Parallel()
	a := garden()
	for _, typed := range []string{"词", "五律", "念奴", "去年", "端午", "广场舞", "东亭", "汀兰的五律"} {
		if got, err := suggest.Complete(t.Context(), a.Texts(), a, typed, 8); err != nil || len(got) > 0 {
			t.Errorf("%s: %+v (%v)", typed, got, err)
		}
	}
}

// neighbourhood has something of every kind.
func neighbourhood() *searchtest.Archive {
	first := searchtest.NewPoem("堤上", "汀兰", "外婆家在大堤边，\n中秋月下守堤眠。")
	first.Form, first.Tags, first.Collections = corpus.FormQijue, []string{"抗洪"}, []corpus.CollectionRef{{ID: 5, Name: "甲集"}}
	first.Date, first.Place = corpus.Date{Year: 1998, Month: 8}, corpus.PlaceRef{ID: 2}
	second := searchtest.NewPoem("鹧鸪天·雨后", "汀兰", "一湖秋水，半岸芦花。")
	second.Tune, second.Form, second.Date, second.Place = "鹧鸪天", corpus.FormQijue, corpus.Date{Year: 1998}, corpus.PlaceRef{ID: 3}
	a := searchtest.NewArchive(first, second)
	a.Change(texts.Changes{
		Places: map[corpus.PlaceID]*texts.Place{1: {Name: "东亭社区", Above: []corpus.PlaceID{1}},
			2: {Name: "听雨亭", Above: []corpus.PlaceID{2, 1}}, 3: {Name: "花溪里", Above: []corpus.PlaceID{3, 1}}},
		Stones: []texts.Stone{{Code: "t3", Name: "无字石"}},
	})
	return a
}
