package asking

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shiyun/corpus/script"
)

// sounds are the common characters of an archive by their reading, commonest
// first: a mistake of the ear or of an input method puts a common one.
type sounds struct{ by map[string][]rune }

// commonest is how many characters count as common.
const commonest = 2500

func newSounds(poems []*Poem) *sounds {
	counts := map[rune]int{}
	for _, p := range poems {
		for _, r := range p.all {
			counts[r]++
		}
	}
	common := slices.SortedFunc(maps.Keys(counts), func(a, b rune) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	s := &sounds{map[string][]rune{}}
	for _, r := range common[:min(len(common), commonest)] {
		if reading := readingOf(r); reading != "" {
			s.by[reading] = append(s.by[reading], r)
		}
	}
	return s
}

// near is how many of the characters that sound alike come into question.
const near = 6

func (s *sounds) any(g *generator, reading string, but rune) rune {
	simple := []rune(script.Simplified(string(but)))[0]
	others := slices.DeleteFunc(slices.Clone(s.by[reading]), func(r rune) bool { return r == but || r == simple })
	if len(others) == 0 {
		return 0
	}
	return others[g.IntN(min(len(others), near))]
}

func sameSound(g *generator, r rune) rune { return g.sounds.any(g, readingOf(r), r) }

// mergedSound is a character of a sound that Wuhan speech does not tell from
// that of r; 0 where there is none.
func mergedSound(g *generator, r rune) rune {
	reading := readingOf(r)
	var merged []string
	for _, m := range [][2]string{{"n", "l"}, {"zh", "z"}, {"ch", "c"}, {"sh", "s"}} {
		for _, to := range [][2]string{{m[0], m[1]}, {m[1], m[0]}} {
			if tail, ok := strings.CutPrefix(reading, to[0]); ok && !strings.HasPrefix(tail, "h") {
				merged = append(merged, to[1]+tail)
			}
		}
	}
	for _, m := range [][2]string{{"in", "ing"}, {"en", "eng"}} {
		for _, to := range [][2]string{{m[0], m[1]}, {m[1], m[0]}} {
			if head, ok := strings.CutSuffix(reading, to[0]); ok {
				merged = append(merged, head+to[1])
			}
		}
	}
	if len(merged) == 0 {
		return 0
	}
	return g.sounds.any(g, merged[g.IntN(len(merged))], r)
}
