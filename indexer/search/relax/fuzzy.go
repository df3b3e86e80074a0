package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// shortestFuzzy is the shortest run, in characters, that is looked for with a
// mistake in it: a shorter one would match everything.
const shortestFuzzy = 3

// fuzzy looks for runs with mistakes in them.
func fuzzy(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan { return plan.New(q.Root, q.Lexicon, allowMistakes(q.Lexicon)) }
}

// A rewriter makes the change of the terms of a plan.
type rewriter func(*match.Lexicon) plan.Rewrite

// unchanged leaves terms as they are.
func unchanged(*match.Lexicon) plan.Rewrite { return nil }

// allowMistakes looks for a run with mistakes in it, and for names that sound
// so.
func allowMistakes(lexicon *match.Lexicon) plan.Rewrite {
	return func(t *match.Term) {
		if !mayRelaxTerm(t.Term) || utf8.RuneCountInString(t.Run) < shortestFuzzy {
			return
		}
		if t.Field.InText() {
			t.Finder = match.NewFuzzy(lexicon.Mistakes(t.Run))
		}
		if t.Field != query.Title && t.Field != query.Body {
			t.AddAuthors(lexicon.Named(lexicon.Phonetic(t.Run, match.InFull, mergedSounds)))
		}
	}
}
