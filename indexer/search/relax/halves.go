package relax

import (
	"context"

	"shiyun/indexer/query"
	"shiyun/indexer/search/plan"
)

// halves takes a single run for a couplet typed without a stop between its
// clauses, in whatever order they were remembered.
func halves(rewrite rewriter) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		root := cutInHalves(q.Root)
		if root == nil {
			return nil
		}
		return func() plan.Plan { return plan.New(root, q.Lexicon, rewrite(q.Lexicon)) }
	}
}

// cutInHalves returns nil for a query that cannot be a couplet.
func cutInHalves(root *query.Node) *query.Node {
	if !isTextRun(root) || !mayRelaxTerm(root.Term) {
		return nil
	}
	run := []rune(root.Term.Run)
	if len(run) < shortestCouplet || len(run)%2 != 0 {
		return nil
	}
	middle := len(run) / 2
	return &query.Node{Op: query.And, Kids: []*query.Node{cutTerm(root.Term, middle, len(run)), cutTerm(root.Term, 0, middle)}}
}
