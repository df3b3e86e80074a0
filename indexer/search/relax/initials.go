package relax

import (
	"context"
	"strings"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// shortestInitials is the least number of initials worth looking for: fewer
// stand in nearly every poem.
const shortestInitials = 2

// Which readings of a character its initial may come from.
const commonestReading, everyReading = false, true

// initials looks for readings that begin with the letters of the query, among
// the texts that have them where they are all that is asked for.
func initials(anyReading bool) func(context.Context, *Query) plan.Maker {
	return func(_ context.Context, q *Query) plan.Maker {
		root := q.joined
		if root.Op == query.Leaf && isPinyin(root.Term) && !areInitials(root.Term.Run) {
			return nil
		}
		return func() plan.Plan {
			p := plan.New(root, q.Lexicon, readAsInitials(q.Lexicon, anyReading))
			if f, ok := p.Terms[0].Finder.(*match.Initials); ok && isTextRun(root) {
				p.ScanFor(p.Terms[0], f.Scan, q.Lexicon.Snapshot)
			}
			return p
		}
	}
}

// readAsInitials looks for readings that begin with the letters of a term.
func readAsInitials(lexicon *match.Lexicon, anyReading bool) plan.Rewrite {
	return func(t *match.Term) {
		if !isPinyin(t.Term) {
			return
		}
		groups, _ := pinyin.Letters(t.Raw)
		letters := strings.Join(groups, "")
		if len(letters) < shortestInitials || !areInitials(letters) {
			return
		}
		f := match.NewInitials(letters, anyReading)
		t.Finder = f
		if t.Field == query.Any || t.Field == query.Author {
			t.AddAuthors(lexicon.Named(f))
		}
	}
}

// Initials are looked for with one of them wrong where there are enough to know
// a line by the others, and not so many that trying each takes long.
const fewestInitialsOff, mostInitialsOff = 8, 30

// oneInitialOff looks for initials of which one is wrong.
func oneInitialOff(_ context.Context, q *Query) plan.Maker {
	root := q.joined
	if !isTextRun(root) || !isPinyin(root.Term) {
		return nil
	}
	groups, _ := pinyin.Letters(root.Term.Raw)
	letters := strings.Join(groups, "")
	if len(letters) < fewestInitialsOff || len(letters) > mostInitialsOff || !areInitials(letters) {
		return nil
	}
	f := q.Lexicon.OneInitialOff(letters)
	return func() plan.Plan {
		p := plan.New(root, q.Lexicon, func(t *match.Term) { t.Finder = f })
		p.ScanFor(p.Terms[0], f.ScanUsual, q.Lexicon.Snapshot)
		return p
	}
}

// areInitials reports whether syllables can begin with the letters.
func areInitials(letters string) bool { return !strings.ContainsAny(letters, "iuv") }
