package suggest

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/search/match"
)

// spelledOpening is typed in letters, for names: their characters need not stand
// in any poem, so that the lexicon may not know how they sound.
type spelledOpening string

func (o spelledOpening) mayBegin(first rune) bool { return match.WithInitial(o[0]).Has(first) }

func (o spelledOpening) begins(folded string) bool {
	first, _ := utf8.DecodeRuneInString(folded)
	if !o.mayBegin(first) {
		return false // nearly always
	}
	return beginsSpelled(folded, string(o)) || beginsInitials(folded, string(o))
}

// beginsSpelled reports whether letters are the beginning of a name in pinyin, the
// last syllable perhaps not to its end.
func beginsSpelled(name, letters string) bool {
	if letters == "" {
		return true
	}
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return false
	}
	for _, reading := range pinyin.Readings(r) {
		if reading[0] != letters[0] {
			continue
		}
		for _, s := range spellings(string(reading)) {
			if strings.HasPrefix(s, letters) || strings.HasPrefix(letters, s) && beginsSpelled(name[size:], letters[len(s):]) {
				return true
			}
		}
	}
	return false
}

// spellings are the ways to type a syllable: lü is lv and lu.
func spellings(syllable string) []string {
	if plain := strings.Replace(syllable, "v", "u", 1); plain != syllable {
		return []string{syllable, plain}
	}
	return []string{syllable}
}

func beginsInitials(name, letters string) bool {
	for i := range letters {
		r, size := utf8.DecodeRuneInString(name)
		if size == 0 || !hasInitial(r, letters[i]) {
			return false
		}
		name = name[size:]
	}
	return true
}

func hasInitial(r rune, letter byte) bool {
	for _, reading := range pinyin.Readings(r) {
		if reading[0] == letter {
			return true
		}
	}
	return false
}
