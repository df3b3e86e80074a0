package relax

import (
	"context"
	"slices"

	"shiyun/indexer/ask"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// yearsOff is by how many years people are wrong about when something was
// written.
const yearsOff = 2

func isYear(p ask.Part) bool { return p.Time.From != 0 && !p.Denied }

// hasYear reports whether the query asks for a year beside something else.
func hasYear(q *Query) bool {
	return q.Reading.Certain() && len(q.Reading.Parts)+len(q.Reading.Texts) > 1 && slices.ContainsFunc(q.Reading.Parts, isYear)
}

// otherYears takes a year that was asked for as one misremembered.
func otherYears(_ context.Context, q *Query) plan.Maker {
	wider := *q
	wider.Reading.Parts = slices.Clone(q.Reading.Parts)
	for i, p := range wider.Reading.Parts {
		if isYear(p) {
			wider.Reading.Parts[i].Time.From, wider.Reading.Parts[i].Time.To = p.Time.From-yearsOff, p.Time.To+yearsOff
		}
	}
	return func() plan.Plan {
		p := wider.askedPlan()
		if p.Strict != nil {
			p.Strict.BestTier = match.Near
		}
		return p
	}
}
