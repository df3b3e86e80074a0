package quality

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// top is how many hits people look at.
const top = 10

// Case is one search and what a right answer is.
type Case struct {
	Class string
	Query string
	// Wanted is in words what the searcher had in mind.
	Wanted string
	// Right are the refs of the poems that answer; nil where the total alone
	// decides.
	Right map[string]bool
	// Total is how many poems there are to find, anyTotal for a case that
	// does not say.
	Total int
	// AtLeast is for searches to which looser hits may be added: no fewer
	// than this.
	AtLeast int
	// Same is a query that must have the same total, "" for none.
	Same string
}

const anyTotal = -1

// Answer is what an engine answers a query with: the refs of the first hits, best
// first, and how many there are in all.
type Answer struct {
	Refs  []string
	Total int
}

// Engine is anything that can be asked.
type Engine interface {
	Name() string
	Ask(ctx context.Context, query string) (Answer, error)
}

// score is the reciprocal rank of the first right poem in the top ten, or 1
// where only a total is asked for; 0 where a total is wrong. same is the total
// of c.Same.
func (c Case) score(a Answer, same int) float64 {
	if c.Total != anyTotal && a.Total != c.Total || a.Total < c.AtLeast || c.Same != "" && a.Total != same {
		return 0
	}
	if c.Right == nil {
		return 1
	}
	rank := slices.IndexFunc(a.Refs[:min(len(a.Refs), top)], func(ref string) bool { return c.Right[ref] })
	if rank < 0 {
		return 0
	}
	return 1 / float64(rank+1)
}

// ask puts a case to an engine.
func (c Case) ask(ctx context.Context, e Engine) (Outcome, error) {
	began := time.Now()
	a, err := e.Ask(ctx, c.Query)
	took := time.Since(began)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: ask %q: %w", e.Name(), c.Query, err)
	}
	var same Answer
	if c.Same != "" {
		if same, err = e.Ask(ctx, c.Same); err != nil {
			return Outcome{}, fmt.Errorf("%s: ask %q: %w", e.Name(), c.Same, err)
		}
	}
	return Outcome{c, a, c.score(a, same.Total), took}, nil
}
