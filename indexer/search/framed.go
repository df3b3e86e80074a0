package search

import (
	"strings"
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// What is remembered of a line's two ends: how much of each makes a line worth
// looking at, how much of both tells it, and how far apart they may stand.
const (
	shortestEnd = 2
	enoughEnds  = 5
	widestGap   = 9
)

// frame looks for the two ends of a run with something else, or nothing,
// between them: 湖灯什么什么疏桥, 湖灯疏桥.
func frame(t *term) {
	if run := []rune(t.Run); loosensTerm(t.Term) && textField(t.Field) && len(run) >= enoughEnds {
		t.finder = framedFinder{run}
	}
}

// framedFinder finds the beginning and the end of a run near each other, in
// order.
type framedFinder struct{ run []rune }

func (f framedFinder) propose() engine.Expr {
	n := len(f.run)
	return runOf(string(f.run[:shortestEnd]) + string(f.run[n-shortestEnd:]))
}

func (f framedFinder) find(p *texts.Poem, field query.Field) (span, bool) {
	best, found := span{}, false
	for _, section := range sections(p, field) {
		begin := string(f.run[:shortestEnd])
		for from := 0; ; {
			i := texts.Index(section.text[from:], begin)
			if i < 0 {
				break
			}
			from += i
			if place, ok := f.at(section.text[from:]); ok && (!found || place.cost < best.cost) {
				place.start, place.end = section.at+from, section.at+from+place.end
				best, found = place, true
			}
			from += utf8.RuneLen(f.run[0])
		}
	}
	return best, found
}

// at takes as much of the run's beginning as the text begins with, then as much
// of its end as stands soon after.
func (f framedFinder) at(text string) (span, bool) {
	begun, size := 0, 0
	for begun < len(f.run) && strings.HasPrefix(text[size:], string(f.run[begun])) {
		size += utf8.RuneLen(f.run[begun])
		begun++
	}
	rest := text[size:]
	rest = rest[:byteIndex(rest, widestGap+len(f.run))]
	for from := begun; len(f.run)-from >= shortestEnd && begun+len(f.run)-from >= enoughEnds; from++ {
		end := string(f.run[from:])
		if at := texts.Index(rest, end); at >= 0 && utf8.RuneCountInString(rest[:at]) <= widestGap {
			return span{end: size + at + len(end), tier: MatchNear, cost: costMistake + (from-begun)*costOmitted/2}, true
		}
	}
	return span{}, false
}
