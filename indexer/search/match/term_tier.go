package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Tier returns the strictest tier in which the poem, which matches, has the term
// or a synonym of it. authorName returns the name of a poem's author before
// folding.
func (t *Term) Tier(p *texts.Poem, authorName func(*texts.Poem) string) Tier {
	tier := t.tierOwn(p, authorName)
	if t.Synonyms == nil {
		return tier
	}
	if (!t.MatchesOwn(p) || tier.Rank() < Synonym.Rank()) && t.SynonymIn(p) != nil {
		return Synonym
	}
	return tier
}

func (t *Term) tierOwn(p *texts.Poem, authorName func(*texts.Poem) string) Tier {
	if t.Field == query.Theme && t.MatchesOwn(p) {
		return Theme
	}
	if t.Finder != nil && t.Field != query.Author && t.Find(p) >= 0 {
		if t.span.Tier == Exact && !t.literalAt(p, t.span) {
			return Folded
		}
		return t.span.Tier
	}
	if t.SoundsLike[p.Author] {
		return Sound
	}
	if t.literal(p, authorName) {
		return Exact
	}
	return Folded
}

// literalAt reports whether what a pattern found has the characters typed: Raw
// has a code point for each of Text.
func (t *Term) literalAt(p *texts.Poem, place Span) bool {
	if p.Raw == p.Text && t.Raw == t.Run {
		return true
	}
	raw := p.Raw[byteIndex(p.Raw, runeIndex(p.Text, place.Start)):]
	raw = raw[:byteIndex(raw, runeIndex(p.Text[place.Start:], place.End-place.Start))]
	for _, r := range t.Raw {
		if _, char := fold.Rune(r); !char || t.Nth > 0 && unicode.IsNumber(r) {
			continue
		}
		at := strings.IndexRune(raw, r)
		if at < 0 {
			return false
		}
		raw = raw[at+utf8.RuneLen(r):]
	}
	return true
}

// literal reports whether the term stands in the poem in the very characters
// typed.
func (t *Term) literal(p *texts.Poem, authorName func(*texts.Poem) string) bool {
	switch t.Field {
	case query.Any, query.Title, query.Body:
	case query.Author:
		return t.literalName(authorName(p))
	default:
		return true
	}
	if p.Raw == p.Text && t.Raw == t.Run {
		return true
	}
	at := t.Find(p)
	// Before folding it mostly stands at the same byte, where looking is cheap.
	if at >= 0 && (at <= len(p.Raw) && strings.HasPrefix(p.Raw[at:], t.Raw) || texts.Index(p.Raw, t.Raw) >= 0) {
		return true
	}
	if t.Authors[p.Author] != 0 {
		return t.literalName(authorName(p))
	}
	// An alternative that this poem does not contain says nothing about it.
	return at < 0
}

// literalName reports whether an author's name has the characters typed. Of
// other names only the folded form is kept.
func (t *Term) literalName(name string) bool {
	if strings.Contains(fold.String(name), t.Run) {
		return strings.Contains(name, t.Raw)
	}
	return t.Raw == t.Run
}
