// Package script converts text between simplified and traditional characters
// by OpenCC's dictionaries: by phrases first and by single characters where no
// phrase fits, so that 皇后 stays and 以后 becomes 以後.
//
// A conversion keeps the number of code points; bytes that are not UTF-8 come
// back as U+FFFD, one for each. All functions are safe for concurrent use. The
// dictionaries are unpacked at the first conversion that needs them, which
// takes some 20 ms.
package script

import (
	"strings"
	"sync"
	"unicode/utf8"
)

var (
	toSimplified  = sync.OnceValue(func() *dictionary { return load("TSCharacters", "TSPhrases") })
	toTraditional = sync.OnceValue(func() *dictionary { return load("STCharacters", "STPhrases") })
	toTaiwan      = sync.OnceValue(func() *dictionary { return load("TWVariants") })
)

// Simplified returns text in simplified characters (OpenCC's t2s).
func Simplified(text string) string { return toSimplified().convert(text) }

// Traditional returns text in traditional characters of OpenCC's own standard,
// which keeps 裏 and 麪 (s2t).
func Traditional(text string) string { return toTraditional().convert(text) }

// TraditionalTaiwan returns text in traditional characters as Taiwan writes
// them: 裡, 麵 (s2tw).
func TraditionalTaiwan(text string) string { return toTaiwan().convert(Traditional(text)) }

func (d *dictionary) convert(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for text != "" {
		converted, n := d.next(text)
		b.WriteString(converted)
		text = text[n:]
	}
	return b.String()
}

// next converts the longest key at the beginning of text, or one code point
// where there is none, and returns the length of what it replaces in bytes.
func (d *dictionary) next(text string) (converted string, n int) {
	first, n := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return string(utf8.RuneError), n
	}
	converted = text[:n]
	end := 0
	for range d.longest[first] {
		if end == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
		if value, ok := d.values[text[:end]]; ok {
			converted, n = value, end
		}
	}
	return converted, n
}
