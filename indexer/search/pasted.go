package search

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// tellingClauses is how many clauses of a pasted poem are looked for. Characters
// one by one are no poem: each would be read in most of the archive.
const (
	tellingClauses    = 12
	tellingCharacters = 3
)

// pasted looks for the most telling of the clauses.
func (s *Searcher) pasted(ctx context.Context, clauses []fold.Clause, names *names) planMaker {
	telling := s.telling(ctx, clauses, names.Len())
	return func() plan { return pastedPlan(telling, names) }
}

// enoughCharacters is how many characters of a pasted text a poem must hold,
// in whole clauses, to answer it: one line of verse. Greetings and names around
// a pasted poem do no harm then.
const enoughCharacters = 5

// pastedPlan looks for a pasted poem by its most telling part: the clauses
// whose characters are rarest in the archive. The more of them a poem has, the
// better it answers; it has most of the query and not all of it, so it is a
// near match however literal its clauses are.
func pastedPlan(clauses []fold.Clause, names *names) plan {
	p := plan{match: everything, loosest: MatchNear}
	var exprs []engine.Expr
	lengths := make([]int, len(clauses))
	enough := 0
	for i, c := range clauses {
		t := newTerm(query.Term{Field: query.Any, Raw: c.Raw, Run: c.Folded}, names)
		p.terms = append(p.terms, t)
		exprs = append(exprs, t.propose())
		lengths[i] = utf8.RuneCountInString(c.Folded)
		enough += lengths[i]
	}
	enough = min(enough, enoughCharacters)
	p.propose = engine.Or(exprs...)
	p.match = func(poem *texts.Poem) bool {
		n := 0
		for i, t := range p.terms {
			if t.matches(poem) {
				n += lengths[i]
			}
		}
		return n > 0 && n >= enough
	}
	return p
}

// pastedNotice says how a pasted text was read.
func pastedNotice(q query.Query) string {
	switch {
	case q.Cut:
		return fmt.Sprintf("文字太长，只看前 %d 个字，按其中最有特点的几句来找", MaxQuery)
	case q.Pasted != nil:
		return "文字较长，按其中最有特点的几句来找"
	}
	return ""
}

// telling chooses the clauses to look for, rarest first. Clauses of one or
// two characters tell little and are used only when there are no others.
func (s *Searcher) telling(ctx context.Context, clauses []fold.Clause, poems int) []fold.Clause {
	met := map[string]bool{}
	var distinct []fold.Clause
	for _, c := range clauses {
		if !met[c.Folded] {
			met[c.Folded] = true
			distinct = append(distinct, longest(c))
		}
	}
	weights := s.rarity(ctx, distinct, poems)
	sort.SliceStable(distinct, func(i, j int) bool { return weights[distinct[i].Folded] > weights[distinct[j].Folded] })
	most := tellingClauses
	if len(distinct) > 0 && utf8.RuneCountInString(distinct[0].Folded) == 1 {
		most = tellingCharacters
	}
	return distinct[:min(len(distinct), most)]
}

// longest keeps a clause within what a line of verse can be: text without
// punctuation must not become one run that nothing contains.
func longest(c fold.Clause) fold.Clause {
	const most = 12
	if utf8.RuneCountInString(c.Folded) <= most {
		return c
	}
	return fold.Clause{Raw: string([]rune(c.Raw)[:most]), Folded: string([]rune(c.Folded)[:most])}
}

// rarity weighs each clause by how rare its characters are; a clause the
// archive cannot contain weighs nothing. Without an engine to count, longer
// clauses weigh more.
func (s *Searcher) rarity(ctx context.Context, clauses []fold.Clause, poems int) map[string]float64 {
	weights := map[string]float64{}
	var terms []engine.Term
	for _, c := range clauses {
		for _, char := range strings.Split(c.Folded, "") {
			terms = append(terms, engine.Term{Field: engine.Char, Text: char})
		}
	}
	var counts []int
	ok, err := s.index.Propose(func(e engine.Engine) (err error) {
		counts, err = e.Frequencies(ctx, terms)
		return err
	})
	for _, c := range clauses {
		n := utf8.RuneCountInString(c.Folded)
		if err != nil || !ok {
			weights[c.Folded] = float64(n)
			continue
		}
		weights[c.Folded], counts = weigh(counts[:n], poems), counts[n:]
	}
	return weights
}

func weigh(counts []int, poems int) float64 {
	weight := 0.0
	for _, n := range counts {
		if n == 0 {
			return 0
		}
		weight += math.Log(1 + float64(poems)/float64(n))
	}
	return weight
}
