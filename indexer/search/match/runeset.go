package match

import (
	"sync"
	"unicode/utf8"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
)

// RuneSet is a set of folded characters. It does not change once made.
type RuneSet struct {
	bits  [1 << 16 / 64]uint64
	wide  map[rune]bool
	runes []rune
}

// NewRuneSet makes a set.
func NewRuneSet(runes ...rune) *RuneSet {
	s := &RuneSet{wide: map[rune]bool{}}
	for _, r := range runes {
		if s.Has(r) {
			continue
		}
		s.runes = append(s.runes, r)
		if r < 1<<16 {
			s.bits[r/64] |= 1 << (r % 64)
		} else {
			s.wide[r] = true
		}
	}
	return s
}

// anyRune is every character of the basic plane. It cannot be asked of the
// engine.
var anyRune = sync.OnceValue(func() *RuneSet {
	s := &RuneSet{}
	for i := range s.bits {
		s.bits[i] = ^uint64(0)
	}
	s.bits[0] &^= 1 // what parts title, preface and body
	return s
})

// initialSets holds the characters some reading of which begins with each
// letter.
var initialSets = sync.OnceValue(func() map[byte]*RuneSet {
	sets := map[byte]*RuneSet{}
	for letter := byte('a'); letter <= 'z'; letter++ {
		sets[letter] = NewRuneSet(pinyin.Beginning(letter)...)
	}
	return sets
})

// WithInitial returns the characters some reading of which begins with a
// letter from a to z.
func WithInitial(letter byte) *RuneSet { return initialSets()[letter] }

// Has reports whether the set holds a character.
func (s *RuneSet) Has(r rune) bool {
	if r < 1<<16 {
		return s.bits[r/64]&(1<<(r%64)) != 0
	}
	return s.wide[r]
}

// Runes returns the characters in the order they were given. The slice must
// not be changed.
func (s *RuneSet) Runes() []rune { return s.runes }

// propose wants the poems that have any of the characters.
func (s *RuneSet) propose() engine.Expr {
	exprs := make([]engine.Expr, len(s.runes))
	for i, r := range s.runes {
		exprs[i] = engine.Has(engine.Char, string(r))
	}
	return engine.Or(exprs...)
}

// findSets finds the first place where each character in turn is in the set
// for its place. Offsets are in bytes.
func findSets(text string, sets []*RuneSet) (start, end int, ok bool) {
	for at, first := range text {
		if !sets[0].Has(first) {
			continue
		}
		rest := at + utf8.RuneLen(first)
		n := 1
		for n < len(sets) && rest < len(text) {
			r, size := utf8.DecodeRuneInString(text[rest:])
			if !sets[n].Has(r) {
				break
			}
			rest, n = rest+size, n+1
		}
		if n == len(sets) {
			return at, rest, true
		}
	}
	return 0, 0, false
}
