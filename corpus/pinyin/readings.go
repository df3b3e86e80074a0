package pinyin

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"

	"shiyun/corpus/fold"
)

// Syllable is a reading without its tone, such as "zhang"; ü is written v.
type Syllable string

// table holds the readings of every folded character, commonest first, and the
// characters of every syllable.
type table struct {
	readings map[rune][]Syllable
	runes    map[Syllable][]rune
}

var load = sync.OnceValue(func() *table {
	t := &table{map[rune][]Syllable{}, map[Syllable][]rune{}}
	// Characters that fold to themselves come first, so that a simplified
	// character keeps its own order of readings and only gains those of its
	// traditional forms.
	codes := slices.Sorted(maps.Keys(pinyin.PinyinDict)) // or the readings gained would stand in another order each time
	for _, own := range []bool{true, false} {
		for _, code := range codes {
			r, ok := fold.Rune(rune(code))
			if ok && (r == rune(code)) == own {
				t.add(r, pinyin.PinyinDict[code])
			}
		}
	}
	return t
})

func (t *table) add(r rune, marked string) {
	for reading := range strings.SplitSeq(marked, ",") {
		s := toneless(reading)
		if s != "" && !slices.Contains(t.readings[r], s) {
			t.readings[r] = append(t.readings[r], s)
			t.runes[s] = append(t.runes[s], r)
		}
	}
}

var tones = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e",
	"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u",
	"ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ü", "v", "ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "ê", "e",
	"1", "", "2", "", "3", "", "4", "", "5", "", "0", "", "'", "", "’", "", "·", "")

// toneless strips the tone from one reading, written with marks or digits.
func toneless(s string) Syllable {
	s = tones.Replace(strings.ToLower(s))
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return "" // a combining accent on a syllable nobody types
		}
	}
	return Syllable(s)
}

// Readings are the readings of a folded character, the commonest first; none
// for what has no reading.
func Readings(r rune) []Syllable { return load().readings[r] }

// Runes are the folded characters that can be read as s.
func Runes(s Syllable) []rune { return load().runes[s] }

// Letter is the letter a syllable begins with.
func (s Syllable) Letter() byte { return s[0] }

// merged replaces what sounds alike in Wuhan speech: n for l, zh ch sh for
// z c s, -ing and -eng for -in and -en.
func merged(s Syllable) Syllable {
	t := string(s)
	for _, m := range [...][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}} {
		if rest, ok := strings.CutPrefix(t, m[0]); ok {
			t = m[1] + rest
			break
		}
	}
	for _, m := range [...][2]string{{"ing", "in"}, {"eng", "en"}} {
		if rest, ok := strings.CutSuffix(t, m[0]); ok {
			t = rest + m[1]
			break
		}
	}
	return Syllable(t)
}

var byMerged = sync.OnceValue(func() map[Syllable][]Syllable {
	groups := map[Syllable][]Syllable{}
	for s := range load().runes {
		groups[merged(s)] = append(groups[merged(s)], s)
	}
	return groups
})

// Alike are the syllables that a Wuhan ear may take for s, s among them.
func Alike(s Syllable) []Syllable { return byMerged()[merged(s)] }

var byLetter = sync.OnceValue(func() map[byte][]rune {
	runes := map[byte][]rune{}
	for r, readings := range load().readings {
		for _, s := range readings {
			runes[s.Letter()] = append(runes[s.Letter()], r)
		}
	}
	return runes
})

// Beginning are the folded characters one of whose readings begins with the
// letter.
func Beginning(letter byte) []rune { return byLetter()[letter] }
