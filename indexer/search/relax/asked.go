package relax

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/ask"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// readAsked reads the query as a question, where it is nothing but words. What
// has operators was written by somebody who means them.
func readAsked(q *Query) ask.Reading {
	if q.Root == nil {
		return ask.Reading{}
	}
	if !isPlain(q.Root) {
		return ask.Reading{}
	}
	exact := false
	eachNode(q.Root, func(n *query.Node) { exact = exact || n.Op == query.Leaf && n.Term.Exact() })
	reading := ask.Read(q.Text, q.Lexicon.Words(), time.Now().Year())
	if exact && !reading.Asked {
		return ask.Reading{}
	}
	return reading
}

// isPlain reports whether a query is nothing but words.
func isPlain(root *query.Node) bool {
	plain := true
	eachNode(root, func(n *query.Node) {
		plain = plain && (n.Op == query.And || n.Op == query.Leaf && n.Term.Field == query.Any && n.Term.Nth == 0)
	})
	return plain
}

func isCertain(q *Query) bool { return q.Reading.Certain() }

func isAsked(q *Query) bool { return !q.Reading.Empty() && !q.Reading.Certain() }

// asked takes the query for what it asks.
func asked(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan {
		p := q.askedPlan()
		if p.Strict != nil {
			p.Strict.BestTier = match.Asked
		}
		return p
	}
}

// askedBeside takes the query at its word and, beneath that, for what it asks:
// a place's name may stand in a line, and the place has poems.
func askedBeside(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan { return q.askedBeneath(plan.New(q.Root, q.Lexicon, nil)) }
}

// askedPlan is the plan of what is asked: what has the words or is filed under
// them, and beneath that what is about them.
func (q *Query) askedPlan() plan.Plan {
	p := plan.New(q.askedRoot(false), q.Lexicon, nil)
	if !q.asksThemes() {
		return p
	}
	return plan.NewBeside(p, plan.New(q.askedRoot(true), q.Lexicon, nil), match.Theme)
}

// askedBeneath adds what is asked beneath a stricter plan.
func (q *Query) askedBeneath(strict plan.Plan) plan.Plan {
	p := plan.NewBeside(strict, plan.New(q.askedRoot(false), q.Lexicon, nil), match.Asked)
	if !q.asksThemes() {
		return p
	}
	return plan.NewBeside(p, plan.New(q.askedRoot(true), q.Lexicon, nil), match.Theme)
}

// asksThemes reports whether anything asked for may be what poems are about.
func (q *Query) asksThemes() bool {
	return slices.ContainsFunc(q.Reading.Parts, func(p ask.Part) bool {
		return slices.ContainsFunc(p.Words, func(w ask.Word) bool { return w.Kind == ask.Theme })
	}) || slices.ContainsFunc(q.Reading.Texts, q.isThemeText)
}

func (q *Query) isThemeText(t ask.Text) bool {
	_, ok := q.Lexicon.Themes().Find(t.Run)
	return ok && t.Topic
}

// hasQuestion reports whether there is text to relax once the words of asking
// are taken off.
func hasQuestion(q *Query) bool { return q.Reading.Asked && len(q.Reading.Texts) > 0 }

// ofQuestion relaxes what is left of a question, which rewrite can do with runs
// of that many characters.
func ofQuestion(shortest int, rewrite func(context.Context, *Query) plan.Maker) func(context.Context, *Query) plan.Maker {
	return func(ctx context.Context, q *Query) plan.Maker {
		root := q.askedWords(shortest)
		rest := &Query{Query: query.Query{Text: q.Text, Root: root}, Lexicon: q.Lexicon, index: q.index}
		rest.joined, rest.latin = joinLatin(root)
		if !mayRelax(rest) {
			return nil
		}
		return rewrite(ctx, rest)
	}
}

// askedWords is what is left of a question as it was typed. A run shorter than
// shortest is taken with what stood around it.
func (q *Query) askedWords(shortest int) *query.Node {
	root := &query.Node{Op: query.And}
	for _, p := range q.Reading.Parts {
		root.Kids = append(root.Kids, q.partNode(p, true))
	}
	for _, t := range q.Reading.Texts {
		if t.Longer != "" && utf8.RuneCountInString(t.Run) < shortest {
			t.Raw, t.Run = t.Longer, t.Longer // 诗 of 凿诗 may be a slip
		}
		n := leaf(query.Any, t.Raw, t.Run)
		if t.Denied {
			n = &query.Node{Op: query.Not, Kids: []*query.Node{n}}
		}
		root.Kids = append(root.Kids, n)
	}
	return one(root)
}

// askedRoot is the query of what is asked: every part and every text; with what
// poems are about, or without.
func (q *Query) askedRoot(about bool) *query.Node {
	root := &query.Node{Op: query.And}
	for _, t := range q.Reading.Texts {
		root.Kids = append(root.Kids, q.textNode(t, about))
	}
	for _, p := range q.Reading.Parts {
		root.Kids = append(root.Kids, q.partNode(p, about))
	}
	return one(root)
}

func one(n *query.Node) *query.Node {
	if len(n.Kids) == 1 {
		return n.Kids[0]
	}
	return n
}

func leaf(field query.Field, raw, run string) *query.Node {
	return &query.Node{Term: query.Term{Field: field, Raw: raw, Run: run}}
}

func (q *Query) textNode(t ask.Text, about bool) *query.Node {
	or := &query.Node{Op: query.Or, Kids: []*query.Node{leaf(query.Any, t.Raw, t.Run)}}
	if t.Denied {
		return &query.Node{Op: query.Not, Kids: or.Kids}
	}
	if t.Longer != "" {
		or.Kids = append(or.Kids, leaf(query.Any, t.Longer, t.Longer))
	}
	if t.Topic {
		or.Kids = append(or.Kids, leaf(query.Tag, t.Raw, t.Run))
		if about && q.isThemeText(t) {
			or.Kids = append(or.Kids, leaf(query.Theme, t.Raw, t.Run))
		}
	}
	return one(or)
}

// fieldsOf are the fields that the archive's words are kept in.
var fieldsOf = map[ask.Kind]query.Field{ask.Author: query.Author, ask.Form: query.Form, ask.Tune: query.Tune, ask.Place: query.Place, ask.Tag: query.Tag, ask.Collection: query.Collection, ask.Theme: query.Theme}

func (q *Query) partNode(p ask.Part, about bool) *query.Node {
	or := &query.Node{Op: query.Or}
	add := func(n *query.Node) { or.Kids = append(or.Kids, n) }
	text := false
	for _, w := range p.Words {
		name, run := w.Name, fold.String(w.Name)
		if w.Kind == ask.Theme {
			name, run = p.Raw, p.Run // which of its names decides on the order
		}
		if about || w.Kind != ask.Theme || p.Denied {
			add(leaf(fieldsOf[w.Kind], name, run))
		}
		text = text || w.Kind != ask.Author && w.Kind != ask.Form
	}
	if !p.Time.IsZero() {
		add(&query.Node{Term: query.Term{Field: query.Year, Raw: p.Raw, Run: p.Run, From: p.Time.From, To: p.Time.To, Months: p.Time.Months}})
		for _, n := range timeTexts(p) {
			add(n)
		}
	}
	if text {
		add(leaf(query.Any, p.Raw, p.Run))
	}
	if p.Denied {
		return &query.Node{Op: query.Not, Kids: []*query.Node{one(or)}}
	}
	return one(or)
}

// timeTexts are the ways in which a poem itself names a time.
func timeTexts(p ask.Part) []*query.Node {
	var nodes []*query.Node
	if p.Time.From != 0 && p.Time.From == p.Time.To && p.Time.Months == 0 {
		for _, run := range ask.YearNames(p.Time.From) {
			nodes = append(nodes, leaf(query.Any, run, run))
		}
	}
	if p.Time.From == 0 && ask.SeasonMonths(first(p.Run)) != 0 {
		nodes = append(nodes, leaf(query.Title, first(p.Run), first(p.Run)), leaf(query.Tag, first(p.Run), first(p.Run)))
		if utf8.RuneCountInString(p.Run) > 1 {
			nodes = append(nodes, leaf(query.Any, p.Raw, p.Run))
		}
	}
	return nodes
}

func first(run string) string {
	_, n := utf8.DecodeRuneInString(run)
	return run[:n]
}
