package relax

import (
	"context"
	"strings"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// authorLine takes one run of characters for an author's name and, right after
// or before it, a title or a line.
func authorLine(rewrite rewriter) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		root := cutAtAuthor(q.Root, q.Lexicon)
		if root == nil {
			return nil
		}
		return func() plan.Plan { return plan.New(root, q.Lexicon, rewrite(q.Lexicon)) }
	}
}

// cutAtAuthor is any of the ways to cut an author's name off a run; 的 may
// stand after it. It returns nil for a run that neither begins nor ends with a
// name.
func cutAtAuthor(root *query.Node, lexicon *match.Lexicon) *query.Node {
	if root.Op != query.Leaf || root.Term.Field != query.Any || !mayRelaxTerm(root.Term) {
		return nil
	}
	run := []rune(root.Term.Run)
	either := &query.Node{Op: query.Or}
	add := func(name, rest *query.Node) {
		name.Term.Field = query.Author
		if utf8.RuneCountInString(rest.Term.Run) >= 2 {
			either.Kids = append(either.Kids, &query.Node{Op: query.And, Kids: []*query.Node{name, rest}})
		}
	}
	for _, n := range lexicon.NameLengths(root.Term.Run, strings.HasPrefix) {
		rest := n
		if rest < len(run) && run[rest] == '的' {
			rest++
		}
		add(cutTerm(root.Term, 0, n), cutTerm(root.Term, rest, len(run)))
	}
	for _, n := range lexicon.NameLengths(root.Term.Run, strings.HasSuffix) {
		add(cutTerm(root.Term, len(run)-n, len(run)), cutTerm(root.Term, 0, len(run)-n))
	}
	if len(either.Kids) == 0 {
		return nil
	}
	return either
}
