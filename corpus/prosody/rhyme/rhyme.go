// Package rhyme knows how characters sound in verse: whether level (平) or
// oblique (仄), and in which groups of four rhyme books they stand. 平水韵 is
// that of 诗, 词林正韵 that of 词; 中华新韵 and 中华通韵 go by today's speech.
//
// A character may stand in several groups; which is meant is for the verse to
// show. All functions are safe for concurrent use. The table is unpacked when
// it is first asked for.
package rhyme

import "math/bits"

// Book is a rhyme book.
type Book int

// The books.
const (
	Pingshui Book = iota // 平水韵, 106 groups, each of one tone
	Cilin                // 词林正韵, 19 parts
	Xinyun               // 中华新韵, 14 groups
	Tongyun              // 中华通韵, 16 groups
)

// Books are all books.
func Books() []Book { return []Book{Pingshui, Cilin, Xinyun, Tongyun} }

// String returns the name that commands and addresses have for a book.
func (b Book) String() string { return [...]string{"pingshui", "cilin", "xinyun", "tongyun"}[b] }

// ParseBook returns the book that String names so.
func ParseBook(name string) (Book, bool) {
	for _, book := range Books() {
		if name == book.String() {
			return book, true
		}
	}
	return 0, false
}

// Chinese returns the name of a book.
func (b Book) Chinese() string {
	return [...]string{"平水韵", "词林正韵", "中华新韵", "中华通韵"}[b]
}

// Modern reports whether a book goes by today's speech, which has no 入声.
func (b Book) Modern() bool { return b >= Xinyun }

// Tone is the class of tones that metre goes by; a character that can be read
// in both has both bits.
type Tone uint8

// The tones.
const (
	Level   Tone = 1 << iota // 平
	Oblique                  // 仄
	Either  = Level | Oblique
)

// Opposite returns the other tone of one that is not both.
func (t Tone) Opposite() Tone { return t ^ Either }

// Chinese returns 平 or 仄.
func (t Tone) Chinese() string {
	switch t {
	case Level:
		return "平"
	case Oblique:
		return "仄"
	}
	return "平/仄"
}

// Set is a set of rhymes of one book. A rhyme of 平水韵 is one of its groups, a
// rhyme of the others a group with one tone: the level and the oblique tones of
// a group are two rhymes.
type Set [2]uint64

// Of returns the set of one rhyme.
func Of(rhyme int) (s Set) {
	s[rhyme/64] = 1 << (rhyme % 64)
	return s
}

// And returns what both sets have.
func (s Set) And(o Set) Set { return Set{s[0] & o[0], s[1] & o[1]} }

// Or returns what either set has.
func (s Set) Or(o Set) Set { return Set{s[0] | o[0], s[1] | o[1]} }

// Without returns what s has and o has not.
func (s Set) Without(o Set) Set { return Set{s[0] &^ o[0], s[1] &^ o[1]} }

// IsEmpty reports whether the set has no rhyme.
func (s Set) IsEmpty() bool { return s == Set{} }

// Len returns how many rhymes the set has.
func (s Set) Len() int { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }

// First returns the first rhyme of the set, -1 of an empty one.
func (s Set) First() int {
	switch {
	case s[0] != 0:
		return bits.TrailingZeros64(s[0])
	case s[1] != 0:
		return 64 + bits.TrailingZeros64(s[1])
	}
	return -1
}

// All returns the rhymes of the set in their order.
func (s Set) All() []int {
	var all []int
	for !s.IsEmpty() {
		first := s.First()
		all = append(all, first)
		s = s.Without(Of(first))
	}
	return all
}
