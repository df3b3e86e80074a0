package quality

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shiyun/corpus/fold"
	"shiyun/corpus/script"
)

// folder folds text for the truth. What must be the same is said by NFKC and
// by OpenCC, character by character, and not by the archive's own table: a
// pair missing there shows as a wrong total. Only what the table folds beyond
// them, the 异体字 that OpenCC leaves alone, is taken from it.
type folder struct {
	known map[rune]string
}

func newFolder() *folder { return &folder{map[rune]string{}} }

func (f *folder) fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		folded, ok := f.known[r]
		if !ok {
			folded = f.rune(r)
			f.known[r] = folded
		}
		b.WriteString(folded)
	}
	return b.String()
}

func (f *folder) rune(r rune) string {
	if !letter(r) {
		return ""
	}
	if ours, ok := fold.Rune(r); ok {
		r = ours
	}
	s := strings.ToLower(norm.NFKC.String(string(r)))
	var b strings.Builder
	for _, part := range s {
		if letter(part) {
			b.WriteString(script.Simplified(string(part)))
		}
	}
	return b.String()
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
