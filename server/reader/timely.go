package reader

import (
	"context"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
	"shiyun/server/paths"
	"shiyun/server/published"
)

// timely is the occasion that a day is in season for, and poems for it.
type timely struct {
	Name  string // of the occasion; "" outside the years of the calendar
	Day   time.Time
	Next  almanac.Occasion // the next solar term; the zero one outside those years
	Of    string           // what the poems are of: the occasion, or the season of the year
	URL   string           // of all of them
	Total int
	Poems []corpus.Poem
}

// timelyPoems returns the most special of what a day is in season for, with
// some of its poems, others each day; where it has none, with those that bear
// the tag of the season.
func (s *Server) timelyPoems(ctx context.Context, now time.Time, day *homeDay) (v timely, err error) {
	around := almanac.Around(now)
	if len(around) == 0 {
		return v, nil
	}
	first, term := around[0], around[len(around)-1]
	v = timely{Name: first.Name, Day: first.Day, Next: nextTerm(now), Of: first.Name, URL: paths.Day(first.Name)}
	found, err := s.search.Search(ctx, search.Request{Query: paths.OccasionQuery(first), Limit: search.MaxLimit})
	if err != nil {
		return v, err
	}
	if tag := seasonOf(term); found.Total == 0 && hasTag(day, tag) {
		v.Of, v.URL = tag, paths.Tag(tag)
		if found, err = s.search.Search(ctx, search.Request{Tag: tag, Limit: search.MaxLimit}); err != nil {
			return v, err
		}
	}
	v.Total = found.Total
	hits := slices.DeleteFunc(found.Hits, func(h search.Hit) bool { return day.Today != nil && h.ID == day.Today.ID })
	var ids []corpus.PoemID
	for i := range min(len(hits), homeTimely) {
		ids = append(ids, hits[(dayNumber(now)*homeTimely+i)%len(hits)].ID)
	}
	v.Poems, err = published.InOrder(ctx, s.store, ids)
	return v, err
}

func hasTag(day *homeDay, tag string) bool {
	return slices.ContainsFunc(day.Tags, func(t corpus.Count[string]) bool { return t.Value == tag })
}

// seasonOf returns the season that a solar term is in, as poems are tagged.
func seasonOf(term almanac.Occasion) string {
	// The year begins with the last two terms of winter.
	at := slices.IndexFunc(almanac.Terms(term.Day.Year()), func(o almanac.Occasion) bool { return o.Name == term.Name })
	return []string{"冬", "春", "夏", "秋", "冬"}[(at+4)/6]
}

// nextTerm returns the solar term that begins next after today.
func nextTerm(now time.Time) almanac.Occasion {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	for _, term := range append(almanac.Terms(now.Year()), almanac.Terms(now.Year()+1)...) {
		if term.Day.After(today) {
			return term
		}
	}
	return almanac.Occasion{}
}
