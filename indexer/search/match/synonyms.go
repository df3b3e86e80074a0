package match

import (
	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// A curator's synonyms stand beside a bare word in every relaxation: the word
// itself comes first, and what only a synonym finds is a tier of its own.
// Quoted runs and patterns are taken at their word; so is what a query leaves
// out: a poem must not be missed for a word that was never written.

// regional has, by what kin are called here or elsewhere, what poems call them.
// Curators' synonyms stand in its place.
var regional = map[string][]string{
	"姥姥": {"外婆", "外祖母"}, "家家": {"外婆", "外祖母"}, "家婆": {"外婆", "外祖母"},
	"姥爷": {"外公", "外祖父"}, "家爹": {"外公", "外祖父"}, "家公": {"外公", "外祖父"},
	"姆妈": {"母亲", "妈妈"}, "老爹": {"父亲", "爸爸"}, "闺女": {"女儿"},
}

// SynonymsOf returns the terms that stand for a term, nil for none.
func SynonymsOf(q query.Term, lexicon *Lexicon) []*Term {
	if q.Exact() || !q.Field.InText() {
		return nil
	}
	var terms []*Term
	words := lexicon.Synonyms(q.Run)
	if words == nil {
		words = regional[q.Run]
	}
	for _, word := range words {
		terms = append(terms, NewTerm(query.Term{Field: q.Field, Raw: word, Run: fold.String(word), Quoted: true}, lexicon))
	}
	return terms
}

// Propose wants at least every poem the term or a synonym of it matches.
func (t *Term) Propose() engine.Expr {
	if t.Synonyms == nil {
		return t.proposeOwn()
	}
	exprs := []engine.Expr{t.proposeOwn()}
	for _, s := range t.Synonyms {
		exprs = append(exprs, s.Propose())
	}
	return AnyOf(exprs)
}

// Matches reports whether the poem has the term or a synonym of it.
func (t *Term) Matches(p *texts.Poem) bool {
	return t.MatchesOwn(p) || t.SynonymIn(p) != nil
}

// SynonymIn returns the first synonym the poem has, nil for none.
func (t *Term) SynonymIn(p *texts.Poem) *Term {
	for _, s := range t.Synonyms {
		if s.Matches(p) {
			return s
		}
	}
	return nil
}

// WithSynonyms lists the terms with the synonyms of each after it.
func WithSynonyms(terms []*Term) []*Term {
	var all []*Term
	for i, t := range terms {
		if t.Synonyms != nil && all == nil {
			all = append(all, terms[:i]...)
		}
		if all != nil || t.Synonyms != nil {
			all = append(append(all, t), t.Synonyms...)
		}
	}
	if all == nil {
		return terms
	}
	return all
}
