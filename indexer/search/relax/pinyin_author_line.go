package relax

import (
	"context"
	"strings"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
	"shiyun/indexer/search/plan"
)

// shortestRest is how many letters must follow a name to be worth looking for.
const shortestRest = 4

// pinyinAuthorLine takes one run of pinyin for an author's name and, right
// after it, a title or a line. It makes no plan for a run that begins with no
// author's name.
func pinyinAuthorLine(_ context.Context, q *Query) plan.Maker {
	root := q.joined
	if root.Op != query.Leaf || root.Term.Field != query.Any || !isPinyin(root.Term) {
		return nil
	}
	groups, _ := pinyin.Letters(root.Term.Raw)
	letters := strings.Join(groups, "")
	either := &query.Node{Op: query.Or}
	for _, n := range q.Lexicon.SpelledNameLengths(letters, shortestRest) {
		either.Kids = append(either.Kids, &query.Node{Op: query.And, Kids: []*query.Node{
			latinTerm(query.Author, letters[:n]), latinTerm(query.Any, letters[n:])}})
	}
	if len(either.Kids) == 0 {
		return nil
	}
	return func() plan.Plan { return plan.New(either, q.Lexicon, readAsPinyin(q.Lexicon, exactSounds)) }
}
