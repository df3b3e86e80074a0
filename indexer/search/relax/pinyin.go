package relax

import (
	"context"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// isPinyin reports whether a term may be pinyin.
func isPinyin(t query.Term) bool {
	if t.Exact() || !(t.Field.InText() || t.Field == query.Author) || !match.IsLatin(t.Run) {
		return false
	}
	_, ok := pinyin.Letters(t.Raw)
	return ok
}

// readAsPinyin looks for what is read as a term of Latin letters is spelt.
func readAsPinyin(lexicon *match.Lexicon, merged bool) plan.Rewrite {
	return func(t *match.Term) {
		if isPinyin(t.Term) {
			t.FindBySound(lexicon.Phonetic(t.Raw, match.InFull, merged), lexicon)
		}
	}
}

// pinyinTogether reads all words of Latin letters together, as one run.
func pinyinTogether(merged bool) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		return bySound(q.joined, q.Lexicon, readAsPinyin(q.Lexicon, merged))
	}
}

// pinyinApart reads each word of Latin letters on its own.
func pinyinApart(merged bool) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		return bySound(q.Root, q.Lexicon, readAsPinyin(q.Lexicon, merged))
	}
}

// fewestQuick is how many syllables are looked for by their initials first;
// fewer stand in too many poems.
const fewestQuick = 4

// pinyinByInitials looks for one run of pinyin among the poems that have its
// initials by commonest readings, which are few. It makes no plan for anything
// else, or for a name: those are left to pinyinTogether.
func pinyinByInitials(merged bool) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		root := q.joined
		if root.Op != query.Leaf || !isPinyin(root.Term) {
			return nil
		}
		f := q.Lexicon.Phonetic(root.Term.Raw, match.InFull, merged)
		if f.CountSyllables() < fewestQuick || len(q.Lexicon.Named(f)) > 0 {
			return nil
		}
		return func() plan.Plan {
			p := plan.New(root, q.Lexicon, readAsPinyin(q.Lexicon, merged))
			p.ScanFor(p.Terms[0], f.ScanUsual, q.Lexicon.Snapshot)
			return p
		}
	}
}

// joinLatin makes one term of neighbouring words of Latin letters, and reports
// whether there are any.
func joinLatin(root *query.Node) (*query.Node, bool) {
	if root.Op == query.Leaf {
		return root, isPinyin(root.Term)
	}
	if root.Op != query.And {
		return root, false
	}
	joined := &query.Node{Op: query.And}
	var run *query.Node
	latin := false
	for _, kid := range root.Kids {
		kid, isRun := joinLatin(kid)
		if !isRun || kid.Op != query.Leaf {
			joined.Kids, run = append(joined.Kids, kid), nil
			latin = latin || isRun
			continue
		}
		latin = true
		if run != nil && run.Term.Field == kid.Term.Field {
			run.Term.Raw += " " + kid.Term.Raw
			run.Term.Run += kid.Term.Run
			continue
		}
		run = &query.Node{Term: kid.Term}
		joined.Kids = append(joined.Kids, run)
	}
	if len(joined.Kids) == 1 {
		return joined.Kids[0], latin
	}
	return joined, latin
}

func latinTerm(field query.Field, letters string) *query.Node {
	return &query.Node{Term: query.Term{Field: field, Raw: letters, Run: letters}}
}
