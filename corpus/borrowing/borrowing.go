// Package borrowing finds lines of a poem that stand elsewhere too, word for
// word or but for one character. A line is borrowed for many good reasons: an
// allusion (用典), a line turned (化用), a poem gathered from lines (集句), two
// poems on one theme or one poem under two names (同题). What is found is told
// with its source, and is never counted as a fault.
//
// It knows no store and no file: classics has the lines of old verse, the index
// those of the archive.
package borrowing

import (
	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/clause"
)

// Lines shorter than Shortest stand in many a poem by chance; one longer than
// Longest is prose.
const (
	Shortest = 5
	Longest  = 24
)

// Line is a clause of a poem as it is compared.
type Line struct {
	N, Char int    // of verse.Lines, and the code point of it where the clause begins; both from 1
	Text    string // as it is written
	Chars   []rune // folded
}

// mostLines bounds the lines of one poem that are looked for.
const mostLines = 400

// LinesOf returns the clauses of a body that are compared.
func LinesOf(body string) (lines []Line) {
	clauses, _ := clause.Read(body)
	for _, c := range clauses {
		if n := len(c.Chars); n < Shortest || n > Longest {
			continue
		}
		line := Line{N: c.Chars[0].Line, Char: c.Chars[0].At, Text: c.Text(), Chars: make([]rune, len(c.Chars))}
		for i, char := range c.Chars {
			line.Chars[i] = Fold(char.Rune)
		}
		if lines = append(lines, line); len(lines) == mostLines {
			break
		}
	}
	return lines
}

// Fold returns a character as it is compared: either script, every variant.
func Fold(r rune) rune {
	if folded, ok := fold.Rune(r); ok {
		return folded
	}
	return r
}

// Hash returns a number for a line, the sum of one for its length and of those
// of Place: another character at a place changes it by the difference of two.
func Hash(chars []rune) uint64 {
	h := HashLength(len(chars))
	for i, r := range chars {
		h += HashPlace(i, r)
	}
	return h
}

// HashLength is what a length counts in Hash.
func HashLength(n int) uint64 { return mix(uint64(n) << 48) }

// HashPlace is what a character at a place, from 0, counts in Hash.
func HashPlace(at int, r rune) uint64 { return mix(uint64(at+1)<<32 | uint64(r)) }

// mix is the finalizer of SplitMix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Source is where a line stands elsewhere.
type Source struct {
	Author, Title string
	Poem          corpus.PoemID // in the archive; 0 in classical verse
}

// Found is a line that stands elsewhere.
type Found struct {
	Line   Line
	Theirs string // as it stands there; "" word for word
	Source Source
}

// Exact reports whether the lines are the same word for word.
func (f Found) Exact() bool { return f.Theirs == "" }

// Differing returns the place of the one character, from 0, in which two lines
// of one length differ; -1 where none does. The second result is false where
// more do.
func Differing(a, b []rune) (at int, ok bool) {
	at = -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return at, false
		}
		at = i
	}
	return at, true
}
