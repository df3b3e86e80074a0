package pinyin

import (
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Rare tells whether r is a Chinese character that many readers may not know
// how to read: one whose folded form is outside level 1 of GB/T 2312, the
// 3,755 characters commonest in print.
func Rare(r rune) bool {
	if !unicode.Is(unicode.Han, r) {
		return false
	}
	// Level 1 is rows 16 to 55, whose bytes in GBK begin with 0xB0 to 0xD7;
	// trail bytes below 0xA1 are what GBK added.
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(folded(r))))
	return err != nil || len(gbk) != 2 || gbk[0] < 0xB0 || gbk[0] > 0xD7 || gbk[1] < 0xA1
}
