package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// plan is a query made ready for one snapshot: what to ask the engine, and
// how to decide on a text. It is used by one goroutine.
type plan struct {
	propose engine.Expr
	match   matcher
	terms   []*term // those a match must or may contain, for scoring and marks
	loosest Match   // the strictest tier its hits can have
	// scan finds candidates beside those of the engine, for what no posting
	// narrows, in order of id; nil otherwise.
	scan func() []corpus.PoemID
	// retell makes a term other than the query's own, to loosen it; nil
	// where the query is taken at its word.
	retell func(*term)
}

// matcher decides on one poem.
type matcher func(*texts.Poem) bool

// term is a query.Term made ready.
type term struct {
	query.Term
	authors map[corpus.AuthorID]authorMatch // who goes by the run, for Any and Author
	// soundsLike are those of authors whose names only sound as asked.
	soundsLike map[corpus.AuthorID]bool
	places     map[corpus.PlaceID]bool
	synonyms   []*term // what stands for it; nil for nothing
	single     bool    // the run is one character
	finder     finder  // what to look for instead of Run; nil for Run itself

	// Where the term stands in the poem looked at last: deciding finds it and
	// scoring needs it right after. A term is used by one goroutine.
	poem  *texts.Poem
	at    int
	place span // of a finder; at is then its start
}

func everything(*texts.Poem) bool { return true }

func newPlan(root *query.Node, names *names, retell func(*term)) plan {
	p := plan{propose: engine.All(), match: everything, loosest: MatchExact, retell: retell}
	if root != nil {
		p.propose, p.match = p.compile(root, names, true)
	}
	return p
}

// scanFor has the texts of a term that every match must have found by scan. The
// engine is left to propose what its authors and its synonyms answer.
func (p *plan) scanFor(t *term, scan func(*texts.Snapshot) []corpus.PoemID, names *names) {
	others := hasAny(engine.Author, t.authors)
	for _, s := range t.synonyms {
		others = append(others, s.propose())
	}
	p.propose, p.scan = orOf(others), func() []corpus.PoemID { return scan(names.Snapshot) }
}

// compile turns a node into what to propose and how to decide. What it
// proposes is never less than what it decides for.
func (p *plan) compile(n *query.Node, names *names, positive bool) (engine.Expr, matcher) {
	switch n.Op {
	case query.Leaf:
		t := newTerm(n.Term, names)
		if positive {
			if p.retell != nil {
				p.retell(t)
			}
			t.synonyms = synonymsOf(n.Term, names)
			p.terms = append(p.terms, t)
		}
		return t.propose(), t.matches
	case query.Not:
		_, match := p.compile(n.Kids[0], names, false)
		return engine.All(), func(t *texts.Poem) bool { return !match(t) }
	}
	var exprs []engine.Expr
	var matchers []matcher
	for i, kid := range n.Kids {
		if slices.ContainsFunc(n.Kids[:i], kid.Same) {
			continue // a word said forty times would be read forty times
		}
		expr, match := p.compile(kid, names, positive)
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

func newTerm(q query.Term, names *names) *term {
	t := &term{Term: q, single: utf8.RuneCountInString(q.Run) == 1}
	if textField(q.Field) && q.Pattern != nil {
		t.finder = &patternFinder{elems: q.Pattern, run: q.Run}
		return t
	}
	if textField(q.Field) && q.Nth > 0 {
		t.finder = placeFinder{run: q.Run, nth: q.Nth}
		return t
	}
	switch q.Field {
	case query.Any:
		t.authors = names.authors(q.Run)
	case query.Author:
		t.authors = exactlyOrContaining(names.authors(q.Run))
	case query.Place:
		t.places = names.places(q.Run)
	}
	return t
}

// textField holds for the fields looked for in a poem's text.
func textField(f query.Field) bool { return f == query.Any || f == query.Title || f == query.Body }

// proposeItself wants at least every poem the term matches by itself.
func (t *term) proposeItself() engine.Expr {
	inText := func() engine.Expr {
		if t.finder != nil {
			return t.finder.propose()
		}
		return runOf(t.Run)
	}
	switch t.Field {
	case query.Title, query.Body:
		return inText()
	case query.Any:
		return orOf(append(hasAny(engine.Author, t.authors), inText()))
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

// find is the byte offset in the poem's text where the run first stands, -1
// for nowhere.
func (t *term) find(p *texts.Poem) int {
	if t.poem == p {
		return t.at
	}
	t.poem, t.at = p, -1
	if t.finder == nil {
		t.at = texts.Index(p.Text, t.Run)
	} else if place, ok := t.finder.find(p, t.Field); ok {
		t.place, t.at = place, place.start
	}
	return t.at
}

// matchesItself decides on the text.
func (t *term) matchesItself(p *texts.Poem) bool {
	if t.finder != nil && t.Field != query.Author {
		return t.find(p) >= 0 || t.authors[p.Author] != 0
	}
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
	return t.find(p) >= 0 || len(t.authors) > 0 && t.authors[p.Author] != 0
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
