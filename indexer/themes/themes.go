// Package themes knows what poems are about: kin, seasons, festivals, plants,
// weather, feelings. A theme has names it is asked by and words that show it,
// modern and classical; how much a poem is about it is a sum over the words that
// stand in the poem, of which title, number, rarity and agreement decide.
//
// The words are read from the files in lexicon, whose format is described at
// parse. They are folded when they are read, so that both scripts match.
package themes

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"shiyun/corpus/fold"
)

// Strength is how surely a word shows its theme.
type Strength int

// The strengths. A weak word alone shows nothing; an excluded one contains a
// word of the theme and means something else.
const (
	Excluded Strength = iota
	Weak
	Plain
	Strong
)

// Word is a word of a theme.
type Word struct {
	// ID numbers the word among those of all themes, from 0.
	ID       int
	Text     string // folded
	Strength Strength
	// InTitle reports that the word stands for the theme in titles, however
	// weak it is elsewhere.
	InTitle bool
	// Learnt is more than 0 for a word that was not written by people: it was found in poems
	// whose titles name the theme, so much more often than in others, as a
	// logarithm. It adds to how much a poem is about the theme, and never
	// shows that it is.
	Learnt float64
	// Within are the indexes in Theme.Words of the longer words that contain
	// it: where one of them stands, the word itself does not.
	Within []int
}

// Theme is a theme with its words. It must not be changed.
type Theme struct {
	Name  string   // as the file writes it, simplified
	Names []string // folded: the name and the others it is asked by
	Words []Word   // the shortest first
	// Named reports that weak words alone show nothing, however many.
	Named bool
}

// Focus returns the indexes of the words that speak of what is asked for most of
// all: those that share a word of the theme with the name it is asked by (asked
// for 孙女, poems with 孙 come before those with 稚子), and the strong ones that are
// names of the theme themselves.
func (t *Theme) Focus(name string) (words []int) {
	name = fold.String(name)
	var cores []string
	for _, w := range t.Words {
		if w.Strength > Excluded && w.Learnt == 0 && strings.Contains(name, w.Text) {
			cores = append(cores, w.Text)
		}
	}
	for i, w := range t.Words {
		shares := slices.ContainsFunc(cores, func(core string) bool { return strings.Contains(w.Text, core) })
		isName := w.Strength == Strong && slices.Contains(t.Names, w.Text)
		if w.Strength > Excluded && w.Learnt == 0 && (shares || isName) {
			words = append(words, i)
		}
	}
	return words
}

// Lexicon is the themes with an index of their words. It does not change.
type Lexicon struct {
	themes []*Theme
	byName map[string]*Theme
	words  []string // by ID
	ids    map[string]int
	// first is the ID of the first word of its own: those below are words of
	// the lexicon that it adds to.
	first int
	// beginning lists its own words that begin with a character.
	beginning map[rune][]int
}

func newLexicon() *Lexicon {
	return &Lexicon{byName: map[string]*Theme{}, ids: map[string]int{}, beginning: map[rune][]int{}}
}

//go:embed lexicon/*.txt
var files embed.FS

//go:embed learnt.txt
var learntText string

// Default returns the lexicon that the program carries.
var Default = sync.OnceValue(func() *Lexicon {
	l, err := read(files, learntText)
	if err != nil {
		panic(err) // a test reads the files
	}
	return l
})

// Written returns the lexicon as people wrote it, without what was learnt.
func Written() *Lexicon {
	l, err := read(files, "")
	if err != nil {
		panic(err) // a test reads the files
	}
	return l
}

func read(files fs.FS, learntText string) (*Lexicon, error) {
	learnt, err := parseLearnt(learntText)
	if err != nil {
		return nil, fmt.Errorf("read what was learnt: %w", err)
	}
	paths, err := fs.Glob(files, "lexicon/*.txt")
	if err != nil {
		return nil, fmt.Errorf("list themes: %w", err)
	}
	l := newLexicon()
	for _, path := range paths {
		content, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, fmt.Errorf("read themes: %w", err)
		}
		themes, err := parse(string(content))
		if err != nil {
			return nil, fmt.Errorf("read themes: %s: %w", path, err)
		}
		for _, t := range themes {
			t.learn(learnt[t.Name])
			l.add(t)
		}
	}
	return l, nil
}

// add makes a theme known. Where two themes go by one name, it is that of the
// theme whose own name it is, else of the one read first.
func (l *Lexicon) add(t *Theme) {
	for i, name := range t.Names {
		if known := l.byName[name]; known == nil || i == 0 && known.Names[0] != name {
			l.byName[name] = t
		}
	}
	l.number(t)
	l.themes = append(l.themes, t)
}

// number gives the words of a theme their IDs.
func (l *Lexicon) number(t *Theme) {
	for i := range t.Words {
		w := &t.Words[i]
		id, met := l.ids[w.Text]
		if !met {
			id = len(l.words)
			l.ids[w.Text] = id
			l.words = append(l.words, w.Text)
			first := []rune(w.Text)[0]
			l.beginning[first] = append(l.beginning[first], id)
		}
		w.ID = id
	}
}

// Find returns the theme that goes by a name, which need not be folded.
func (l *Lexicon) Find(name string) (*Theme, bool) {
	t := l.byName[fold.String(name)]
	return t, t != nil
}

// All returns all themes. The list must not be changed.
func (l *Lexicon) All() []*Theme { return l.themes }

// First returns the ID of the first word that is not in the lexicon this one
// adds to.
func (l *Lexicon) First() int { return l.first }

// Len returns how many words there are: IDs are below it.
func (l *Lexicon) Len() int { return len(l.words) }

// Each calls fn with the ID of every word of its own that stands in a folded text,
// once for each place where it does.
func (l *Lexicon) Each(text string, fn func(id int)) {
	for at, r := range text {
		rest := text[at:]
		for _, id := range l.beginning[r] {
			if w := l.words[id]; len(w) <= len(rest) && rest[:len(w)] == w {
				fn(id)
			}
		}
	}
}
