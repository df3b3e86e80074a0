package metrics

import (
	"context"
	"time"

	"shiyun/indexer/search"
)

// Searcher answers queries.
type Searcher interface {
	Search(ctx context.Context, req search.Request) (search.Result, error)
}

// Search answers a query with by, and counts it.
func (m *Metrics) Search(ctx context.Context, by Searcher, req search.Request) (search.Result, error) {
	began := time.Now()
	result, err := by.Search(ctx, req)
	if m != nil {
		m.searches.WithLabelValues(outcomeOf(result, err)).Observe(time.Since(began).Seconds())
	}
	return result, err
}

func outcomeOf(result search.Result, err error) string {
	switch {
	case err != nil:
		return "failed"
	case result.Total == 0:
		return "none"
	}
	return "found"
}
