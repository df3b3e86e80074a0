package match

import (
	"strings"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// nthFinder finds a character as the nth of a clause, or of the title where
// that is asked for: a title is no line of verse.
type nthFinder struct {
	run string
	nth int
}

// Propose implements Finder.
func (f nthFinder) Propose() engine.Expr { return HasEvery(f.run) }

// Find implements Finder.
func (f nthFinder) Find(p *texts.Poem, field query.Field) (Span, bool) {
	if field == query.Title {
		return f.findIn(p.Title(), 0)
	}
	for i, c := range p.Clauses {
		if s, ok := f.findIn(p.Text[c.At():p.ClauseEnd(i)], c.At()); ok {
			return s, true
		}
	}
	return Span{}, false
}

func (f nthFinder) findIn(text string, offset int) (Span, bool) {
	at := byteIndex(text, f.nth-1)
	if !strings.HasPrefix(text[at:], f.run) {
		return Span{}, false
	}
	return Span{Start: offset + at, End: offset + at + len(f.run), Tier: Exact}, true
}
