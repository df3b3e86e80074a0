package quality

import (
	"fmt"
	"slices"
	"time"
)

// Times are the quantiles of how long searches took.
type Times struct{ Median, P90, P99, Worst time.Duration }

// NewTimes takes the quantiles; of nothing they are zero.
func NewTimes(took []time.Duration) Times {
	if len(took) == 0 {
		return Times{}
	}
	sorted := slices.Clone(took)
	slices.Sort(sorted)
	at := func(percent int) time.Duration { return sorted[(len(sorted)*percent+99)/100-1] }
	return Times{at(50), at(90), at(99), sorted[len(sorted)-1]}
}

// String gives milliseconds as columns of a table.
func (t Times) String() string {
	return fmt.Sprintf("%.2f\t%.2f\t%.2f\t%.2f", ms(t.Median), ms(t.P90), ms(t.P99), ms(t.Worst))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
