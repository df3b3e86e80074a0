package search

import (
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// finder looks for something other than a literal run: a sound, a pattern, a
// run with mistakes in it.
type finder interface {
	// propose wants at least every poem in whose text find finds something.
	propose() engine.Expr
	// find returns the best place in the poem's text.
	find(p *texts.Poem, f query.Field) (span, bool)
}

// span is a place in a poem's Text where a term was found.
type span struct {
	start, end int   // byte offsets
	tier       Match // how it was found
	cost       int   // mistakes, weighed; 0 for none
}

// part of a poem's text by field, with its byte offset.
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

// charset is a set of folded characters.
type charset struct {
	bits [1 << 16 / 64]uint64
	wide map[rune]bool
	list []rune
}

func newCharset(runes ...rune) *charset {
	c := &charset{wide: map[rune]bool{}}
	for _, r := range runes {
		if c.has(r) {
			continue
		}
		c.list = append(c.list, r)
		if r < 1<<16 {
			c.bits[r/64] |= 1 << (r % 64)
		} else {
			c.wide[r] = true
		}
	}
	return c
}

// anything is every character of the basic plane. It cannot be asked of the
// engine.
var anything = sync.OnceValue(func() *charset {
	c := &charset{}
	for i := range c.bits {
		c.bits[i] = ^uint64(0)
	}
	c.bits[0] &^= 1 // what parts title, preface and body
	return c
})

func (c *charset) has(r rune) bool {
	if r < 1<<16 {
		return c.bits[r/64]&(1<<(r%64)) != 0
	}
	return c.wide[r]
}

// propose wants the poems that have any of the characters.
func (c *charset) propose() engine.Expr {
	exprs := make([]engine.Expr, len(c.list))
	for i, r := range c.list {
		exprs[i] = engine.Has(engine.Char, string(r))
	}
	return engine.Or(exprs...)
}

// findSets finds the first place where each character in turn is in the set
// for its place.
func findSets(text string, sets []*charset) (start, end int, ok bool) {
	for at, first := range text {
		if !sets[0].has(first) {
			continue
		}
		rest := at + utf8.RuneLen(first)
		n := 1
		for n < len(sets) && rest < len(text) {
			r, size := utf8.DecodeRuneInString(text[rest:])
			if !sets[n].has(r) {
				break
			}
			rest, n = rest+size, n+1
		}
		if n == len(sets) {
			return at, rest, true
		}
	}
	return 0, 0, false
}

// runeIndex turns a byte offset into one in code points.
func runeIndex(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }

// isLatin tells whether a run could be typed pinyin.
func isLatin(run string) bool {
	return run != "" && !strings.ContainsFunc(run, func(r rune) bool { return r >= 0x2E80 })
}
