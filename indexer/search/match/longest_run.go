package match

import (
	"strings"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// ShortestCommonRun is how many characters in a row a poem must have in common
// with a query to be what was meant by it, however much else was typed.
const ShortestCommonRun = 5

// mostCommonRuns bounds the runs looked for: of a poem typed without a stop,
// any of the first names it.
const mostCommonRuns = 64

// fewestDifferent is how many different characters a run needs to name a poem:
// 不不不不不 names none, and every poem with 不 would be read for it.
const fewestDifferent = 3

// longestRunFinder finds the longest part of a run, no shorter than
// ShortestCommonRun, that stands in a text. It keeps nothing between poems.
type longestRunFinder struct {
	run    string
	at     []int // byte offsets of the run's characters, and its end
	starts []int // the characters that the parts looked for begin with
}

// NewLongestRun finds the longest run that a text has in common with another.
// It returns false where no part of the run is worth looking for. Any
// goroutine may use what it returns.
func NewLongestRun(run string) (Finder, bool) {
	f := &longestRunFinder{run: run}
	for at := range run {
		f.at = append(f.at, at)
	}
	f.at = append(f.at, len(run))
	met := map[string]bool{}
	for i := 0; i+ShortestCommonRun < len(f.at) && len(met) < mostCommonRuns; i++ {
		if part := f.shortestFrom(i); !met[part] && countDifferent(part) >= fewestDifferent {
			met[part] = true
			f.starts = append(f.starts, i)
		}
	}
	return f, len(f.starts) > 0
}

// shortestFrom is the shortest part looked for that begins with the i-th
// character.
func (f *longestRunFinder) shortestFrom(i int) string {
	return f.run[f.at[i]:f.at[i+ShortestCommonRun]]
}

func countDifferent(text string) int {
	met := map[rune]bool{}
	for _, r := range text {
		met[r] = true
	}
	return len(met)
}

// Propose implements Finder.
func (f *longestRunFinder) Propose() engine.Expr {
	var parts []engine.Expr
	for _, i := range f.starts {
		parts = append(parts, HasEvery(f.shortestFrom(i)))
	}
	return engine.Or(parts...)
}

// Find implements Finder.
func (f *longestRunFinder) Find(p *texts.Poem, _ query.Field) (Span, bool) {
	best, found := Span{Tier: Near}, false
	for _, i := range f.starts {
		start := texts.Index(p.Text, f.shortestFrom(i))
		if start < 0 {
			continue
		}
		n := ShortestCommonRun
		for i+n+1 < len(f.at) && strings.HasPrefix(p.Text[start:], f.run[f.at[i]:f.at[i+n+1]]) {
			n++
		}
		span := Span{Start: start, End: start + f.at[i+n] - f.at[i], Tier: Near, Cost: len(f.at) - 1 - n}
		if !found || span.Cost < best.Cost {
			best, found = span, true
		}
	}
	return best, found
}
