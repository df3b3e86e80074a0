package search

import (
	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// A curator's synonyms stand beside a bare word in every rung: the word itself
// comes first, and what only a synonym finds is a tier of its own. Quoted runs
// and patterns are taken at their word; so is what a query leaves out, because
// nobody should miss a poem for a word they never wrote.

// synonymsOf are the terms that stand for a term, nil for none.
func synonymsOf(q query.Term, names *names) []*term {
	if q.Exact() || !textField(q.Field) {
		return nil
	}
	var terms []*term
	for _, word := range names.Synonyms(q.Run) {
		terms = append(terms, newTerm(query.Term{Field: q.Field, Raw: word, Run: fold.String(word), Quoted: true}, names))
	}
	return terms
}

// propose wants at least every poem the term or a synonym of it matches.
func (t *term) propose() engine.Expr {
	if t.synonyms == nil {
		return t.proposeItself()
	}
	exprs := []engine.Expr{t.proposeItself()}
	for _, s := range t.synonyms {
		exprs = append(exprs, s.propose())
	}
	return orOf(exprs)
}

// matches decides on the text.
func (t *term) matches(p *texts.Poem) bool {
	return t.matchesItself(p) || t.synonymIn(p) != nil
}

// synonymIn is the first synonym the poem has, nil for none.
func (t *term) synonymIn(p *texts.Poem) *term {
	for _, s := range t.synonyms {
		if s.matches(p) {
			return s
		}
	}
	return nil
}

// score weighs the best place where the term or a synonym of it stands, and
// gives its byte offset in the body, -1 for none.
func (t *term) score(p *texts.Poem) (best, at int) {
	best, at = t.scoreItself(p)
	if best == 0 {
		if s := t.synonymIn(p); s != nil {
			return s.score(p)
		}
	}
	return best, at
}

// tier is the strictest way in which the term was found.
func (t *term) tier(p *texts.Poem, authorName func(*texts.Poem) string) Match {
	tier := t.tierItself(p, authorName)
	if t.synonyms == nil {
		return tier
	}
	itself := t.matchesItself(p)
	if (!itself || tierRank[tier] < tierRank[MatchSynonym]) && t.synonymIn(p) != nil {
		return MatchSynonym
	}
	return tier
}

// spread lists the terms with the synonyms of each after it.
func spread(terms []*term) []*term {
	var all []*term
	for i, t := range terms {
		if t.synonyms != nil && all == nil {
			all = append(all, terms[:i]...)
		}
		if all != nil || t.synonyms != nil {
			all = append(append(all, t), t.synonyms...)
		}
	}
	if all == nil {
		return terms
	}
	return all
}
