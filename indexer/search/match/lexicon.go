package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

// NameMatch is how a name answers a run.
type NameMatch int

// The matches of a name; 0 is none.
const (
	NameContains NameMatch = iota + 1
	NameEquals
)

// Lexicon looks runs up among the names of a snapshot and makes what is needed
// to loosen them, each once: the plans of one search share it. It is used by
// one goroutine; what it returns must not be changed, and any may read it.
type Lexicon struct {
	*texts.Snapshot
	authors   map[string]map[corpus.AuthorID]NameMatch
	mistakes  map[string]*Mistakes
	named     map[nameMatcher]map[corpus.AuthorID]bool
	phonetic  map[phoneticKey]*Phonetic
	syllables map[syllableKey]Syllable
	themes    map[string]*OnTheme // by name, folded
	holders   map[string]*holders // by run
}

// nameMatcher finds names that are not written as asked.
type nameMatcher interface{ MatchesName(name string) bool }

// NewLexicon makes the lexicon of a snapshot.
func NewLexicon(s *texts.Snapshot) *Lexicon {
	return &Lexicon{s, map[string]map[corpus.AuthorID]NameMatch{}, map[string]*Mistakes{},
		map[nameMatcher]map[corpus.AuthorID]bool{}, map[phoneticKey]*Phonetic{}, map[syllableKey]Syllable{}, map[string]*OnTheme{}, map[string]*holders{}}
}

// Mistakes returns those a run may hold.
func (l *Lexicon) Mistakes(run string) *Mistakes {
	if l.mistakes[run] == nil {
		l.mistakes[run] = newMistakes(run, l.Knows)
	}
	return l.mistakes[run]
}

// Authors returns those one of whose names is or contains the run.
func (l *Lexicon) Authors(run string) map[corpus.AuthorID]NameMatch {
	if found, ok := l.authors[run]; ok {
		return found
	}
	found := map[corpus.AuthorID]NameMatch{}
	for _, a := range l.Names() {
		switch {
		case a.Name == run:
			found[a.Author] = NameEquals
		case len(a.Name) > len(run) && strings.Contains(a.Name, run) && found[a.Author] == 0:
			found[a.Author] = NameContains
		}
	}
	l.authors[run] = found
	return found
}

// Named returns the authors one of whose whole names f finds.
func (l *Lexicon) Named(f nameMatcher) map[corpus.AuthorID]bool {
	if found, ok := l.named[f]; ok {
		return found
	}
	found := map[corpus.AuthorID]bool{}
	for _, a := range l.Names() {
		if f.MatchesName(a.Name) {
			found[a.Author] = true
		}
	}
	l.named[f] = found
	return found
}

// exactlyOrContaining keeps those who go by exactly the name asked for, if
// there are any: 作者:李白 is not after 李白之.
func exactlyOrContaining(found map[corpus.AuthorID]NameMatch) map[corpus.AuthorID]NameMatch {
	exact := map[corpus.AuthorID]NameMatch{}
	for id, how := range found {
		if how == NameEquals {
			exact[id] = how
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return found
}

// PlacesNamed returns those whose name contains the run, and those below them.
func (l *Lexicon) PlacesNamed(run string) map[corpus.PlaceID]bool {
	found := map[corpus.PlaceID]bool{}
	for id, place := range l.Places() {
		for _, above := range place.Above {
			if p := l.Place(above); p != nil && strings.Contains(fold.String(p.Name), run) {
				found[id] = true
			}
		}
	}
	return found
}

// CollectionsNamed returns those whose name contains the run.
func (l *Lexicon) CollectionsNamed(run string) map[corpus.CollectionID]bool {
	found := map[corpus.CollectionID]bool{}
	for name, c := range l.Vocabulary().Collections {
		if strings.Contains(name, run) {
			found[c.ID] = true
		}
	}
	return found
}

// mostNameLengths bounds the names that a run is tried to begin or end with:
// "li" begins many, the longest are the likeliest.
const mostNameLengths = 3

// NameLengths returns the lengths, in characters and the longest first, of the
// names of two characters or more that a run has where at finds them:
// strings.HasPrefix or strings.HasSuffix.
func (l *Lexicon) NameLengths(run string, at func(run, name string) bool) []int {
	var lengths []int
	for _, name := range l.Names() {
		if at(run, name.Name) {
			if length := utf8.RuneCountInString(name.Name); length >= 2 && !slices.Contains(lengths, length) {
				lengths = append(lengths, length)
			}
		}
	}
	return longestLengths(lengths)
}

// SpelledNameLengths returns the lengths, in letters and the longest first, of
// the beginnings of letters that spell a name of two characters or more and
// leave at least rest letters that can be read as pinyin.
func (l *Lexicon) SpelledNameLengths(letters string, rest int) []int {
	var lengths []int
	for _, name := range l.Names() {
		if utf8.RuneCountInString(name.Name) < 2 {
			continue
		}
		for _, n := range spelledLengths(name.Name, letters) {
			if len(letters)-n >= rest && !slices.Contains(lengths, n) && len(pinyin.Parse([]string{letters[n:]})) > 0 {
				lengths = append(lengths, n)
			}
		}
	}
	return longestLengths(lengths)
}

func longestLengths(lengths []int) []int {
	slices.SortFunc(lengths, func(a, b int) int { return b - a })
	return lengths[:min(len(lengths), mostNameLengths)]
}

// spelledLengths are the lengths of the beginnings of letters that spell the
// name.
func spelledLengths(name, letters string) []int {
	lengths := []int{0}
	for _, r := range name {
		var next []int
		for _, reading := range pinyin.Readings(r) {
			for _, n := range lengths {
				if strings.HasPrefix(letters[n:], string(reading)) && !slices.Contains(next, n+len(reading)) {
					next = append(next, n+len(reading))
				}
			}
		}
		if lengths = next; len(lengths) == 0 {
			return nil
		}
	}
	return lengths
}
