package search

import (
	"strings"
	"unicode/utf8"

	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// leastShared is how many characters in a row a poem must share with a query to
// be what was meant by it, however much else was typed.
const leastShared = 5

// shared keeps of a query what somebody quoted in it; where nothing is, the
// longest run that a poem shares with it: people ask whose line it is, or name
// the wrong author. It makes no plan for a query that is more than text.
func shared(q query.Query, names *names) plansOf {
	return func() planMaker {
		if kept := quotedOnly(q.Root); kept != nil {
			return apart(func() *query.Node { return kept }, names, nil)()
		}
		raw, run := "", ""
		for _, c := range clausesOf(q) {
			raw, run = raw+c.Raw, run+c.Folded
		}
		if isLatin(run) || utf8.RuneCountInString(run) <= leastShared {
			return nil
		}
		root := &query.Node{Term: query.Term{Field: query.Any, Raw: raw, Run: run}}
		f := newSharedFinder(run)
		if len(f.starts) == 0 {
			return nil
		}
		return func() plan {
			return newPlan(root, names, func(t *term) { t.finder = f })
		}
	}
}

// quotedOnly is a query without its unquoted words, nil where too little of it
// is quoted or where it has other things than words.
func quotedOnly(root *query.Node) *query.Node {
	kept, quoted, plain := &query.Node{Op: query.And}, 0, true
	each(root, func(n *query.Node) {
		switch t := n.Term; {
		case n.Op == query.Leaf && t.Field == query.Any && t.Quoted:
			kept.Kids = append(kept.Kids, n)
			quoted += utf8.RuneCountInString(t.Run)
		case n.Op == query.Leaf && (t.Field != query.Any || t.Exact()), n.Op != query.Leaf && n.Op != query.And:
			plain = false
		}
	})
	if !plain || quoted < leastShared {
		return nil
	}
	return kept
}

// sharedFinder finds the longest stretch of a run, no shorter than leastShared,
// that stands in a text.
type sharedFinder struct {
	run    string
	at     []int // byte offsets of the run's characters, and its end
	starts []int // the characters that the stretches looked for begin with
}

// mostStretches bounds the stretches looked for: of a poem typed without a
// stop, any of the first tells it.
const mostStretches = 64

func newSharedFinder(run string) *sharedFinder {
	f := &sharedFinder{run: run}
	for at := range run {
		f.at = append(f.at, at)
	}
	f.at = append(f.at, len(run))
	met := map[string]bool{}
	for i := 0; i+leastShared < len(f.at) && len(met) < mostStretches; i++ {
		if stretch := run[f.at[i]:f.at[i+leastShared]]; !met[stretch] && differing(stretch) >= leastDiffering {
			met[stretch] = true
			f.starts = append(f.starts, i)
		}
	}
	return f
}

// leastDiffering is how many different characters a stretch needs to tell a
// poem: 不不不不不 names none, and every poem with 不 would be read for it.
const leastDiffering = 3

func differing(text string) int {
	met := map[rune]bool{}
	for _, r := range text {
		met[r] = true
	}
	return len(met)
}

func (f *sharedFinder) propose() engine.Expr {
	var stretches []engine.Expr
	for _, i := range f.starts {
		stretches = append(stretches, runOf(f.run[f.at[i]:f.at[i+leastShared]]))
	}
	return engine.Or(stretches...)
}

func (f *sharedFinder) find(p *texts.Poem, field query.Field) (span, bool) {
	best, found := span{tier: MatchNear}, false
	for _, i := range f.starts {
		start := texts.Index(p.Text, f.run[f.at[i]:f.at[i+leastShared]])
		if start < 0 {
			continue
		}
		n := leastShared
		for i+n+1 < len(f.at) && strings.HasPrefix(p.Text[start:], f.run[f.at[i]:f.at[i+n+1]]) {
			n++
		}
		if place := (span{start, start + f.at[i+n] - f.at[i], MatchNear, len(f.at) - 1 - n}); !found || place.cost < best.cost {
			best, found = place, true
		}
	}
	return best, found
}
