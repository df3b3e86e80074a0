package reader

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server/guess"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/entrances"
	"shiyun/server/site"
)

// What the first page shows of each entrance; the rest is one link away.
const (
	homePoems      = 6
	homeLast       = 200 // added last, of which those are chosen
	homeTags       = 16
	homeYears      = 12
	homePlaces     = 12
	homeTimely     = 3
	homeNeighbours = 3
)

// homeDay is what the first page shows of one day to everyone, in both
// scripts. It is shared between requests and not written to.
type homeDay struct {
	Today      *corpus.Poem // nil in an archive without poems
	For        string       // what today's poem was chosen for; "" for none
	Season     timely
	Newest     []corpus.Poem
	Total      int
	Neighbours []corpus.Poem // one of each
	Question   guess.Question
	Stones     []corpus.Stone
	Chief      []corpus.Place // those with the most poems
	entrances.Entrances
}

// home keeps what the first page shows until the day or the archive is
// another: it is made of a dozen readings.
type home struct {
	store *store.Store
	ready site.Ready
	now   func() time.Time

	making sync.Mutex // one request makes it, those that need it wait
	last   atomic.Pointer[keptHome]
}

type keptHome struct {
	at   corpus.Cursor // what readers could see of the archive before it was made
	date string
	day  *homeDay
}

func (h *home) get(ctx context.Context, of func(context.Context, time.Time) (*homeDay, error)) (*homeDay, error) {
	at, err := h.store.PublicHead(ctx)
	if err != nil {
		return nil, err
	}
	now := h.now()
	date := now.Format(time.DateOnly)
	if last := h.last.Load(); last != nil && last.at == at && last.date == date {
		return last.day, nil
	}
	h.making.Lock()
	defer h.making.Unlock()
	if last := h.last.Load(); last != nil && last.at == at && last.date == date { // made meanwhile
		return last.day, nil
	}
	ready := h.ready.Ready() // asked before: the search may know only half the archive
	day, err := of(ctx, now)
	if err == nil && ready {
		h.last.Store(&keptHome{at, date, day})
	}
	return day, err
}

// dayOfHome chooses what the first page shows on a day: each day something
// else, and the same all day.
func (s *Server) dayOfHome(ctx context.Context, now time.Time) (*homeDay, error) {
	v := &homeDay{}
	var err error
	if v.Today, v.For, err = s.daily.Poem(ctx); err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return nil, err
	}
	if v.Newest, v.Total, err = s.newest(ctx, homeLast); err != nil {
		return nil, err
	}
	v.Newest = inTurn(v.Newest, homePoems)
	if v.Entrances, err = s.entrances.Get(ctx); err != nil {
		return nil, err
	}
	v.Chief = chief(v.Places)
	if v.Stones, err = published.Stones(ctx, s.store); err != nil {
		return nil, err
	}
	n := dayNumber(now)
	if v.Season, err = s.timelyPoems(ctx, now, v); err != nil {
		return nil, err
	}
	if v.Neighbours, err = s.neighbours(ctx, n, v.Today); err != nil {
		return nil, err
	}
	v.Years = v.Years[:min(len(v.Years), homeYears)]
	v.Tags = v.Tags[:min(len(v.Tags), homeTags)]
	v.Question, err = guess.Ask(ctx, s.store, n%guess.MostNumber+1)
	return v, err
}

// chief returns the places with the most poems.
func chief(places []corpus.Place) []corpus.Place {
	list := browse.Keep(places, func(p corpus.Place) bool { return p.Poems > 0 })
	slices.SortStableFunc(list, func(a, b corpus.Place) int { return cmp.Compare(b.Poems, a.Poems) })
	return list[:min(len(list), homePlaces)]
}

// dayNumber counts the days, so that what goes round goes on by one each day.
func dayNumber(now time.Time) int {
	return int(time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// neighbours returns a poem each of some authors. All of the archive's take
// their turn, day by day, each with another poem when they come again.
func (s *Server) neighbours(ctx context.Context, day int, today *corpus.Poem) ([]corpus.Poem, error) {
	var list []corpus.Poem
	met := map[corpus.AuthorID]bool{}
	if today != nil {
		met[today.Author.ID] = true
	}
	for i := range homeNeighbours + 1 { // one more, for the author of today's poem
		id, err := s.store.FairPublished(ctx, uint64(day*homeNeighbours+i), uint64(day))
		if corpus.CodeOf(err) == corpus.NotFound {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		found, err := s.store.Poems(ctx, []corpus.PoemID{id})
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if !met[p.Author.ID] && p.Status == corpus.StatusPublished && len(list) < homeNeighbours {
				met[p.Author.ID] = true
				list = append(list, p)
			}
		}
	}
	return list, nil
}
