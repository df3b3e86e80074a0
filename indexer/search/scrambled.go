package search

import (
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// fewestScrambled is how many characters, in any order, tell a line: three
// common ones stand side by side in many.
const fewestScrambled = 4

// scramble looks for the characters of a run one after another in any order.
func scramble(t *term) {
	if run := []rune(t.Run); loosensTerm(t.Term) && textField(t.Field) && len(run) >= fewestScrambled {
		t.finder = newScrambledFinder(run)
	}
}

// scrambledFinder finds all characters of a run side by side, however they are
// ordered.
type scrambledFinder struct {
	run  string
	size int
	want map[rune]int
	met  map[rune]int // in the window; kept between poems
}

func newScrambledFinder(run []rune) *scrambledFinder {
	f := &scrambledFinder{run: string(run), size: len(run), want: map[rune]int{}, met: map[rune]int{}}
	for _, r := range run {
		f.want[r]++
	}
	return f
}

func (f *scrambledFinder) propose() engine.Expr { return runOf(f.run) }

func (f *scrambledFinder) find(p *texts.Poem, field query.Field) (span, bool) {
	for _, section := range sections(p, field) {
		if start, end, ok := f.in(section.text); ok {
			return span{start: section.at + start, end: section.at + end, tier: MatchNear, cost: 2 * costMistake}, true
		}
	}
	return span{}, false
}

// in keeps a window in which no character is met more often than it is wanted,
// and looks for one as long as the run.
func (f *scrambledFinder) in(text string) (start, end int, ok bool) {
	clear(f.met)
	size := 0
	for at, r := range text {
		f.met[r]++
		size++
		for f.met[r] > f.want[r] {
			first, n := utf8.DecodeRuneInString(text[start:])
			f.met[first]--
			start += n
			size--
		}
		if size == f.size {
			return start, at + utf8.RuneLen(r), true
		}
	}
	return 0, 0, false
}
