package search

import (
	"strings"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
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

// scorePoem returns how well a matching poem answers the terms. It is a sum over the
// terms found, so it can be read off from where they stand; it depends on the
// poem and the query alone, never on the rest of the archive, so that pages
// stay in order while poems are added.
func scorePoem(p *texts.Poem, terms []*match.Term) int { return scoreParts(p, terms, nil) }

// scoreParts calls note, where it is not nil, with what every term adds by where
// it stands and by how near it stands to the one before.
func scoreParts(p *texts.Poem, terms []*match.Term, note func(t *match.Term, place, near int)) int {
	total := 0
	last := -1 // where the term before stands
	for _, t := range terms[:min(len(terms), mostScored)] {
		best, at := scoreTerm(t, p)
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

// scoreTerm weighs the best place where the term or a synonym of it stands, and
// returns its byte offset in the body, -1 for none.
func scoreTerm(t *match.Term, p *texts.Poem) (best, at int) {
	best, at = scoreOwn(t, p)
	if best == 0 {
		if s := t.SynonymIn(p); s != nil {
			return scoreTerm(s, p)
		}
	}
	return best, at
}

// scoreOwn weighs the term without its synonyms.
func scoreOwn(t *match.Term, p *texts.Poem) (best, at int) {
	at = -1
	if t.Theme != nil {
		return t.Theme.Score(p.ID), at
	}
	if len(t.Authors) > 0 {
		best = nameWeights[t.Authors[p.Author]]
	}
	if t.Run == "" || t.Field == query.Author {
		return best, at
	}
	if t.Finder != nil {
		return scoreFound(t, p, best)
	}
	if t.Field.InText() && t.Find(p) < 0 {
		return best, at
	}
	if t.Field == query.Any || t.Field == query.Title {
		best = max(best, scoreTitle(t, p))
	}
	if t.Field == query.Any || t.Field == query.Body {
		weight, first := scoreBody(t, p)
		best, at = max(best, weight), first
	}
	if best == 0 && t.Field == query.Any && strings.Contains(p.PrefaceText(), t.Run) {
		best = weightPreface
	}
	return best, at
}

// scoreFound weighs what a finder found, less what its mistakes cost.
func scoreFound(t *match.Term, p *texts.Poem, best int) (int, int) {
	start := t.Find(p)
	if start < 0 {
		return best, -1
	}
	score := weightPreface
	switch end := t.Span().End; {
	case end < p.Preface && start == 0 && end == len(p.Title()):
		score = weightTitle
	case end < p.Preface:
		score = weightPart + share(p.Text[start:end], p.Title())
	case start >= p.Body:
		score = clauseScore(p, start, end)
	}
	score = max(1, score-weightMistake*t.Span().Cost/match.CostMistake)
	if start < p.Body {
		start = -1
	}
	return max(best, score), start
}

var nameWeights = [...]int{match.NameContains: weightPart, match.NameEquals: weightAuthor}

// scoreTitle weighs a run in the title, 0 where it is not there.
func scoreTitle(t *match.Term, p *texts.Poem) int {
	if at := t.Find(p); at < 0 || at >= p.Preface {
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

// scoreBody weighs a run in the body, and returns where it first stands, -1 for
// nowhere.
func scoreBody(t *match.Term, p *texts.Poem) (best, first int) {
	first = t.Find(p)
	if first >= 0 && first < p.Body {
		if first = texts.Index(p.Text[p.Body:], t.Run); first >= 0 {
			first += p.Body
		}
	}
	if first < 0 {
		return 0, -1
	}
	if t.Single {
		// A single character stands in every tenth poem, and how it stands in
		// its line means nothing.
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
