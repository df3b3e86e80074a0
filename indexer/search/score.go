package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// The weights of where a term stands. Whole names, titles and clauses come
// before parts of them; a person who types an author's name wants that author
// first.
const (
	weightAuthor  = 4000 // the author's whole name
	weightTitle   = 3000 // the whole title
	weightClauses = 2500 // one or more whole clauses
	weightPart    = 1500 // part of a name, title or clause, less what it leaves out
	weightPreface = 500
	weightRepeat  = 20  // every further occurrence, up to five
	weightNear    = 300 // two terms side by side; less the further apart
	weightOrder   = 50  // terms in the order they were asked for
	weightMistake = 600 // taken away for every mistake, in part for a sound
)

// mostScored is how many terms decide on the order. Forty common characters, any
// of which will do, would otherwise each be looked for in every poem.
const mostScored = 12

// score says how well a matching poem answers the terms. It is a sum over the
// terms found, so it can be read off from where they stand; it depends on the
// poem and the query alone, never on the rest of the archive, so that pages
// stay in order while poems are added.
func score(p *texts.Poem, terms []*term) int { return scoreParts(p, terms, nil) }

// scoreParts tells note, where it is not nil, what every term adds by where it
// stands and by how near it stands to the one before.
func scoreParts(p *texts.Poem, terms []*term, note func(t *term, place, near int)) int {
	total := 0
	last := -1 // where the term before stands
	for _, t := range terms[:min(len(terms), mostScored)] {
		best, at := t.score(p)
		near := 0
		if at >= 0 && last >= 0 {
			near = nearness(last, at)
		}
		total += best + near
		if note != nil {
			note(t, best, near)
		}
		if at >= 0 {
			last = at
		}
	}
	return total
}

func nearness(before, at int) int {
	distance := (at - before) / len("字")
	bonus := 0
	if distance > 0 {
		bonus = weightOrder
	}
	return bonus + weightNear/(1+max(distance, -distance)/4)
}

// scoreItself weighs the best place where the term stands, and gives its byte
// offset in the body, -1 for none.
func (t *term) scoreItself(p *texts.Poem) (best, at int) {
	at = -1
	if len(t.authors) > 0 {
		best = nameWeights[t.authors[p.Author]]
	}
	if t.Run == "" || t.Field == query.Author {
		return best, at
	}
	if t.finder != nil {
		return t.scoreFound(p, best)
	}
	if t.Field == query.Any || t.Field == query.Title {
		best = max(best, t.inTitle(p))
	}
	if t.Field == query.Any || t.Field == query.Body {
		inBody, first := t.inBody(p)
		best, at = max(best, inBody), first
	}
	if best == 0 && t.Field == query.Any && strings.Contains(p.PrefaceText(), t.Run) {
		best = weightPreface
	}
	return best, at
}

// scoreFound weighs what a finder found, less what its mistakes cost.
func (t *term) scoreFound(p *texts.Poem, best int) (int, int) {
	start := t.find(p)
	if start < 0 {
		return best, -1
	}
	score := weightPreface
	switch end := t.place.end; {
	case end < p.Preface && start == 0 && end == len(p.Title()):
		score = weightTitle
	case end < p.Preface:
		score = weightPart + share(p.Text[start:end], p.Title())
	case start >= p.Body:
		score = clauseScore(p, start, end)
	}
	score = max(1, score-weightMistake*t.place.cost/costMistake)
	if start < p.Body {
		start = -1
	}
	return max(best, score), start
}

var nameWeights = [...]int{nameContains: weightPart, nameEquals: weightAuthor}

func (t *term) inTitle(p *texts.Poem) int {
	if at := t.find(p); at < 0 || at >= p.Preface {
		return 0 // titles come first in the text
	}
	title := p.Title()
	if title == t.Run {
		return weightTitle
	}
	return weightPart + share(t.Run, title)
}

// share is up to 500 for how much of the whole the run covers.
func share(run, whole string) int {
	return 500 * utf8.RuneCountInString(run) / max(1, utf8.RuneCountInString(whole))
}

func (t *term) inBody(p *texts.Poem) (best, first int) {
	first = t.find(p)
	if first >= 0 && first < p.Body {
		if first = texts.Index(p.Text[p.Body:], t.Run); first >= 0 {
			first += p.Body
		}
	}
	if first < 0 {
		return 0, -1
	}
	if t.single {
		// A single character stands in every tenth poem, and how it stands in
		// its line tells nothing.
		return weightPart - 500, first
	}
	repeats := 0
	for from := first; repeats < 6; repeats++ {
		i := texts.Index(p.Text[from:], t.Run)
		if i < 0 {
			break
		}
		start := from + i
		best = max(best, clauseScore(p, start, start+len(t.Run)))
		from = start + len(t.Run)
	}
	return best + weightRepeat*(repeats-1), first
}

// clauseScore weighs a run in the body by the clauses it stands in.
func clauseScore(p *texts.Poem, start, end int) int {
	first, last := p.ClauseAt(start), p.ClauseAt(end-1)
	from, to := p.Clauses[first].At(), p.ClauseEnd(last)
	if from == start && to == end {
		return weightClauses
	}
	score := weightPart - 500 + share(p.Text[start:end], p.Text[from:to])
	if from == start {
		score += 100 // people remember how a line begins
	}
	return score
}

// tier is the loosest way in which one of the terms was found.
func (pl plan) tier(p *texts.Poem, authorName func(*texts.Poem) string) Match {
	tier := pl.loosest
	for _, t := range pl.terms {
		if found := t.tier(p, authorName); tierRank[found] < tierRank[tier] {
			tier = found
		}
	}
	return tier
}

func (t *term) tierItself(p *texts.Poem, authorName func(*texts.Poem) string) Match {
	if t.finder != nil && t.Field != query.Author && t.find(p) >= 0 {
		if t.place.tier == MatchExact && !t.literalAt(p, t.place) {
			return MatchFolded
		}
		return t.place.tier
	}
	if t.soundsLike[p.Author] {
		return MatchSound
	}
	if t.literal(p, authorName) {
		return MatchExact
	}
	return MatchFolded
}

// literalAt tells whether what a pattern found has the characters typed: Raw
// has a code point for each of Text.
func (t *term) literalAt(p *texts.Poem, place span) bool {
	if p.Raw == p.Text && t.Raw == t.Run {
		return true
	}
	raw := p.Raw[byteIndex(p.Raw, runeIndex(p.Text, place.start)):]
	raw = raw[:byteIndex(raw, runeIndex(p.Text[place.start:], place.end-place.start))]
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

// literal tells whether the term stands in the poem in the very characters
// typed.
func (t *term) literal(p *texts.Poem, authorName func(*texts.Poem) string) bool {
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
	// Before folding it mostly stands at the same byte, where looking is cheap.
	if at := t.find(p); at >= 0 && at <= len(p.Raw) && strings.HasPrefix(p.Raw[at:], t.Raw) {
		return true
	}
	if texts.Index(p.Raw, t.Raw) >= 0 {
		return true
	}
	if t.authors[p.Author] != 0 {
		return t.literalName(authorName(p))
	}
	// An alternative that this poem does not contain says nothing about it.
	return t.find(p) < 0
}

// literalName tells whether an author's name has the characters typed. Of other
// names only the folded form is kept.
func (t *term) literalName(name string) bool {
	if strings.Contains(fold.String(name), t.Run) {
		return strings.Contains(name, t.Raw)
	}
	return t.Raw == t.Run
}
