package relax

import (
	"context"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// mostHurried is how many letters are looked into for slips: those of two long
// lines.
const mostHurried = 72

// hurriedPinyin looks for one run of pinyin as it comes out in a hurry. It
// makes no plan for letters that cannot be that.
func hurriedPinyin(typed match.Typing) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		root := q.joined
		if !isTextRun(root) || !isPinyin(root.Term) || len(root.Term.Run) > mostHurried {
			return nil
		}
		return oneSound(root, q.Lexicon, q.Lexicon.Phonetic(root.Term.Raw, typed, exactSounds))
	}
}

// fewestBegun is how many syllables, some only begun, are looked for in texts:
// fewer stand in too many, and only names are asked.
const fewestBegun = 3

// oneSound looks for what f finds in texts, and in names where they are that
// from beginning to end.
func oneSound(root *query.Node, lexicon *match.Lexicon, f *match.Phonetic) plan.Maker {
	rewrite := func(t *match.Term) { t.FindBySound(f, lexicon) }
	switch {
	case f.Wide() && f.CountSyllables() < fewestBegun && root.Term.Field == query.Any:
		return func() plan.Plan { return plan.New(latinTerm(query.Author, root.Term.Raw), lexicon, rewrite) }
	case f.CountSyllables() < plan.FewestSyllables:
		return nil
	}
	scan := f.ScanEvery
	if f.Tier() == match.Near { // some of it could be anything: too many would have the rest
		scan = f.ScanUsual
	}
	return func() plan.Plan {
		p := plan.New(root, lexicon, rewrite)
		p.ScanFor(p.Terms[0], scan, lexicon.Snapshot)
		return p
	}
}
