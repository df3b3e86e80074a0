package match

import (
	"strings"
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// What is remembered of a line's two ends, in characters: how much of each
// makes a line worth looking at, how much of both names it, and how far apart
// they may stand.
const (
	shortestEnd      = 2
	ShortestHeadTail = 5
	widestGap        = 9
)

// headTailFinder finds the beginning and the end of a run near each other, in
// order.
type headTailFinder struct{ run []rune }

// NewHeadTail finds the two ends of a run with something else, or nothing,
// between them: 湖灯什么什么疏桥, 湖灯疏桥. The run has ShortestHeadTail
// characters at least.
func NewHeadTail(run string) Finder { return headTailFinder{[]rune(run)} }

// Propose implements Finder.
func (f headTailFinder) Propose() engine.Expr {
	n := len(f.run)
	return HasEvery(string(f.run[:shortestEnd]) + string(f.run[n-shortestEnd:]))
}

// Find implements Finder.
func (f headTailFinder) Find(p *texts.Poem, field query.Field) (Span, bool) {
	best, found := Span{}, false
	for _, section := range sections(p, field) {
		head := string(f.run[:shortestEnd])
		for from := 0; ; {
			i := texts.Index(section.text[from:], head)
			if i < 0 {
				break
			}
			from += i
			if span, ok := f.findAt(section.text[from:]); ok && (!found || span.Cost < best.Cost) {
				span.Start, span.End = section.at+from, section.at+from+span.End
				best, found = span, true
			}
			from += utf8.RuneLen(f.run[0])
		}
	}
	return best, found
}

// findAt takes as much of the run's beginning as the text begins with, then as
// much of its end as stands soon after.
func (f headTailFinder) findAt(text string) (Span, bool) {
	begun, size := 0, 0
	for begun < len(f.run) && strings.HasPrefix(text[size:], string(f.run[begun])) {
		size += utf8.RuneLen(f.run[begun])
		begun++
	}
	rest := text[size:]
	rest = rest[:byteIndex(rest, widestGap+len(f.run))]
	for from := begun; len(f.run)-from >= shortestEnd && begun+len(f.run)-from >= ShortestHeadTail; from++ {
		tail := string(f.run[from:])
		if at := texts.Index(rest, tail); at >= 0 && utf8.RuneCountInString(rest[:at]) <= widestGap {
			return Span{End: size + at + len(tail), Tier: Near, Cost: CostMistake + (from-begun)*costOmitted/2}, true
		}
	}
	return Span{}, false
}
