// Package clause reads verse as prosody measures it: as clauses of characters,
// each with its sound and its place in the text. Marks, space and notes in
// brackets are left out.
package clause

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/verse"
)

// Char is a character of verse.
type Char struct {
	Rune  rune
	Line  int // from 1, of verse.Lines
	At    int // from 1, in code points of its line
	Sound *rhyme.Sound
}

// Clause is a stretch of verse read in one breath (句).
type Clause struct {
	Chars  []Char
	Stanza int // from 1
}

// Text returns the clause's characters.
func (c Clause) Text() string {
	var b strings.Builder
	for _, char := range c.Chars {
		b.WriteRune(char.Rune)
	}
	return b.String()
}

// Last returns the last character, on which a clause rhymes.
func (c Clause) Last() Char { return c.Chars[len(c.Chars)-1] }

// MaxChars bounds the characters that are read of a text: no poem to a tune or
// of regulated verse comes near it, and a check of any text ends soon.
const MaxChars = 6000

// Read reads a body. The second result reports whether it was too long to be
// read to its end.
func Read(body string) (clauses []Clause, cut bool) {
	r := reader{}
	for _, line := range verse.Lines(body) {
		r.readLine(line)
		if r.chars > MaxChars {
			return r.clauses, true
		}
	}
	return r.clauses, false
}

// reader gathers clauses; open is the one being read.
type reader struct {
	clauses []Clause
	open    Clause
	chars   int
}

func (r *reader) readLine(line verse.Line) {
	at, skipTo := 0, 0
	for i, char := range line.Text {
		at++
		if i < skipTo {
			continue
		}
		if end := endOfNote(line.Text[i:], char); end > 0 {
			skipTo = i + end
			continue
		}
		switch {
		case unicode.IsLetter(char) || unicode.IsNumber(char):
			folded := plain(char)
			r.open.Stanza = line.Stanza
			r.open.Chars = append(r.open.Chars, Char{folded, line.N, at, rhyme.Look(folded)})
			r.chars++
			if r.chars > MaxChars {
				r.end()
				return
			}
		case unicode.IsSpace(char), verse.MarkOf(char).Has(verse.PartsText):
			r.end()
		}
	}
	r.end()
}

// end ends the clause being read.
func (r *reader) end() {
	if len(r.open.Chars) > 0 {
		r.clauses = append(r.clauses, r.open)
		r.open = Clause{}
	}
}

// closing are the brackets that notes stand in.
var closing = map[rune]string{'（': "）", '(': ")", '[': "]", '［': "］", '【': "】", '〔': "〕", '{': "}", '〖': "〗"}

// longestNote is how far on a bracket is looked for that closes one, in bytes: a
// line of nothing but brackets would take for ever.
const longestNote = 1000

// endOfNote returns where a note that begins with the bracket open ends, in
// bytes; 0 where open is no bracket or is never closed.
func endOfNote(text string, open rune) int {
	mark, ok := closing[open]
	if !ok {
		return 0
	}
	text = text[:min(len(text), longestNote)]
	end := strings.Index(text, mark)
	if end < 0 && (open == '（' || open == '(') { // people mix widths
		mark = map[rune]string{'（': ")", '(': "）"}[open]
		end = strings.Index(text, mark)
	}
	if end < 0 {
		return 0
	}
	return end + len(mark)
}

// plain returns the ordinary code point of one kept for compatibility or of a
// radical, which look the same.
func plain(char rune) rune {
	if 0xF900 <= char && char <= 0xFAFF || 0x2E80 <= char && char <= 0x2FDF || 0x2F800 <= char && char <= 0x2FA1F {
		for _, r := range norm.NFKC.String(string(char)) {
			return r
		}
	}
	return char
}

// Even returns the length of the clauses where all are equal, otherwise 0.
func Even(clauses []Clause) int {
	for _, c := range clauses {
		if len(c.Chars) != len(clauses[0].Chars) {
			return 0
		}
	}
	if len(clauses) == 0 {
		return 0
	}
	return len(clauses[0].Chars)
}
