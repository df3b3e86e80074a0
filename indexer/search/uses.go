package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/texts"
)

// CharUse is how often the published poems have a character, and where.
type CharUse struct {
	Clauses int
	Example *Line // a clause that has it; nil where none does
	Poem    corpus.Poem
}

// Uses returns, for each folded character, how many clauses of the archive have
// it, or end in it, with one of them for the first so many that have one.
func (s *Searcher) Uses(ctx context.Context, chars []rune, ends bool, examples int) ([]CharUse, error) {
	uses, poems := make([]CharUse, len(chars)), make([]corpus.PoemID, len(chars))
	places := map[rune]int{}
	for i, r := range chars {
		places[r] = i
	}
	n := 0
	s.index.Texts().Each(func(p *texts.Poem) bool {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return false
		}
		for i, c := range p.Clauses {
			clause := p.Text[c.At():p.ClauseEnd(i)]
			if ends {
				_, size := utf8.DecodeLastRuneInString(clause)
				clause = clause[len(clause)-size:]
			}
			for _, r := range clause {
				if at, ok := places[r]; ok {
					uses[at].Clauses++
					poems[at] = p.ID // the last: the newest
				}
			}
		}
		return true
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return uses, s.addExamples(ctx, chars, ends, uses, poems, examples)
}

// addExamples reads an example for the characters used most.
func (s *Searcher) addExamples(ctx context.Context, chars []rune, ends bool, uses []CharUse, poems []corpus.PoemID, examples int) error {
	order := make([]int, 0, len(chars))
	var ids []corpus.PoemID
	for i := range chars {
		if uses[i].Clauses > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return uses[b].Clauses - uses[a].Clauses })
	order = order[:min(len(order), examples)]
	for _, i := range order {
		if !slices.Contains(ids, poems[i]) {
			ids = append(ids, poems[i])
		}
	}
	found, err := s.archive.Poems(ctx, ids)
	if err != nil {
		return err
	}
	for _, i := range order {
		for _, p := range found {
			if p.ID == poems[i] && p.Status == corpus.StatusPublished {
				uses[i].Example, uses[i].Poem = exampleOf(p, chars[i], ends), p
			}
		}
	}
	return nil
}

// exampleOf returns the clause of a poem that has a folded character, or ends
// in it.
func exampleOf(p corpus.Poem, char rune, ends bool) *Line {
	for _, line := range verse.Lines(p.Body) {
		for _, run := range fold.Runs(line.Text) {
			if ends && strings.HasSuffix(run.Folded, string(char)) || !ends && strings.ContainsRune(run.Folded, char) {
				return &Line{N: line.N, Text: run.Raw}
			}
		}
	}
	return nil
}
