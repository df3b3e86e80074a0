package source

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// commonCharacters are the 3,000 characters commonest in modern Chinese and
// in classical verse, simplified and traditional together, most common first.
//
//go:embed common_characters.txt
var commonCharacters string

var commonSet = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, 3100)
	for _, r := range commonCharacters + "，。、；：？！“”‘’《》（）…—·　" {
		set[r] = true
	}
	return set
})

// commonShare is the part of text outside ASCII that common characters make,
// 0 to 1. Text decoded as what it is has nearly 1; decoded as another
// encoding it falls apart into rare ones. Four characters tell GB18030 from
// Big5 in 98 of 100 poems, twelve in every one tried.
func commonShare(text string) float64 {
	set := commonSet()
	common, all := 0, 0
	for _, r := range strings.TrimSpace(text) {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		if set[r] {
			common++
		}
	}
	return float64(common) / float64(max(all, 1))
}
