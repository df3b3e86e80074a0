package pinyin

import (
	"regexp"
	"strings"
)

// maxParses bounds the ways a run of letters is cut into syllables: "xian" is
// one or two, and a long line of such would be thousands. What was meant is
// nearly always among the ways of longest syllables, which come first.
const maxParses = 6

// longestSyllable is "zhuang", in letters.
const longestSyllable = 6

// Letters reads text typed as pinyin: letters with or without tones (marks or
// digits), ü as v or u:, spaces and apostrophes between syllables. It returns
// the groups of letters, false for text that is not pinyin.
func Letters(text string) (groups []string, ok bool) {
	text = strings.ReplaceAll(strings.ToLower(text), "u:", "v")
	for _, group := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\u3000' || r == '\'' || r == '’' || r == '-' }) {
		plain := toneless(group)
		if plain == "" {
			return nil, false
		}
		groups = append(groups, string(plain))
	}
	return groups, len(groups) > 0
}

// asV is ü as passports have it.
var asV = strings.NewReplacer("lyu", "lv", "nyu", "nv")

// withR is a syllable said with an r at its end: huar is 花儿, or 花.
var withR = regexp.MustCompile(`([aeioung])r($|[bpmfdtlkhjqxzcsrgnwy])`)

// Parse cuts groups of letters into syllables, in every way there is up to
// maxParses, those of fewest syllables first. Letters that come out even in no way are
// read with lyu as lv and huar as hua. A group is never joined with the next. It returns none where some letters belong to no syllable.
func Parse(groups []string) [][]Syllable {
	ways := [][]Syllable{nil}
	for _, group := range groups {
		parsed := parseGroup(group)
		if len(parsed) == 0 {
			parsed = parseGroup(withR.ReplaceAllString(asV.Replace(group), "$1$2"))
		}
		var next [][]Syllable
		for _, way := range ways {
			for _, tail := range parsed {
				if len(next) < maxParses {
					next = append(next, append(append([]Syllable{}, way...), tail...))
				}
			}
		}
		ways = next
	}
	return ways
}

// parseGroup cuts one group, longest syllables first. The ways to cut the rest
// are found once for every place, from the end backwards: letters that do not
// come out even would otherwise be tried again in every combination.
func parseGroup(letters string) [][]Syllable {
	from := make([][][]Syllable, len(letters)+1) // from[i]: the ways to cut letters[i:]
	from[len(letters)] = [][]Syllable{nil}
	for i := len(letters) - 1; i >= 0; i-- {
		for n := min(longestSyllable, len(letters)-i); n > 0; n-- {
			s := Syllable(letters[i : i+n])
			if !isSyllable(s) {
				continue
			}
			for _, tail := range from[i+n] {
				if len(from[i]) < maxParses {
					from[i] = append(from[i], append([]Syllable{s}, tail...))
				}
			}
		}
	}
	return from[0]
}

// isSyllable leaves out single consonants, which the dictionary gives as
// readings of a few interjections.
func isSyllable(s Syllable) bool {
	return len(Runes(s)) > 0 && strings.ContainsAny(string(s), "aeiouv")
}
