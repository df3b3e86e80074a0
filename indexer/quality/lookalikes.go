package quality

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kangxiRadicals gives for a character the radical that looks the same.
var kangxiRadicals = sync.OnceValue(func() map[rune]rune { return lookalikes(0x2F00, 0x2FD5) })

// compatibility gives for a character its first compatibility code point.
var compatibility = sync.OnceValue(func() map[rune]rune { return lookalikes(0xF900, 0xFAD9) })

func lookalikes(from, to rune) map[rune]rune {
	like := map[rune]rune{}
	for r := from; r <= to; r++ {
		plain, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		if _, met := like[plain]; !met && plain != r {
			like[plain] = r
		}
	}
	return like
}
