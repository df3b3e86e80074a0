// Package fold brings text to the one form in which it is compared:
// traditional characters, variants, full width, Kangxi radicals and capitals
// all fold to one code point each, and what is not a letter or a number
// (punctuation, spaces, line ends, emoji) is dropped.
//
// Folding works on single code points and never on context, so that index and
// query always agree and every folded code point stands for exactly one code
// point of the original. Marks can therefore always be traced back.
package fold

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// table.txt holds one pair a line, "from to": every code point that folds to
// another. It is derived from OpenCC's character dictionaries (Apache-2.0),
// Unicode NFKC and variants.txt; table_test.go derives it and compares.
//
//go:embed table.txt
var tableText string

// dropped marks a code point that does not exist for matching.
const dropped = -1

// bmp answers for the code points below 0x10000, wide for the others that
// fold to something else.
type tables struct {
	bmp  [1 << 16]rune
	wide map[rune]rune
}

var load = sync.OnceValue(func() *tables {
	t := &tables{wide: make(map[rune]rune)}
	for r := range rune(1 << 16) {
		t.bmp[r] = r
		if !matchable(r) {
			t.bmp[r] = dropped
		}
	}
	for pair := range strings.Lines(tableText) {
		from, n := utf8.DecodeRuneInString(pair)
		to, _ := utf8.DecodeRuneInString(pair[n+1:])
		if from < 1<<16 {
			t.bmp[from] = to
		} else {
			t.wide[from] = to
		}
	}
	return t
})

// matchable holds for what a query can find: letters and numbers of any
// script.
func matchable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// Rune folds one code point. The second result is false where the code point
// does not exist for matching.
func Rune(r rune) (rune, bool) { return load().rune(r) }

func (t *tables) rune(r rune) (rune, bool) {
	if r >= 0 && r < 1<<16 {
		f := t.bmp[r]
		return f, f != dropped
	}
	if f, ok := t.wide[r]; ok {
		return f, true
	}
	return r, matchable(r)
}

// String folds s.
func String(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	t := load()
	for _, r := range s {
		if f, ok := t.rune(r); ok {
			b.WriteRune(f)
		}
	}
	return b.String()
}

// Map folds s and says where each folded code point came from: at[i] is the
// index, in code points of s, of the i-th code point of the folded text.
func Map(s string) (folded string, at []int) {
	var b strings.Builder
	b.Grow(len(s))
	t := load()
	i := 0
	for _, r := range s {
		if f, ok := t.rune(r); ok {
			b.WriteRune(f)
			at = append(at, i)
		}
		i++
	}
	return b.String(), at
}

// Fingerprint changes whenever any text could fold differently. An index
// built under another fingerprint is out of date.
func Fingerprint() string {
	sum := sha256.Sum256([]byte(unicode.Version + tableText))
	return hex.EncodeToString(sum[:8])
}

// Run is a stretch of text in which nothing was dropped, before and after
// folding. Both have the same number of code points.
type Run struct{ Raw, Folded string }

// Runs folds s and cuts it wherever something was dropped: at punctuation,
// spaces and line ends. No run is empty.
func Runs(s string) []Run {
	var runs []Run
	var raw, folded strings.Builder
	t := load()
	end := func() {
		if folded.Len() > 0 {
			runs = append(runs, Run{raw.String(), folded.String()})
			raw.Reset()
			folded.Reset()
		}
	}
	for _, r := range s {
		if f, ok := t.rune(r); ok {
			raw.WriteRune(r)
			folded.WriteRune(f)
		} else if !joins(r) {
			end()
		}
	}
	end()
	return runs
}

// joins holds for marks that sit on or between characters without parting
// them: combining accents, variation selectors, zero-width characters.
func joins(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Cf) }
