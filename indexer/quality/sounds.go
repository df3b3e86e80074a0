package quality

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// sounds are the common characters of an archive by their reading. A mistake
// of the ear or of an input method puts a common character, so commonness is
// counted in the archive itself. Readings are go-pinyin's first, without tone, and
// now and then another of a polyphone's: which one fits a line is not known.
type sounds struct {
	common []rune // commonest first
	by     map[string][]rune
}

// commonest is how many characters count as common.
const commonest = 2500

func newSounds(l *Library) *sounds {
	counts := map[rune]int{}
	for _, p := range l.poems {
		for _, r := range p.body {
			counts[r]++
		}
	}
	s := &sounds{by: map[string][]rune{}}
	s.common = slices.SortedFunc(maps.Keys(counts), func(a, b rune) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	s.common = s.common[:min(len(s.common), commonest)]
	for _, r := range s.common {
		if reading := readingOf(r); reading != "" {
			s.by[reading] = append(s.by[reading], r)
		}
	}
	return s
}

// readingOf is a character's first reading, "" for none; ü is v.
func readingOf(r rune) string { return readIn(r, pinyin.Normal) }

func readIn(r rune, style int) string {
	readings := readingsIn(r, style)
	if len(readings) == 0 {
		return ""
	}
	return readings[0]
}

func readingsIn(r rune, style int) []string {
	args := pinyin.NewArgs()
	args.Style, args.Heteronym = style, true
	return pinyin.SinglePinyin(r, args)
}

// anyReading returns a reading of the character: the first, one time in four any of its
// others.
func (g *generator) anyReading(r rune) string {
	readings := readingsIn(r, pinyin.Normal)
	if len(readings) == 0 {
		return ""
	}
	if g.IntN(4) > 0 {
		return readings[0]
	}
	return readings[g.IntN(len(readings))]
}

func (s *sounds) any(g *generator) rune { return s.common[g.IntN(min(len(s.common), 800))] }

// near is how many of the characters that sound alike come into question.
const near = 6

// alike gives a common character read so, other than r; 0 for none.
func (s *sounds) alike(g *generator, r rune, reading string) rune {
	simple := g.fold(string(r))
	var others []rune
	for _, other := range s.by[reading] {
		if string(other) != simple && other != r {
			others = append(others, other)
		}
	}
	if len(others) == 0 {
		return 0
	}
	return others[g.IntN(min(len(others), near))]
}

// mergers are the sounds that people here do not tell apart.
var mergers = []struct {
	a, b  string
	final bool
}{{"n", "l", false}, {"zh", "z", false}, {"ch", "c", false}, {"sh", "s", false}, {"in", "ing", true}, {"en", "eng", true}}

// mergedWith returns the readings that a reading is not told apart from, each by
// one merger.
func mergedWith(reading string) []string {
	var merged []string
	for _, m := range mergers {
		for _, pair := range [][2]string{{m.a, m.b}, {m.b, m.a}} {
			if to, ok := swapSound(reading, pair[0], pair[1], m.final); ok {
				merged = append(merged, to)
			}
		}
	}
	return merged
}

func swapSound(reading, from, to string, final bool) (string, bool) {
	if final {
		head, ok := strings.CutSuffix(reading, from)
		return head + to, ok
	}
	tail, ok := strings.CutPrefix(reading, from)
	// z does not begin zh.
	return to + tail, ok && !strings.HasPrefix(tail, "h")
}
