package plan

import (
	"slices"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
)

// The fewest syllables whose sounds are looked for: alone, and beside other
// words, all of which the engine knows. Fewer stand in too many poems.
const (
	FewestSyllables       = 2
	fewestSyllablesBeside = 4
)

// Selective returns the term by whose sounds the plan's texts are looked for: of
// those that every match must have, the one of most syllables. It returns nil
// where no term is selective enough.
func (p *Plan) Selective(root *query.Node) (*match.Term, *match.Phonetic) {
	most := fewestSyllablesBeside - 1
	if root.Op == query.Leaf {
		most = FewestSyllables - 1
	}
	var best *match.Term
	var sounds *match.Phonetic
	for _, t := range p.Terms {
		f, phonetic := t.Finder.(*match.Phonetic)
		if phonetic && t.Field.InText() && f.CountSyllables() > most && requires(root, t.Term) {
			best, sounds, most = t, f, f.CountSyllables()
		}
	}
	return best, sounds
}

// requires reports whether nothing matches a query that has not this term.
func requires(root *query.Node, t query.Term) bool {
	leaf := &query.Node{Term: t}
	return root.Same(leaf) || root.Op == query.And && slices.ContainsFunc(root.Kids, leaf.Same)
}
