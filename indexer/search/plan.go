package search

import (
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// plan is a query made ready for one snapshot: what to ask the engine, and
// how to decide on a text.
type plan struct {
	propose engine.Expr
	match   matcher
	terms   []*term // those a match must or may contain, for scoring and marks
	loosest Match   // the strictest tier its hits can have
	least   int     // of a pasted poem: how many terms a match must contain
}

// matcher decides on one poem.
type matcher func(*texts.Poem) bool

// term is a query.Term made ready.
type term struct {
	query.Term
	authors map[corpus.AuthorID]authorMatch // who goes by the run, for Any and Author
	places  map[corpus.PlaceID]bool
	runes   int
}

// authorMatch says how a name answers a run.
type authorMatch int

const (
	nameContains authorMatch = iota + 1
	nameEquals
)

func everything(*texts.Poem) bool { return true }

func newPlan(root *query.Node, s *texts.Snapshot) plan {
	p := plan{propose: engine.All(), match: everything, loosest: MatchExact}
	if root != nil {
		p.propose, p.match = p.compile(root, s, true)
	}
	return p
}

// compile turns a node into what to propose and how to decide. What it
// proposes is never less than what it decides for.
func (p *plan) compile(n *query.Node, s *texts.Snapshot, positive bool) (engine.Expr, matcher) {
	switch n.Op {
	case query.Leaf:
		t := newTerm(n.Term, s)
		if positive {
			p.terms = append(p.terms, t)
		}
		return t.propose(), t.matches
	case query.Not:
		_, match := p.compile(n.Kids[0], s, false)
		return engine.All(), func(t *texts.Poem) bool { return !match(t) }
	}
	var exprs []engine.Expr
	var matchers []matcher
	for _, kid := range n.Kids {
		expr, match := p.compile(kid, s, positive)
		exprs, matchers = append(exprs, expr), append(matchers, match)
	}
	if n.Op == query.Or {
		return orOf(exprs), anyOf(matchers)
	}
	return andOf(exprs), allOf(matchers)
}

// orOf is All as soon as one of its parts is: the engine has no such shortcut.
func orOf(exprs []engine.Expr) engine.Expr {
	for _, e := range exprs {
		if e.IsAll() {
			return e
		}
	}
	return engine.Or(exprs...)
}

func andOf(exprs []engine.Expr) engine.Expr {
	var narrowing []engine.Expr
	for _, e := range exprs {
		if !e.IsAll() {
			narrowing = append(narrowing, e)
		}
	}
	return engine.And(narrowing...)
}

func anyOf(matchers []matcher) matcher {
	return func(p *texts.Poem) bool {
		for _, match := range matchers {
			if match(p) {
				return true
			}
		}
		return false
	}
}

func allOf(matchers []matcher) matcher {
	return func(p *texts.Poem) bool {
		for _, match := range matchers {
			if !match(p) {
				return false
			}
		}
		return true
	}
}

func newTerm(q query.Term, s *texts.Snapshot) *term {
	t := &term{Term: q, runes: len([]rune(q.Run))}
	switch q.Field {
	case query.Any:
		t.authors = authorsNamed(q.Run, s)
	case query.Author:
		t.authors = exactlyOrContaining(authorsNamed(q.Run, s))
	case query.Place:
		t.places = placesNamed(q.Run, s)
	}
	return t
}

func authorsNamed(run string, s *texts.Snapshot) map[corpus.AuthorID]authorMatch {
	found := map[corpus.AuthorID]authorMatch{}
	for id, a := range s.Authors() {
		for _, name := range a.Names {
			if name == run {
				found[id] = nameEquals
			} else if found[id] == 0 && strings.Contains(name, run) {
				found[id] = nameContains
			}
		}
	}
	return found
}

// exactlyOrContaining keeps those who go by exactly the name asked for, if
// anybody does: 作者:李白 is not after 李白之.
func exactlyOrContaining(found map[corpus.AuthorID]authorMatch) map[corpus.AuthorID]authorMatch {
	exact := map[corpus.AuthorID]authorMatch{}
	for id, how := range found {
		if how == nameEquals {
			exact[id] = how
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return found
}

// placesNamed finds the places whose name contains the run, and those below.
func placesNamed(run string, s *texts.Snapshot) map[corpus.PlaceID]bool {
	found := map[corpus.PlaceID]bool{}
	for id, place := range s.Places() {
		for _, above := range place.Above {
			if p := s.Place(above); p != nil && strings.Contains(fold.String(p.Name), run) {
				found[id] = true
			}
		}
	}
	return found
}

// propose wants at least every poem the term matches.
func (t *term) propose() engine.Expr {
	switch t.Field {
	case query.Title, query.Body:
		return runOf(t.Run)
	case query.Any:
		return engine.Or(append(hasAny(engine.Author, t.authors), runOf(t.Run))...)
	case query.Author:
		return engine.Or(hasAny(engine.Author, t.authors)...)
	case query.Place:
		return engine.Or(hasAny(engine.Place, t.places)...)
	case query.Year:
		if t.From == t.To {
			return engine.Has(engine.Year, strconv.Itoa(t.From))
		}
	}
	return engine.All()
}

// runOf wants the poems that have every character of the run.
func runOf(run string) engine.Expr {
	met := map[rune]bool{}
	var chars []engine.Expr
	for _, r := range run {
		if !met[r] {
			met[r] = true
			chars = append(chars, engine.Has(engine.Char, string(r)))
		}
	}
	return engine.And(chars...)
}

func hasAny[K ~int64, V any](field engine.Field, ids map[K]V) []engine.Expr {
	exprs := make([]engine.Expr, 0, len(ids)+1)
	for id := range ids {
		exprs = append(exprs, engine.Has(field, strconv.FormatInt(int64(id), 10)))
	}
	return exprs
}

// matches decides on the text.
func (t *term) matches(p *texts.Poem) bool {
	switch t.Field {
	case query.Title:
		return strings.Contains(p.Title(), t.Run)
	case query.Body:
		return strings.Contains(p.BodyText(), t.Run)
	case query.Author:
		return t.authors[p.Author] != 0
	case query.Form:
		return t.matchesForm(p)
	case query.Tune:
		return strings.Contains(p.Tune, t.Run)
	case query.Place:
		return t.places[p.Place]
	case query.Tag:
		return hasTag(p, t.Run)
	case query.Year:
		return p.Date.Year != 0 && t.From <= p.Date.Year && p.Date.Year <= t.To
	}
	return strings.Contains(p.Text, t.Run) || t.authors[p.Author] != 0
}

func (t *term) matchesForm(p *texts.Poem) bool {
	if form, ok := corpus.ParseForm(t.Raw); ok {
		return p.Form == form
	}
	return strings.Contains(string(p.Form), t.Run)
}

func hasTag(p *texts.Poem, run string) bool {
	for _, tag := range p.Tags {
		if fold.String(tag) == run {
			return true
		}
	}
	return false
}
