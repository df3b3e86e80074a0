package match

import (
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// patternFinder finds a term with wildcards inside one line, or in the title.
type patternFinder struct {
	elems []query.Elem
	run   string // its characters
	// exhausted is set when a "*" has tried every place to the end of the line
	// in vain: a "*" before it, or a later start, would only try them again.
	exhausted bool
}

// Propose implements Finder.
func (f *patternFinder) Propose() engine.Expr { return HasEvery(f.run) }

// Find implements Finder.
func (f *patternFinder) Find(p *texts.Poem, field query.Field) (Span, bool) {
	if field != query.Title {
		for i := 0; i < len(p.Clauses); {
			next := i + 1
			for next < len(p.Clauses) && !p.Clauses[next].StartsLine() {
				next++
			}
			if s, ok := f.findInLine(p, i, next); ok {
				return s, true
			}
			i = next
		}
	}
	if field == query.Body {
		return Span{}, false
	}
	return f.search(p.Title(), 0)
}

// search tries every place of a line that lies at offset in the text.
func (f *patternFinder) search(line string, offset int) (Span, bool) {
	f.exhausted = false
	if len(line) < len(f.run) {
		return Span{}, false
	}
	if f.elems[0].Kind == query.ElemLineStart {
		end, ok := f.match(line, 0, 0)
		return Span{Start: offset, End: offset + end, Tier: Exact}, ok
	}
	for at := 0; at < len(line) && !f.exhausted; at += runeLen(line, at) {
		if end, ok := f.match(line, at, 0); ok {
			return Span{Start: offset + at, End: offset + end, Tier: Exact}, true
		}
	}
	return Span{}, false
}

// findInLine looks in the line made of clauses from up to to.
func (f *patternFinder) findInLine(p *texts.Poem, from, to int) (Span, bool) {
	start, end := p.Clauses[from].At(), p.ClauseEnd(to-1)
	return f.search(p.Text[start:end], start)
}

// match reports whether the pieces from the n-th on match the line from at on,
// and where they end. A "*" takes as little as it can.
func (f *patternFinder) match(line string, at, n int) (int, bool) {
	if n == len(f.elems) {
		return at, true
	}
	switch e := f.elems[n]; e.Kind {
	case query.ElemLineStart:
		return f.matchIf(at == 0, line, at, n)
	case query.ElemLineEnd:
		return f.matchIf(at == len(line), line, at, n)
	case query.ElemRun:
		for ; !f.exhausted; at += runeLen(line, at) {
			if end, ok := f.match(line, at, n+1); ok {
				return end, true
			}
			f.exhausted = f.exhausted || at >= len(line)
		}
		return 0, false
	default:
		if at >= len(line) {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(line[at:])
		if e.Kind == query.ElemChar && e.Char != r {
			return 0, false
		}
		return f.match(line, at+size, n+1)
	}
}

func (f *patternFinder) matchIf(here bool, line string, at, n int) (int, bool) {
	if !here {
		return 0, false
	}
	return f.match(line, at, n+1)
}

func runeLen(s string, at int) int {
	_, size := utf8.DecodeRuneInString(s[at:])
	return max(1, size)
}
