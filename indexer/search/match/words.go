package match

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/verse"
	"shiyun/indexer/ask"
	"shiyun/indexer/texts"
)

// Words finds the archive's own words. It implements ask.Words.
type Words struct{ lexicon *Lexicon }

// Words returns the archive's own words.
func (l *Lexicon) Words() Words { return Words{l} }

// Longest implements ask.Words.
func (v Words) Longest() int { return max(v.lexicon.Vocabulary().Longest, len("wuyanlvshi")) }

// HasTitle implements ask.Words.
func (v Words) HasTitle(run string) (found bool) {
	v.lexicon.Written(texts.Titles, run, func(o texts.Opening) bool {
		found = o.Text() == run
		return !found
	})
	return found
}

// Find implements ask.Words.
func (v Words) Find(run string) []ask.Word {
	var words []ask.Word
	known := v.lexicon.Vocabulary()
	for _, form := range FormNames()[run] {
		words = append(words, ask.Word{Kind: ask.Form, Name: string(form)})
	}
	for _, id := range known.Authors[run] {
		if a := v.lexicon.Author(id); a != nil && a.Name != corpus.Anonymous {
			words = append(words, ask.Word{Kind: ask.Author, Name: a.Name, ID: int64(id)})
		}
	}
	if utf8.RuneCountInString(run) < 2 && len(words) == 0 {
		return v.topic(run)
	}
	for _, id := range known.Places[run] {
		words = append(words, ask.Word{Kind: ask.Place, Name: v.lexicon.Place(id).Name, ID: int64(id)})
	}
	for _, tune := range tunesNamed(run, known.Tunes) {
		words = append(words, ask.Word{Kind: ask.Tune, Name: tune})
	}
	if c, ok := known.Collections[run]; ok {
		words = append(words, ask.Word{Kind: ask.Collection, Name: c.Name, ID: int64(c.ID)})
	}
	return append(words, v.topic(run)...)
}

// tunesNamed are the tunes of the archive that go by a name, which is folded:
// that of the name itself and those it is another name of.
func tunesNamed(name string, known map[string][]string) []string {
	var tunes []string
	if known[name] != nil {
		tunes = append(tunes, name)
	}
	for _, same := range verse.SameTunes(name) {
		if same != name && known[same] != nil {
			tunes = append(tunes, same)
		}
	}
	return tunes
}

// topic is the tag and the theme that go by a name.
func (v Words) topic(run string) (words []ask.Word) {
	if tag, ok := v.lexicon.Vocabulary().Tags[run]; ok {
		words = append(words, ask.Word{Kind: ask.Tag, Name: tag})
	}
	if t, ok := v.lexicon.Themes().Find(run); ok {
		words = append(words, ask.Word{Kind: ask.Theme, Name: t.Name})
	}
	return words
}

// severalForms are the words for several forms at once.
var severalForms = map[string][]corpus.Form{
	"绝句": {corpus.FormWujue, corpus.FormQijue}, "律诗": {corpus.FormWulu, corpus.FormQilu, corpus.FormPailu},
	"五言": {corpus.FormWujue, corpus.FormWulu}, "七言": {corpus.FormQijue, corpus.FormQilu},
	"五言诗": {corpus.FormWujue, corpus.FormWulu}, "七言诗": {corpus.FormQijue, corpus.FormQilu},
	"近体诗": {corpus.FormWujue, corpus.FormQijue, corpus.FormWulu, corpus.FormQilu, corpus.FormPailu},
	"格律诗": {corpus.FormWujue, corpus.FormQijue, corpus.FormWulu, corpus.FormQilu, corpus.FormPailu},
	"词曲":  {corpus.FormCi, corpus.FormQu},
}

// ordinary are names of forms that are ordinary words as well.
var ordinary = []string{"辞", "现代", "词牌", "其他", "其它", "聯", "联"}

// FormNames returns the forms by folded name, and by its pinyin. The map must not
// be changed.
var FormNames = sync.OnceValue(func() map[string][]corpus.Form {
	names := map[string][]corpus.Form{}
	add := func(name string, forms ...corpus.Form) {
		name = fold.String(name)
		if !slices.Contains(ordinary, name) && names[name] == nil {
			names[name] = forms
		}
		if letters := spell(name); len(letters) >= 4 && names[letters] == nil {
			names[letters] = forms
		}
	}
	for _, form := range corpus.Forms() {
		if form != corpus.FormOther {
			add(string(form), form)
		}
	}
	for name, forms := range severalForms {
		add(name, forms...)
	}
	for name, form := range corpus.FormNames() {
		if form != corpus.FormOther {
			add(name, form)
		}
	}
	return names
})

func spell(name string) string {
	var b strings.Builder
	for _, r := range name {
		if readings := pinyin.Readings(r); len(readings) > 0 {
			b.WriteString(string(readings[0]))
		}
	}
	return b.String()
}
