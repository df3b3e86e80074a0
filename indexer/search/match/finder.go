package match

import (
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Finder looks for something other than a literal run: a sound, a pattern, a
// run with mistakes in it. A Finder is used by one goroutine where its
// constructor does not say otherwise.
type Finder interface {
	// Propose wants at least every poem in whose text Find finds something.
	Propose() engine.Expr
	// Find returns the best place in the poem's text.
	Find(p *texts.Poem, f query.Field) (Span, bool)
}

// Span is a place in a poem's Text where a term was found.
type Span struct {
	Start, End int  // byte offsets
	Tier       Tier // how it was found
	Cost       int  // mistakes, weighed by CostMistake; 0 for none
}

// section is a part of a poem's text, with its byte offset.
type section struct {
	text string
	at   int
}

// sections are the parts of a poem that a term in field f is looked for in.
func sections(p *texts.Poem, f query.Field) []section {
	switch f {
	case query.Title:
		return []section{{p.Title(), 0}}
	case query.Body:
		return []section{{p.BodyText(), p.Body}}
	}
	return []section{{p.Title(), 0}, {p.BodyText(), p.Body}, {p.PrefaceText(), p.Preface}}
}

// byteIndex turns an offset in code points into one in bytes.
func byteIndex(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// runeIndex turns a byte offset into one in code points.
func runeIndex(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }
