package suggest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/ask"
	"shiyun/indexer/search/match"
	"shiyun/indexer/themes"
)

// How many of the archive's own words are suggested beside titles and lines, and
// how many of one kind.
const (
	mostWords  = 4
	mostOfKind = 2
)

// wordFinder collects the archive's own words that begin as typed.
type wordFinder struct {
	opening beginning
	lexicon *match.Lexicon
	year    int // of today
	found   map[Kind][]foundWord
}

// foundWord is a word with what orders it among those of its kind.
type foundWord struct {
	Suggestion
	whole bool // what was typed is the whole of it
	theme *themes.Theme
}

// completeWords finds the archive's own words that begin as typed: of every kind
// those typed to their end first, then the commonest.
func completeWords(typed string, lexicon *match.Lexicon, year int) []Suggestion {
	run := fold.String(typed)
	f := wordFinder{writtenOpening(run), lexicon, year, map[Kind][]foundWord{}}
	if groups, ok := pinyin.Letters(typed); ok {
		f.opening = spelledOpening(strings.Join(groups, ""))
	}
	f.forms(run)
	f.filedUnder(run)
	f.tunes(run)
	f.stones(typed)
	f.times(run)
	f.themes(run)
	var list []foundWord
	for _, kind := range kinds {
		ofKind := f.found[kind]
		slices.SortFunc(ofKind, compareWords)
		n := 0
		for _, w := range ofKind {
			if w.theme != nil {
				w.Poems = lexicon.CountTheme(w.theme)
			}
			if n < mostOfKind && (w.Poems > 0 || kind == Stone) {
				list = append(list, w)
				n++
			}
			if n == mostOfKind {
				break
			}
		}
	}
	slices.SortStableFunc(list, func(a, b foundWord) int { return cmp.Compare(btoi(b.whole), btoi(a.whole)) })
	words := []Suggestion{}
	for _, w := range list[:min(len(list), mostWords)] {
		words = append(words, w.Suggestion)
	}
	return words
}

func compareWords(a, b foundWord) int {
	if a.whole != b.whole {
		return cmp.Compare(btoi(b.whole), btoi(a.whole))
	}
	return cmp.Or(cmp.Compare(b.Poems, a.Poems), cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.Text, b.Text), cmp.Compare(a.ID, b.ID))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// add takes a word in where one of its names, folded, begins as typed. The first
// is that it is shown by.
func (f *wordFinder) add(run string, w Suggestion, names ...string) {
	for i, name := range names {
		if !f.opening.begins(name) {
			continue
		}
		if i > 0 && name != fold.String(w.Text) {
			w.Other = name
		}
		f.found[w.Kind] = append(f.found[w.Kind], foundWord{Suggestion: w, whole: name == run})
		return
	}
}

func (f *wordFinder) forms(run string) {
	v := f.lexicon.Vocabulary()
	for _, form := range formsByName() {
		n := 0
		for _, one := range form.forms {
			n += v.CountForm(one)
		}
		f.add(run, Suggestion{Kind: Form, Text: form.text, Poems: n}, form.names...)
	}
}

func (f *wordFinder) filedUnder(run string) {
	v := f.lexicon.Vocabulary()
	for folded, tag := range v.Tags {
		f.add(run, Suggestion{Kind: Tag, Text: tag, Poems: v.CountTag(tag)}, folded)
	}
	for folded, c := range v.Collections {
		f.add(run, Suggestion{Kind: Collection, Text: c.Name, ID: int64(c.ID), Poems: v.CountCollection(c.ID)}, folded)
	}
	for folded, ids := range v.Places {
		for _, id := range ids {
			f.add(run, Suggestion{Kind: Place, Text: f.lexicon.Place(id).Name, ID: int64(id), Poems: v.CountPlace(id)}, folded)
		}
	}
}

func (f *wordFinder) tunes(run string) {
	v := f.lexicon.Vocabulary()
	v.EachTune(f.opening.mayBegin, func(tune string) {
		f.add(run, Suggestion{Kind: Tune, Text: tune, Poems: v.CountTune(tune)}, v.Tunes[tune]...)
	})
}

// stones are found by name, and by their code typed whole.
func (f *wordFinder) stones(typed string) {
	code, isCode := corpus.ParseStoneCode(typed)
	for _, st := range f.lexicon.Stones() {
		w := Suggestion{Kind: Stone, Text: st.Name, Code: st.Code}
		if isCode && code == st.Code {
			f.found[Stone] = append(f.found[Stone], foundWord{Suggestion: w, whole: true})
			continue
		}
		f.add(fold.String(typed), w, fold.String(st.Name))
	}
}

func (f *wordFinder) times(run string) {
	v := f.lexicon.Vocabulary()
	if len(run) > 1 { // a digit begins too many
		v.EachYear(func(year, poems int) {
			f.add(run, Suggestion{Kind: Time, Text: strconv.Itoa(year), Year: year, Poems: poems}, ask.YearNames(year)...)
		})
	}
	for _, name := range ask.TimeNames() {
		if !f.opening.begins(fold.String(name)) {
			continue
		}
		if span, ok := ask.ParseTime(fold.String(name), f.year); ok {
			w := Suggestion{Kind: Time, Text: name, Poems: v.CountTime(span.From, span.To, span.Months)}
			if span.From == span.To && span.Months == 0 {
				w.Year = span.From
			}
			f.add(run, w, fold.String(name))
		}
	}
}

func (f *wordFinder) themes(run string) {
	for _, t := range f.lexicon.Themes().All() {
		names := askedBy(t, run)
		if !slices.ContainsFunc(names, f.opening.begins) {
			continue // nearly always
		}
		kind := kindOfTheme(t)
		f.add(run, Suggestion{Kind: kind, Text: t.Name}, names...)
		f.found[kind][len(f.found[kind])-1].theme = t
	}
}

// askedBy returns the names of a theme that what was typed may begin: its own, and
// of the others, of which there are many, those typed so far that they can be
// meant. 望月 is no other name of 月.
func askedBy(t *themes.Theme, run string) []string {
	names := t.Names[:1]
	for _, other := range t.Names[1:] {
		if len(run) > len("月") && run[0] >= utf8.RuneSelf && strings.HasPrefix(other, run) && !strings.Contains(other, names[0]) {
			names = append(slices.Clip(names), other)
		}
	}
	return names
}

// kindOfTheme parts days and seasons from other themes.
func kindOfTheme(t *themes.Theme) Kind {
	if kind, ok := days()[t.Names[0]]; ok {
		return kind
	}
	return Theme
}

var days = sync.OnceValue(func() map[string]Kind {
	kinds := map[string]Kind{}
	for _, occasion := range almanac.Year(almanac.LastYear) {
		kinds[fold.String(occasion.Name)] = Term
		if occasion.Kind == almanac.Festival {
			kinds[fold.String(occasion.Name)] = Festival
		}
	}
	for _, season := range []string{"春", "夏", "秋", "冬"} {
		kinds[season] = Season
	}
	return kinds
})

// namedForm is a form, or the word for several, with its names folded.
type namedForm struct {
	text  string
	forms []corpus.Form
	names []string
}

var formsByName = sync.OnceValue(func() []namedForm {
	var list []namedForm
	for _, form := range corpus.Forms() {
		if form == corpus.FormOther {
			continue
		}
		one := namedForm{string(form), []corpus.Form{form}, []string{fold.String(string(form))}}
		for name, forms := range match.FormNames() {
			if len(forms) == 1 && forms[0] == form && name != one.names[0] && name[0] > 'z' {
				one.names = append(one.names, name)
			}
		}
		slices.SortFunc(one.names[1:], func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		list = append(list, one)
	}
	for name, forms := range match.FormNames() {
		if len(forms) > 1 && name[0] > 'z' {
			list = append(list, namedForm{name, forms, []string{name}})
		}
	}
	return list
})
