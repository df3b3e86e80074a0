package segment

import "unicode"

type class uint8

const (
	other  class = iota // punctuation, symbols, spaces, controls
	han                 // a token of its own at least
	letter              // letter or number of any other script
	mark                // combining mark: belongs to the letter before it
)

// classOf reports how r takes part in tokens. Planes 2 and 3 are wholly
// reserved for ideographs; taking them as Han keeps characters that are newer
// than the Unicode tables of this Go version from being dropped as unknown.
func classOf(r rune) class {
	switch {
	case r >= 0x20000 && r <= 0x3FFFD, unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return letter
	case unicode.IsMark(r):
		return mark
	}
	return other
}

// containsHan reports whether any of runes is a Han character.
func containsHan(runes []rune) bool {
	for _, r := range runes {
		if classOf(r) == han {
			return true
		}
	}
	return false
}
