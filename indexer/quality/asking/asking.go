// Package asking measures how well search answers what people ask in words: by
// queries made from templates and from the poems of an archive. What is right
// is decided by reading what every poem says of itself, never by the reading of
// questions under test.
//
// The templates come in two halves. Search is mended by looking at failures of
// the one, and held to what it reaches on the other.
package asking

import (
	"context"
	"time"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// top is how many hits people look at.
const top = 10

// Case is one question and what a right answer is.
type Case struct {
	Class string
	Query string
	// Right are the poems that answer.
	Right map[corpus.PoemID]bool
	// Texts are the right answers in words, any of which will do; nil where
	// poems are asked for.
	Texts map[string]bool
}

// Outcome is a case, its score and what search found.
type Outcome struct {
	Case
	Score  float64
	Took   time.Duration
	Result search.Result
}

// score is the share of right poems among the first hits, of as many as there
// are right ones, at most top; for an answer in words, whether it is right.
func (c Case) score(r search.Result) float64 {
	if c.Texts != nil {
		if r.Answer != nil && c.Texts[r.Answer.Text] {
			return 1
		}
		return 0
	}
	looked := min(top, len(c.Right))
	right := 0
	for _, hit := range r.Hits[:min(looked, len(r.Hits))] {
		if c.Right[hit.ID] {
			right++
		}
	}
	return float64(right) / float64(looked)
}

// Run asks every case in turn.
func Run(ctx context.Context, s *search.Searcher, cases []Case) ([]Outcome, error) {
	var outcomes []Outcome
	for _, c := range cases {
		began := time.Now()
		r, err := s.Search(ctx, search.Request{Query: c.Query})
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, Outcome{c, c.score(r), time.Since(began), r})
	}
	return outcomes, nil
}
