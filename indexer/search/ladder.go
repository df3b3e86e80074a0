package search

import (
	"context"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
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
	if clauses := clausesOf(q.Root); len(clauses) >= clausesOfPoem {
		rungs = append(rungs, pasted(clauses))
	}
	if !loosens(q.Root) {
		return rungs
	}
	if halves := halved(q.Root); halves != nil {
		rungs = append(rungs, rung{WayHalves, func() planMaker { return apart(halves, names) }})
	}
	return append(rungs, rung{WayMistakes, retold(q.Root, names, misheard(names))},
		rung{WaySound, heard(q.Root, names, sounding(names, false))}, rung{WayMerged, heard(q.Root, names, sounding(names, true))},
		rung{WayApart, func() planMaker { return s.relax(q.Root, names) }})
}

// retold is a query with its terms changed.
func retold(root *query.Node, names *names, retell func(*term)) plansOf {
	return func() planMaker { return func() plan { return newPlan(root, names, retell) } }
}

// clausesOfPoem is how many clauses make a query look like a pasted poem.
const clausesOfPoem = 3

// clausesOf are the runs of a query that is nothing but runs.
func clausesOf(root *query.Node) []fold.Clause {
	var clauses []fold.Clause
	plain := true
	each(root, func(n *query.Node) {
		switch {
		case n.Op == query.Leaf && n.Term.Field == query.Any && !n.Term.Exact():
			clauses = append(clauses, fold.Clause{Raw: n.Term.Raw, Folded: n.Term.Run})
		case n.Op != query.And:
			plain = false
		}
	})
	if !plain {
		return nil
	}
	return clauses
}

// apart is a query whose runs were cut in pieces that may stand apart: what it
// finds is near, however literal the pieces are.
func apart(root *query.Node, names *names) planMaker {
	return func() plan {
		p := newPlan(root, names, nil)
		p.loosest = MatchNear
		return p
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
	run, raw := []rune(root.Term.Run), []rune(root.Term.Raw)
	if len(run) < shortestCouplet || len(run)%2 != 0 {
		return nil
	}
	half := func(from, to int) *query.Node {
		return &query.Node{Term: query.Term{Field: root.Term.Field, Raw: string(raw[from:to]), Run: string(run[from:to])}}
	}
	middle := len(run) / 2
	return &query.Node{Op: query.And, Kids: []*query.Node{half(middle, len(run)), half(0, middle)}}
}

func each(n *query.Node, fn func(*query.Node)) {
	fn(n)
	for _, kid := range n.Kids {
		each(kid, fn)
	}
}

// loosens tells whether any term may be loosened: a quoted run may not, nor a
// pattern, nor a form or a year.
func loosens(root *query.Node) bool {
	any := false
	root.Positive(func(t query.Term) { any = any || loosensTerm(t) })
	return any
}

func loosensTerm(t query.Term) bool {
	return !t.Exact() && (textField(t.Field) || t.Field == query.Author) && !isLatin(t.Run)
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
			t.called(names.called(names.sounding(t.Run, true)))
		}
	}
}

// sounding looks for whatever sounds like the run, in texts and in names.
func sounding(names *names, loose bool) func(*term) {
	return func(t *term) {
		if loosensTerm(t.Term) && utf8.RuneCountInString(t.Run) >= 2 {
			t.sound(names.sounding(t.Run, loose), names)
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

// spelled reads Latin letters as pinyin: all words together as one run, then
// each on its own, then as initials.
func spelled(root *query.Node, names *names) []rung {
	together, latin := joinLatin(root)
	if !latin {
		return nil
	}
	nodes := []*query.Node{together}
	if together != root {
		nodes = append(nodes, root)
	}
	var rungs []rung
	for _, n := range nodes {
		for _, loose := range []bool{false, true} {
			if n == together {
				rungs = append(rungs, rung{WayPinyin, quick(n, names, loose)})
			}
			rungs = append(rungs, rung{WayPinyin, heard(n, names, spelling(names, loose))})
		}
	}
	return append(rungs, rung{WayPinyin, byline(together, names)},
		rung{WayInitials, scanned(together, names, false)}, rung{WayInitials, scanned(together, names, true)})
}

// quick looks for one run of pinyin among the poems that have its initials. It
// makes no plan for anything else, or for a name: that is the next rung's.
func quick(root *query.Node, names *names, loose bool) plansOf {
	return func() planMaker {
		if root.Op != query.Leaf || !spellable(root.Term) {
			return nil
		}
		f := names.sounding(root.Term.Raw, loose)
		if !f.narrow(enoughInitials) || len(names.called(f)) > 0 {
			return nil
		}
		return func() plan {
			p := newPlan(root, names, spelling(names, loose))
			p.scanFor(f.usual, names)
			return p
		}
	}
}

// heard looks for what sounds as retell says.
func heard(root *query.Node, names *names, retell func(*term)) plansOf {
	return func() planMaker {
		return func() plan {
			p := newPlan(root, names, retell)
			if f, ok := p.terms[0].finder.(*soundFinder); ok && root.Op == query.Leaf && textField(root.Term.Field) && f.narrow(enoughSounds) {
				p.scanFor(f.every, names)
			}
			return p
		}
	}
}

// scanned looks for initials, from the initials themselves where they are all
// that is asked for.
func scanned(root *query.Node, names *names, everyReading bool) plansOf {
	return func() planMaker {
		return func() plan {
			p := newPlan(root, names, beginning(names, everyReading))
			if f, ok := p.terms[0].finder.(*initialsFinder); ok && root.Op == query.Leaf && textField(root.Term.Field) {
				p.scanFor(f.scan, names)
			}
			return p
		}
	}
}

// joinLatin makes one term of neighbouring words of Latin letters, and tells
// whether there are any.
func joinLatin(root *query.Node) (*query.Node, bool) {
	if root.Op == query.Leaf {
		return root, spellable(root.Term)
	}
	if root.Op != query.And {
		return root, false
	}
	joined := &query.Node{Op: query.And}
	var run *query.Node
	latin := false
	for _, kid := range root.Kids {
		kid, isRun := joinLatin(kid)
		if !isRun || kid.Op != query.Leaf {
			joined.Kids, run = append(joined.Kids, kid), nil
			latin = latin || isRun
			continue
		}
		latin = true
		if run != nil && run.Term.Field == kid.Term.Field {
			run.Term.Raw += " " + kid.Term.Raw
			run.Term.Run += kid.Term.Run
			continue
		}
		run = &query.Node{Term: kid.Term}
		joined.Kids = append(joined.Kids, run)
	}
	if len(joined.Kids) == 1 {
		return joined.Kids[0], latin
	}
	return joined, latin
}

func spellable(t query.Term) bool {
	if t.Exact() || !(textField(t.Field) || t.Field == query.Author) || !isLatin(t.Run) {
		return false
	}
	_, ok := pinyin.Letters(t.Raw)
	return ok
}

// spelling looks for what is read as a term of Latin letters says.
func spelling(names *names, loose bool) func(*term) {
	return func(t *term) {
		if spellable(t.Term) {
			t.sound(names.sounding(t.Raw, loose), names)
		}
	}
}

// beginning looks for readings that begin with the letters of a term.
func beginning(names *names, everyReading bool) func(*term) {
	return func(t *term) {
		if !spellable(t.Term) {
			return
		}
		groups, _ := pinyin.Letters(t.Raw)
		letters := strings.Join(groups, "")
		if len(letters) < shortestInitials {
			return
		}
		f := newInitialsFinder(letters, everyReading)
		t.finder = f
		if t.Field == query.Any || t.Field == query.Author {
			t.called(names.called(f))
		}
	}
}
