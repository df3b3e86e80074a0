// Package lang tells which script a text is written in.
package lang

import (
	"sync"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"shiyun/corpus/fold"
	"shiyun/corpus/script"
	"shiyun/server/catalogue"
)

// leaning is the script that alone writes a character: 1 for traditional, -1 for
// simplified. Most characters belong to both and have none.
type leaning int8

// leanings holds the characters of one script only: the character set of the
// other script's countries lacks them, and OpenCC converts them or they are the
// former script's variant of another character, as 寘 is of 置. 里 and 后 are
// simplified for 裡 and 後 and old characters too, and lean to neither side.
// Asking OpenCC for every name on a page would take longer than the page.
var leanings = sync.OnceValue(func() map[rune]leaning {
	found := map[rune]leaning{}
	for _, block := range unicode.Han.R16 {
		for r := rune(block.Lo); r <= rune(block.Hi); r += rune(block.Stride) {
			s := string(r)
			switch {
			case (script.Simplified(s) != s || isVariant(r) && writes(traditionalchinese.Big5, s)) && !writes(simplifiedchinese.HZGB2312, s):
				found[r] = 1
			case script.Traditional(s) != s && !writes(traditionalchinese.Big5, s):
				found[r] = -1
			}
		}
	}
	return found
})

func isVariant(r rune) bool {
	folded, ok := fold.Rune(r)
	return ok && folded != r
}

func writes(charset encoding.Encoding, s string) bool {
	_, err := charset.NewEncoder().String(s)
	return err == nil
}

// Prepare makes the table that Of looks into, which the first caller
// would wait for.
func Prepare() { leanings() }

// Of returns the script of a text, as HTML names it: the one that more of its
// characters belong to alone; "" for a text that reads the same in both.
func Of(text string) string {
	table, sum := leanings(), 0
	for _, r := range text {
		sum += int(table[r])
	}
	switch {
	case sum > 0:
		return catalogue.Traditional
	case sum < 0:
		return catalogue.Simplified
	}
	return ""
}
