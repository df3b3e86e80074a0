package quality

import (
	"context"
	"math/rand/v2"
	"time"
)

// Outcome is a case, its score and what an engine said.
type Outcome struct {
	Case
	Answer Answer
	Score  float64
	Took   time.Duration // of the search, without that for Case.Same
}

// warmUp is how many searches go before the measured ones: the first ones pay
// for pages of the index that were not read yet.
const warmUp = 50

// Run puts the cases to an engine, all classes mixed, one search at a time. The
// outcomes are in the order of the cases.
func Run(ctx context.Context, e Engine, cases []Case) ([]Outcome, error) {
	order := rand.New(rand.NewPCG(uint64(len(cases)), 0)).Perm(len(cases))
	for _, i := range order[:min(warmUp, len(order))] {
		if _, err := e.Ask(ctx, cases[i].Query); err != nil {
			return nil, err
		}
	}
	outcomes := make([]Outcome, len(cases))
	for _, i := range order {
		var err error
		if outcomes[i], err = cases[i].ask(ctx, e); err != nil {
			return nil, err
		}
	}
	return outcomes, nil
}
