package match

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Initials finds runs by the letters their readings begin with. It keeps
// nothing between poems.
type Initials struct {
	letters      string
	everyReading bool       // not only the commonest of each character
	sets         []*RuneSet // the characters for each letter, by every reading
}

// NewInitials finds runs by letters from a to z: by the commonest reading of
// each character, or by every one.
func NewInitials(letters string, everyReading bool) *Initials {
	f := &Initials{letters: letters, everyReading: everyReading}
	for i := range letters {
		f.sets = append(f.sets, WithInitial(letters[i]))
	}
	return f
}

// Propose wants every poem: nearly every one has every letter, so the engine
// has nothing to narrow by.
func (f *Initials) Propose() engine.Expr { return engine.All() }

// Scan returns at least all poems in which Find finds something.
func (f *Initials) Scan(s *texts.Snapshot) []corpus.PoemID {
	heard := make([]texts.Heard, len(f.letters))
	for i := range f.letters {
		heard[i].Letters = texts.LetterSet(f.letters[i])
	}
	if f.everyReading {
		return s.WithSounds([][]texts.Heard{heard})
	}
	return s.WithInitials([][]texts.Heard{heard})
}

// Find implements Finder.
func (f *Initials) Find(p *texts.Poem, field query.Field) (Span, bool) {
	if f.everyReading {
		return f.findByEveryReading(p, field)
	}
	for from := 0; ; {
		i := strings.Index(p.Initials[from:], f.letters)
		if i < 0 {
			return Span{}, false
		}
		start := byteIndex(p.Text, from+i)
		found := Span{Start: start, End: start + byteIndex(p.Text[start:], len(f.letters)), Tier: Sound}
		if inField(p, found, field) {
			return found, true
		}
		from += i + 1
	}
}

func (f *Initials) findByEveryReading(p *texts.Poem, field query.Field) (Span, bool) {
	for _, section := range sections(p, field) {
		if start, end, ok := findSets(section.text, f.sets); ok {
			return Span{Start: section.at + start, End: section.at + end, Tier: Sound}, true
		}
	}
	return Span{}, false
}

// MatchesName reports whether a whole name has the initials.
func (f *Initials) MatchesName(name string) bool {
	n := utf8.RuneCountInString(name)
	if n != len(f.letters) || !f.everyReading && pinyin.NameInitials(name) != f.letters {
		return false
	}
	n = 0
	for _, r := range name {
		if !f.sets[n].Has(r) {
			return false
		}
		n++
	}
	return true
}

func inField(p *texts.Poem, s Span, field query.Field) bool {
	switch field {
	case query.Title:
		return s.End < p.Preface
	case query.Body:
		return s.Start >= p.Body
	}
	return true
}
