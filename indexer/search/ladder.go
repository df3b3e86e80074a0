package search

import (
	"context"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/query"
)

// A query is first taken at its word. Only where nothing answers is it
// loosened, one rung after another, and the first rung that finds something
// is the answer: a loose hit never stands beside a strict one.

// rung is a way of taking the query, made into plans when it is its turn.
type rung struct {
	way   Way
	plans plansOf
}

// plansOf makes a plan's maker; nil where the way does not suit the query.
type plansOf func() planMaker

// rungs are the plans to try, strictest first.
func (s *Searcher) rungs(ctx context.Context, q query.Query, names *names) []rung {
	pasted := func(clauses []fold.Clause) rung {
		return rung{WayPasted, func() planMaker { return s.pasted(ctx, clauses, names) }}
	}
	if q.Pasted != nil {
		return []rung{pasted(q.Pasted)}
	}
	rungs := []rung{{WayLiteral, retold(q.Root, names, nil)}}
	if q.Root == nil {
		return rungs
	}
	rungs = append(rungs, spelled(q.Root, names)...)
	if clauses := clausesOf(q); len(clauses) >= clausesOfPoem {
		rungs = append(rungs, pasted(clauses))
	}
	if !loosens(q.Root) {
		return append(rungs, rung{WayShared, shared(q, names)})
	}
	rungs = append(rungs, blended(q.Root, names)...)
	halves := func() *query.Node { return halved(q.Root) }
	signed := func() *query.Node { return signed(q.Root, names) }
	return append(rungs,
		rung{WayHalves, apart(halves, names, nil)},
		rung{WayApart, apart(signed, names, nil)},
		rung{WayMistakes, retold(q.Root, names, misheard(names))},
		rung{WaySound, heard(q.Root, names, sounding(names, false))},
		rung{WayMerged, heard(q.Root, names, sounding(names, true))},
		rung{WayHalves, apart(halves, names, misheard(names))},
		rung{WayApart, apart(signed, names, misheard(names))},
		rung{WayScrambled, retold(q.Root, names, scramble)},
		rung{WayShared, shared(q, names)},
		rung{WayFramed, retold(q.Root, names, frame)},
		rung{WayApart, apart(func() *query.Node { return s.relax(q.Root) }, names, nil)})
}

// retold is a query with its terms changed.
func retold(root *query.Node, names *names, retell func(*term)) plansOf {
	return func() planMaker { return func() plan { return newPlan(root, names, retell) } }
}

// clausesOfPoem is how many clauses make a query look like a pasted poem.
const clausesOfPoem = 3

// clausesOf are the clauses of a query that is nothing but text. Where somebody
// quoted a whole couplet among other text, the marks are the text's own.
func clausesOf(q query.Query) []fold.Clause {
	var clauses []fold.Clause
	plain, quotes := true, false
	each(q.Root, func(n *query.Node) {
		t := n.Term
		switch {
		case n.Op == query.Leaf && t.Field == query.Any && t.Quoted && utf8.RuneCountInString(t.Run) >= shortestCouplet:
			quotes = true
		case n.Op == query.Leaf && t.Field == query.Any && !t.Exact():
			clauses = append(clauses, fold.Clause{Raw: t.Raw, Folded: t.Run})
		case n.Op != query.And:
			plain = false
		}
	})
	switch {
	case !plain:
		return nil
	case quotes:
		return fold.Clauses(q.Text)
	}
	return clauses
}

// apart is a query whose runs were cut in pieces that may stand apart: what it
// finds is near, however literal the pieces are. It makes no plan where cut
// finds nothing to cut.
func apart(cut func() *query.Node, names *names, retell func(*term)) plansOf {
	return func() planMaker {
		root := cut()
		if root == nil {
			return nil
		}
		return func() plan {
			p := newPlan(root, names, retell)
			p.loosest = MatchNear
			return p
		}
	}
}

// shortestCouplet is the length in characters of two clauses of four.
const shortestCouplet = 8

// halved takes a single run for a couplet typed without a stop between its
// clauses, in whatever order they were remembered. It returns nil for a query
// that cannot be one.
func halved(root *query.Node) *query.Node {
	if root.Op != query.Leaf || !loosensTerm(root.Term) || !textField(root.Term.Field) {
		return nil
	}
	run := []rune(root.Term.Run)
	if len(run) < shortestCouplet || len(run)%2 != 0 {
		return nil
	}
	middle := len(run) / 2
	return &query.Node{Op: query.And, Kids: []*query.Node{part(root.Term, middle, len(run)), part(root.Term, 0, middle)}}
}

// part is a term of some characters of another.
func part(t query.Term, from, to int) *query.Node {
	run, raw := []rune(t.Run)[from:to], []rune(t.Raw)[from:to]
	return &query.Node{Term: query.Term{Field: t.Field, Raw: string(raw), Run: string(run)}}
}

func each(n *query.Node, fn func(*query.Node)) {
	fn(n)
	for _, kid := range n.Kids {
		each(kid, fn)
	}
}

// longestRun is the longest run that is taken for a misremembered one: no line is
// as long, and aligning takes as long as the run.
const longestRun = 24

// loosens tells whether any term may be loosened: a quoted run may not, nor a
// pattern, nor a form or a year.
func loosens(root *query.Node) bool {
	any := false
	root.Positive(func(t query.Term) { any = any || loosensTerm(t) })
	return any
}

func loosensTerm(t query.Term) bool {
	return !t.Exact() && utf8.RuneCountInString(t.Run) <= longestRun && (textField(t.Field) || t.Field == query.Author) && !isLatin(t.Run)
}

// misheard looks for a run with mistakes in it, and for names that sound so.
func misheard(names *names) func(*term) {
	return func(t *term) {
		if !loosensTerm(t.Term) || utf8.RuneCountInString(t.Run) < 3 {
			return
		}
		if textField(t.Field) {
			t.finder = newNearFinder(names.near(t.Run))
		}
		if t.Field != query.Title && t.Field != query.Body {
			t.called(names.called(names.sounding(t.Run, inFull, true)))
		}
	}
}

// sounding looks for whatever sounds like the run, in texts and in names.
func sounding(names *names, loose bool) func(*term) {
	return func(t *term) {
		if loosensTerm(t.Term) && utf8.RuneCountInString(t.Run) >= 2 {
			t.sound(names.sounding(t.Run, inFull, loose), names)
		}
	}
}

func (t *term) sound(f *soundFinder, names *names) {
	t.finder = f
	if t.Field == query.Any || t.Field == query.Author {
		t.called(names.called(f))
	}
}

// called adds authors whose names only sound as asked.
func (t *term) called(found map[corpus.AuthorID]bool) {
	authors := map[corpus.AuthorID]authorMatch{}
	for id, how := range t.authors {
		authors[id] = how
	}
	t.soundsLike = map[corpus.AuthorID]bool{}
	for id := range found {
		if authors[id] == 0 {
			authors[id] = nameEquals
			t.soundsLike[id] = true
		}
	}
	t.authors = authors
}
