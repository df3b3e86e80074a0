package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// shortestAnyOrder is how many characters, in any order, name a line: three
// common ones stand side by side in many.
const shortestAnyOrder = 4

// anyOrder looks for the characters of runs one after another in any order.
func anyOrder(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan {
		return plan.New(q.Root, q.Lexicon, func(t *match.Term) {
			if mayRelaxTerm(t.Term) && t.Field.InText() && utf8.RuneCountInString(t.Run) >= shortestAnyOrder {
				t.Finder = match.NewAnyOrder(t.Run)
			}
		})
	}
}
