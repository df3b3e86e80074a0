package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// headTail looks for the two ends of runs with something else, or nothing,
// between them: 湖灯什么什么疏桥, 湖灯疏桥.
func headTail(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan {
		return plan.New(q.Root, q.Lexicon, func(t *match.Term) {
			if mayRelaxTerm(t.Term) && t.Field.InText() && utf8.RuneCountInString(t.Run) >= match.ShortestHeadTail {
				t.Finder = match.NewHeadTail(t.Run)
			}
		})
	}
}
