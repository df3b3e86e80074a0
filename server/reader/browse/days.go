package browse

import (
	"context"
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
	"shiyun/server/paths"
)

// Days keeps how many poems each day of the calendar has until what readers
// see changes: to find it out, the archive is searched for every day.
type Days struct {
	counting sync.Mutex // one request counts, those that need its count wait for it
	last     atomic.Pointer[dayCounts]
}

type dayCounts struct {
	at    corpus.Cursor
	poems map[string]int // by name of the occasion; not written to
}

// countDays returns how many poems each of the occasions has, by its name.
func (s *Server) countDays(ctx context.Context, occasions []almanac.Occasion) (map[string]int, error) {
	at, err := s.store.PublicHead(ctx)
	if err != nil {
		return nil, err
	}
	if last := s.days.last.Load(); last != nil && last.at == at {
		return last.poems, nil
	}
	s.days.counting.Lock()
	defer s.days.counting.Unlock()
	if last := s.days.last.Load(); last != nil && last.at == at { // counted meanwhile
		return last.poems, nil
	}
	counts := map[string]int{}
	for _, o := range occasions {
		found, err := s.search.Search(ctx, search.Request{Query: paths.OccasionQuery(o), Limit: 1})
		if err != nil {
			return nil, err
		}
		counts[o.Name] = found.Total
	}
	if s.ready.Ready() { // before that, the search may know only half the archive
		s.days.last.Store(&dayCounts{at, counts})
	}
	return counts, nil
}
