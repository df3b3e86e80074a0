package match

import (
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// anyOrderFinder finds all characters of a run side by side, however they are
// ordered.
type anyOrderFinder struct {
	run  string
	size int
	want map[rune]int
	met  map[rune]int // in the window; kept between poems
}

// NewAnyOrder finds the characters of a run one after another in any order.
func NewAnyOrder(run string) Finder {
	f := &anyOrderFinder{run: run, size: utf8.RuneCountInString(run), want: map[rune]int{}, met: map[rune]int{}}
	for _, r := range run {
		f.want[r]++
	}
	return f
}

// Propose implements Finder.
func (f *anyOrderFinder) Propose() engine.Expr { return HasEvery(f.run) }

// Find implements Finder.
func (f *anyOrderFinder) Find(p *texts.Poem, field query.Field) (Span, bool) {
	for _, section := range sections(p, field) {
		if start, end, ok := f.findIn(section.text); ok {
			return Span{Start: section.at + start, End: section.at + end, Tier: Near, Cost: 2 * CostMistake}, true
		}
	}
	return Span{}, false
}

// findIn keeps a window in which no character is met more often than it is
// wanted, and looks for one as long as the run.
func (f *anyOrderFinder) findIn(text string) (start, end int, ok bool) {
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
