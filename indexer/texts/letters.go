package texts

import (
	"math/bits"
	"sync"
	"unicode/utf8"

	"shiyun/corpus/pinyin"
)

// Letters is a set of initials, a bit for each: 1 for a, 26 for z, 0 for what
// has no reading.
type Letters uint32

// LetterSet is the initial letter alone.
func LetterSet(letter byte) Letters { return 1 << (letter - 'a' + 1) }

// AllLetters are all initials, and none.
const AllLetters Letters = 1<<alphabet - 1

// LettersOf are the initials of the characters by their commonest readings.
func LettersOf(chars []rune) Letters {
	set := Letters(0)
	for _, r := range chars {
		set |= 1 << letterOf(r)
	}
	return set
}

// Has reports whether the initial of the character by its commonest reading is
// in the set.
func (l Letters) Has(r rune) bool { return l&(1<<letterOf(r)) != 0 }

func (l Letters) each(yield func(int) bool) {
	for ; l != 0; l &= l - 1 {
		if !yield(bits.TrailingZeros32(uint32(l))) {
			return
		}
	}
}

// commonest holds the number of the letter that the commonest reading of each
// character of the basic plane begins with, 0 for none.
var commonest = sync.OnceValue(func() *[1 << 16]byte {
	table := &[1 << 16]byte{}
	for r := range rune(1 << 16) {
		table[r] = firstLetter(r)
	}
	return table
})

func firstLetter(r rune) byte {
	if readings := pinyin.Readings(r); len(readings) > 0 {
		return readings[0].Letter() - 'a' + 1
	}
	return 0
}

func letterOf(r rune) byte {
	if r < 1<<16 {
		return commonest()[r]
	}
	return firstLetter(r)
}

// EveryLetter are the initials of a character by any of its readings. Latin
// letters are their own; the separator has none, not even that of what has no
// reading.
func EveryLetter(r rune) Letters {
	if r < 1<<16 {
		return everyLetter()[r]
	}
	return lettersRead(r)
}

var everyLetter = sync.OnceValue(func() *[1 << 16]Letters {
	table := &[1 << 16]Letters{}
	for r := range rune(1 << 16) {
		table[r] = lettersRead(r)
	}
	return table
})

func lettersRead(r rune) Letters {
	switch {
	case r == 0:
		return 0
	case 'a' <= r && r <= 'z':
		return LetterSet(byte(r))
	}
	letters := Letters(0)
	for _, reading := range pinyin.Readings(r) {
		letters |= LetterSet(reading.Letter())
	}
	return max(letters, 1)
}

// initials has a letter for every character, '.' for what has no reading.
func initials(text string) string {
	list := make([]byte, 0, len(text)/3+2)
	for _, r := range text {
		letter := byte('.')
		if n := letterOf(r); n > 0 {
			letter = n + 'a' - 1
		} else if r < utf8.RuneSelf {
			letter = byte(r)
		}
		list = append(list, letter)
	}
	return string(list)
}
