package relax

import (
	"context"
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/texts"
)

// How many clauses of a pasted poem are looked for; fewer where each is one
// character, which is read in most of the archive.
const (
	mostClauses    = 12
	mostCharacters = 3
)

// enoughCharacters is how many characters of a pasted text a poem must hold,
// in whole clauses, to answer it: one line of verse. Greetings and names around
// a pasted poem do no harm then.
const enoughCharacters = 5

// rarestClauses looks for a pasted poem by the clauses whose characters are
// rarest in the archive. The more of them a poem has, the better it answers; it
// has most of the query and not all of it, so it is a near match however
// literal its clauses are.
func rarestClauses(ctx context.Context, q *Query) plan.Maker {
	clauses := chooseClauses(ctx, q.index, clausesOf(q), q.Lexicon.Len())
	return func() plan.Plan { return newPastedPlan(clauses, q.Lexicon) }
}

func newPastedPlan(clauses []fold.Run, lexicon *match.Lexicon) plan.Plan {
	p := plan.Plan{}
	var exprs []engine.Expr
	lengths := make([]int, len(clauses))
	enough := 0
	for i, c := range clauses {
		t := match.NewTerm(query.Term{Field: query.Any, Raw: c.Raw, Run: c.Folded}, lexicon)
		p.Terms = append(p.Terms, t)
		exprs = append(exprs, t.Propose())
		lengths[i] = utf8.RuneCountInString(c.Folded)
		enough += lengths[i]
	}
	enough = min(enough, enoughCharacters)
	p.Propose = engine.Or(exprs...)
	p.Matches = func(poem *texts.Poem) bool {
		n := 0
		for i, t := range p.Terms {
			if t.Matches(poem) {
				n += lengths[i]
			}
		}
		return n > 0 && n >= enough
	}
	return p
}

// chooseClauses returns those to look for, rarest first. Clauses of one or two
// characters are in many poems and are used only when there are no others.
func chooseClauses(ctx context.Context, index Index, clauses []fold.Run, poems int) []fold.Run {
	met := map[string]bool{}
	var distinct []fold.Run
	for _, c := range clauses {
		if !met[c.Folded] {
			met[c.Folded] = true
			distinct = append(distinct, shortened(c))
		}
	}
	weights := weighClauses(ctx, index, distinct, poems)
	sort.SliceStable(distinct, func(i, j int) bool { return weights[distinct[i].Folded] > weights[distinct[j].Folded] })
	most := mostClauses
	if len(distinct) > 0 && utf8.RuneCountInString(distinct[0].Folded) == 1 {
		most = mostCharacters
	}
	return distinct[:min(len(distinct), most)]
}

// shortened keeps a clause within what a line of verse can be: text without
// punctuation must not become one run that nothing contains.
func shortened(c fold.Run) fold.Run {
	const most = 12
	if utf8.RuneCountInString(c.Folded) <= most {
		return c
	}
	return fold.Run{Raw: string([]rune(c.Raw)[:most]), Folded: string([]rune(c.Folded)[:most])}
}

// weighClauses weighs each clause, by its folded text, by how rare its
// characters are; a clause the archive cannot contain weighs nothing. Without
// an engine to count, longer clauses weigh more.
func weighClauses(ctx context.Context, index Index, clauses []fold.Run, poems int) map[string]float64 {
	var terms []engine.Term
	for _, c := range clauses {
		for _, char := range strings.Split(c.Folded, "") {
			terms = append(terms, engine.Term{Field: engine.Char, Text: char})
		}
	}
	var counts []int
	ok, err := index.Propose(func(e engine.Engine) (err error) {
		counts, err = e.Frequencies(ctx, terms)
		return err
	})
	weights := map[string]float64{}
	for _, c := range clauses {
		n := utf8.RuneCountInString(c.Folded)
		if err != nil || !ok {
			weights[c.Folded] = float64(n)
			continue
		}
		weights[c.Folded] = weighRarity(counts[:n], poems)
		counts = counts[n:]
	}
	return weights
}

// weighRarity adds up how rare characters are, of which counts poems have
// each: 0 where one is in none.
func weighRarity(counts []int, poems int) float64 {
	weight := 0.0
	for _, n := range counts {
		if n == 0 {
			return 0
		}
		weight += math.Log(1 + float64(poems)/float64(n))
	}
	return weight
}
