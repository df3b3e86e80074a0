package themes

import (
	"maps"
	"slices"
	"strings"

	"shiyun/corpus/fold"
)

// Addition is what curators add to a theme, or a theme of their own.
type Addition struct {
	Theme string   // its name; of their own where no theme goes by it
	Names []string // further names it is asked by
	// The words by strength, as in the files of the lexicon.
	Strong, Plain, Weak, Title, Excluded []string
}

// With returns the lexicon with additions. A word that the theme has already
// gets the strength that the addition gives it.
func (l *Lexicon) With(additions []Addition) *Lexicon {
	if len(additions) == 0 {
		return l
	}
	next := &Lexicon{themes: slices.Clone(l.themes), byName: maps.Clone(l.byName), words: slices.Clone(l.words),
		ids: maps.Clone(l.ids), first: len(l.words), beginning: map[rune][]int{}}
	for _, a := range additions {
		next.extend(a)
	}
	return next
}

func (l *Lexicon) extend(a Addition) {
	own := fold.String(a.Theme)
	if own == "" {
		return
	}
	t := &Theme{Name: a.Theme, Names: []string{own}}
	known := slices.IndexFunc(l.themes, func(t *Theme) bool { return t.Names[0] == own })
	if known >= 0 {
		old := l.themes[known]
		t = &Theme{Name: old.Name, Names: slices.Clone(old.Names), Words: slices.Clone(old.Words), Named: old.Named}
	}
	for _, name := range a.Names {
		if name = fold.String(name); name != "" && !slices.Contains(t.Names, name) {
			t.Names = append(t.Names, name)
		}
	}
	t.set(a)
	if known < 0 {
		l.add(t)
		return
	}
	l.number(t)
	for name, named := range l.byName {
		if named == l.themes[known] {
			l.byName[name] = t
		}
	}
	for _, name := range t.Names {
		if l.byName[name] == nil {
			l.byName[name] = t
		}
	}
	l.themes[known] = t
}

// set gives the words of an addition their strength and brings the list in order
// again.
func (t *Theme) set(a Addition) {
	for strength, words := range map[Strength][]string{Strong: a.Strong, Plain: a.Plain, Weak: a.Weak, Excluded: a.Excluded} {
		for _, word := range words {
			t.setWord(word, func(w *Word) { w.Strength, w.Learnt = strength, 0 })
		}
	}
	for _, word := range a.Title {
		t.setWord(word, func(w *Word) { w.InTitle = true })
	}
	slices.SortStableFunc(t.Words, func(a, b Word) int { // by text: a map has no order
		if len(a.Text) != len(b.Text) {
			return len(a.Text) - len(b.Text)
		}
		return strings.Compare(a.Text, b.Text)
	})
	t.findWithin()
}

func (t *Theme) setWord(word string, set func(*Word)) {
	folded := fold.String(word)
	if folded == "" {
		return
	}
	at := t.indexOfText(folded)
	if at < 0 {
		at = len(t.Words)
		t.Words = append(t.Words, Word{Text: folded})
	}
	set(&t.Words[at])
}
