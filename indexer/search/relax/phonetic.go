package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// Whether a sound is taken for those merged with it in Wuhan speech.
const exactSounds, mergedSounds = false, true

// shortestPhonetic is the shortest run, in characters, that is looked for by
// sound.
const shortestPhonetic = 2

// phonetic looks for whatever sounds like the runs, in texts and in names.
func phonetic(merged bool) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		return bySound(q.Root, q.Lexicon, func(t *match.Term) {
			if mayRelaxTerm(t.Term) && utf8.RuneCountInString(t.Run) >= shortestPhonetic {
				t.FindBySound(q.Lexicon.Phonetic(t.Run, match.InFull, merged), q.Lexicon)
			}
		})
	}
}

// bySound looks for what sounds as rewrite has it, among the texts that have
// the sounds of the most selective term.
func bySound(root *query.Node, lexicon *match.Lexicon, rewrite plan.Rewrite) plan.Maker {
	return func() plan.Plan {
		p := plan.New(root, lexicon, rewrite)
		if t, sounds := p.Selective(root); t != nil {
			p.ScanFor(t, sounds.ScanEvery, lexicon.Snapshot)
		}
		return p
	}
}
