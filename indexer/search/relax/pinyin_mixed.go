package relax

import (
	"context"

	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// mixedPinyin reads the pinyin among the characters of one run, as a phone
// leaves it that was not waited for.
func mixedPinyin(typed match.Typing) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		return oneSound(q.Root, q.Lexicon, q.Lexicon.Phonetic(q.Root.Term.Run, typed, exactSounds))
	}
}
