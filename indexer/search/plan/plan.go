// Package plan makes a query ready for one snapshot: what to ask the engine,
// and how to decide on a text.
package plan

import (
	"maps"
	"slices"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/texts"
)

// Plan is a query made ready. It is used by one goroutine.
type Plan struct {
	Propose  engine.Expr // wants at least every poem that Matches
	Matches  Matcher
	Terms    []*match.Term // those a match must or may contain, for scoring and marks
	BestTier match.Tier    // the strictest tier its hits can have
	// Scan finds candidates beside those of the engine, for what no posting
	// narrows, in order of id; nil otherwise.
	Scan func() []corpus.PoemID
	// Strict is a stricter plan that this one stands beside: what it matches
	// has the tier it has there.
	Strict *Plan
	Beside match.Tier // the strictest tier of what Strict does not match
	loose  Matcher    // of what stands beside Strict
}

// Maker makes the plan of a query, one for every goroutine that reads: terms
// remember where they were found.
type Maker func() Plan

// Matcher decides on one poem.
type Matcher func(*texts.Poem) bool

// Rewrite changes a term of a plan, to look for something else than its run;
// nil changes nothing.
type Rewrite func(*match.Term)

// New makes the plan of a query, that of everything for nil.
func New(root *query.Node, lexicon *match.Lexicon, rewrite Rewrite) Plan {
	p := Plan{Propose: engine.All(), Matches: Everything, BestTier: match.Exact}
	if root != nil {
		c := compiler{lexicon: lexicon, rewrite: rewrite}
		whole := c.compile(root, true)
		p.Propose, p.Scan, p.Matches = whole.propose, whole.scan, whole.matches
		p.Terms = c.terms
	}
	return p
}

// NewBeside makes the plan of what either of two matches. What strict matches
// keeps its tier; the rest is of a looser one.
func NewBeside(strict, loose Plan, tier match.Tier) Plan {
	p := Plan{Propose: match.AnyOf([]engine.Expr{strict.Propose, loose.Propose}), Scan: bothScans(strict.Scan, loose.Scan),
		BestTier: match.Exact, Strict: &strict, Beside: tier, loose: loose.Matches,
		Matches: func(poem *texts.Poem) bool { return strict.Matches(poem) || loose.Matches(poem) }}
	p.Terms = slices.Clone(strict.Terms)
	for _, t := range loose.Terms {
		leaf := &query.Node{Term: t.Term}
		if !slices.ContainsFunc(p.Terms, func(other *match.Term) bool { return leaf.Same(&query.Node{Term: other.Term}) }) {
			p.Terms = append(p.Terms, t)
		}
	}
	return p
}

func bothScans(a, b func() []corpus.PoemID) func() []corpus.PoemID {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return func() []corpus.PoemID { return Merge(a(), b()) }
}

// Merge brings two lists in order together, each id once.
func Merge(a, b []corpus.PoemID) []corpus.PoemID {
	all := make([]corpus.PoemID, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			all, a = append(all, a[0]), a[1:]
		case a[0] > b[0]:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// Everything matches every poem.
func Everything(*texts.Poem) bool { return true }

// ScanFor has the texts of a term that every match must have found by scan. The
// engine is left to propose what its authors and its synonyms answer.
func (p *Plan) ScanFor(t *match.Term, scan func(*texts.Snapshot) []corpus.PoemID, s *texts.Snapshot) {
	p.Propose, p.Scan = t.ProposeBeside(), func() []corpus.PoemID { return scan(s) }
}

// Match reports whether the plan matches a poem, and the strictest tier that it
// can then have there: Tier says which it has, and takes longer.
func (p *Plan) Match(poem *texts.Poem) (strictest match.Tier, ok bool) {
	if p.Strict == nil {
		return p.BestTier, p.Matches(poem)
	}
	if tier, ok := p.Strict.Match(poem); ok {
		return tier, true
	}
	return p.Beside, p.loose(poem)
}

// Tier returns the loosest tier in which one of the terms was found in a poem
// that matches. authorName returns the name of a poem's author before folding.
func (p *Plan) Tier(poem *texts.Poem, authorName func(*texts.Poem) string) match.Tier {
	if p.Strict != nil && p.Strict.Matches(poem) {
		return p.Strict.Tier(poem, authorName)
	}
	tier := p.BestTier
	if p.Strict != nil {
		tier = p.Beside
	}
	for _, t := range p.Terms {
		if found := t.Tier(poem, authorName); found.Rank() < tier.Rank() {
			tier = found
		}
	}
	return tier
}

// Unnarrowed returns what proposes the poems whose texts have one of the plan's
// runs, of those that are not narrowed yet.
func (p *Plan) Unnarrowed() map[string]engine.Expr {
	exprs := match.Unnarrowed(p.Terms)
	if p.Strict != nil {
		maps.Copy(exprs, p.Strict.Unnarrowed())
	}
	return exprs
}

// compiler turns a query into what to propose and how to decide.
type compiler struct {
	lexicon *match.Lexicon
	rewrite Rewrite
	terms   []*match.Term
}

// part is what to propose for a node, beside the engine and by it, and how to
// decide on it. What is proposed is never less than what it decides for.
type part struct {
	propose engine.Expr
	scan    func() []corpus.PoemID // nil where the engine proposes everything
	matches Matcher
}

func (c *compiler) compile(n *query.Node, positive bool) part {
	switch n.Op {
	case query.Leaf:
		t := c.newTerm(n.Term, positive)
		leaf := part{propose: t.Propose(), matches: t.Matches}
		if ids, ok := t.Scan(); ok {
			leaf.scan = func() []corpus.PoemID { return ids }
		}
		return leaf
	case query.Not:
		matches := c.compile(n.Kids[0], false).matches
		return part{propose: engine.All(), matches: func(p *texts.Poem) bool { return !matches(p) }}
	}
	var parts []part
	for i, kid := range n.Kids {
		if slices.ContainsFunc(n.Kids[:i], kid.Same) {
			continue // a word said forty times would be read forty times
		}
		parts = append(parts, c.compile(kid, positive))
	}
	if n.Op == query.Or {
		return anyPart(parts)
	}
	return everyPart(parts)
}

func anyPart(parts []part) part {
	var exprs []engine.Expr
	var matchers []Matcher
	any := part{}
	for _, p := range parts {
		exprs, matchers = append(exprs, p.propose), append(matchers, p.matches)
		any.scan = bothScans(any.scan, p.scan)
	}
	any.propose, any.matches = match.AnyOf(exprs), anyOf(matchers)
	return any
}

// everyPart has the engine narrow as far as it can. Where it cannot, one part
// that is scanned for is enough to propose what all of them match.
func everyPart(parts []part) part {
	var exprs []engine.Expr
	var matchers []Matcher
	var scanned *part
	for i, p := range parts {
		matchers = append(matchers, p.matches)
		if p.scan != nil {
			scanned = &parts[i]
		} else {
			exprs = append(exprs, p.propose)
		}
	}
	every := part{propose: match.AllOf(exprs), matches: AllOf(matchers)}
	if scanned != nil && every.propose.IsAll() {
		every.propose, every.scan = scanned.propose, scanned.scan
	}
	return every
}

func (c *compiler) newTerm(q query.Term, positive bool) *match.Term {
	t := match.NewTerm(q, c.lexicon)
	if positive {
		if c.rewrite != nil {
			c.rewrite(t)
		}
		t.Synonyms = match.SynonymsOf(q, c.lexicon)
		c.terms = append(c.terms, t)
	}
	return t
}

func anyOf(matchers []Matcher) Matcher {
	return func(p *texts.Poem) bool {
		for _, matches := range matchers {
			if matches(p) {
				return true
			}
		}
		return false
	}
}

// AllOf matches the poems that all of the matchers match.
func AllOf(matchers []Matcher) Matcher {
	return func(p *texts.Poem) bool {
		for _, matches := range matchers {
			if !matches(p) {
				return false
			}
		}
		return true
	}
}
