package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// longestRun keeps of a query what is quoted in it; where nothing is, the
// longest run that a poem has in common with it: people ask whose line it is,
// or name the wrong author. It makes no plan for a query that is more than
// text.
func longestRun(_ context.Context, q *Query) plan.Maker {
	if kept := quotedOnly(q.Root); kept != nil {
		return func() plan.Plan { return plan.New(kept, q.Lexicon, nil) }
	}
	raw, run := "", ""
	for _, c := range clausesOf(q) {
		raw, run = raw+c.Raw, run+c.Folded
	}
	if match.IsLatin(run) || utf8.RuneCountInString(run) <= match.ShortestCommonRun {
		return nil
	}
	finder, ok := match.NewLongestRun(run)
	if !ok {
		return nil
	}
	root := &query.Node{Term: query.Term{Field: query.Any, Raw: raw, Run: run}}
	return func() plan.Plan { return plan.New(root, q.Lexicon, func(t *match.Term) { t.Finder = finder }) }
}

// quotedOnly is a query without its unquoted words, nil where too little of it
// is quoted or where it has other things than words.
func quotedOnly(root *query.Node) *query.Node {
	kept, quoted, plain := &query.Node{Op: query.And}, 0, true
	eachNode(root, func(n *query.Node) {
		switch t := n.Term; {
		case n.Op == query.Leaf && t.Field == query.Any && t.Quoted:
			kept.Kids = append(kept.Kids, n)
			quoted += utf8.RuneCountInString(t.Run)
		case n.Op == query.Leaf && (t.Field != query.Any || t.Exact()), n.Op != query.Leaf && n.Op != query.And:
			plain = false
		}
	})
	if !plain || quoted < match.ShortestCommonRun {
		return nil
	}
	return kept
}
