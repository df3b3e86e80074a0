package search

import (
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// shortestInitials is the least number of initials worth looking for: fewer
// stand in nearly every poem.
const shortestInitials = 2

// initialsFinder finds runs by the letters their readings begin with. Nearly
// every poem has every letter, so the engine has nothing to propose.
type initialsFinder struct {
	letters      string
	everyReading bool       // not only the commonest of each character
	sets         []*charset // the characters for each letter, by every reading
}

func newInitialsFinder(letters string, everyReading bool) *initialsFinder {
	f := &initialsFinder{letters: letters, everyReading: everyReading}
	for i := range letters {
		f.sets = append(f.sets, byLetter()[letters[i]])
	}
	return f
}

// byLetter holds the characters for each letter.
var byLetter = sync.OnceValue(func() map[byte]*charset {
	sets := map[byte]*charset{}
	for letter := byte('a'); letter <= 'z'; letter++ {
		sets[letter] = newCharset(pinyin.Beginning(letter)...)
	}
	return sets
})

func (f *initialsFinder) propose() engine.Expr { return engine.All() }

// scan finds at least all poems in which f finds something.
func (f *initialsFinder) scan(s *texts.Snapshot) []corpus.PoemID {
	heard := make([]texts.Heard, len(f.letters))
	for i, set := range letterSets(f.letters) {
		heard[i].Letters = set
	}
	if f.everyReading {
		return s.WithSounds([][]texts.Heard{heard})
	}
	return s.WithInitials([][]texts.Heard{heard})
}

func (f *initialsFinder) find(p *texts.Poem, field query.Field) (span, bool) {
	if f.everyReading {
		return f.findByEveryReading(p, field)
	}
	for from := 0; ; {
		i := strings.Index(p.Initials[from:], f.letters)
		if i < 0 {
			return span{}, false
		}
		start := byteIndex(p.Text, from+i)
		found := span{start: start, end: start + byteIndex(p.Text[start:], len(f.letters)), tier: MatchSound}
		if inField(p, found, field) {
			return found, true
		}
		from += i + 1
	}
}

func (f *initialsFinder) findByEveryReading(p *texts.Poem, field query.Field) (span, bool) {
	for _, section := range sections(p, field) {
		if start, end, ok := findSets(section.text, f.sets); ok {
			return span{start: section.at + start, end: section.at + end, tier: MatchSound}, true
		}
	}
	return span{}, false
}

// names tells whether a whole name has the initials.
func (f *initialsFinder) names(name string) bool {
	n := utf8.RuneCountInString(name)
	if n != len(f.letters) || !f.everyReading && pinyin.NameInitials(name) != f.letters {
		return false
	}
	n = 0
	for _, r := range name {
		if !f.sets[n].has(r) {
			return false
		}
		n++
	}
	return true
}

func inField(p *texts.Poem, s span, field query.Field) bool {
	switch field {
	case query.Title:
		return s.end < p.Preface
	case query.Body:
		return s.start >= p.Body
	}
	return true
}

// byteIndex turns an offset in code points into one in bytes.
func byteIndex(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
