package segment

import (
	"unicode"
	"unicode/utf8"
)

// clean decodes text into runes that are safe to hand to the C++ library, one
// for each code point of text so that offsets stay true. There a NUL ends the
// string, and one invalid byte makes the whole call return nothing.
func clean(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = cleanRune(r)
	}
	return runes
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\v', r == '\f', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n'
	case r == utf8.RuneError, unicode.IsControl(r), unicode.IsSpace(r):
		return ' '
	}
	return r
}
