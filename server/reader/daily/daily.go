// Package daily chooses the poem of the day.
package daily

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/chance"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// New returns what chooses the poem of the day.
func New(s *store.Store, searcher site.Searcher, ready site.Ready, now func() time.Time) *Daily {
	return &Daily{store: s, search: searcher, ready: ready, now: now}
}

// Daily keeps the choice of a day until the archive changes.
type Daily struct {
	store  *store.Store
	search site.Searcher
	ready  site.Ready
	now    func() time.Time

	choosing sync.Mutex // one request chooses, those that need its choice wait for it
	last     atomic.Pointer[choice]
}

type choice struct {
	date     string
	at       corpus.Cursor // what readers can see of the archive it was made of
	poem     corpus.PoemID
	occasion string
}

// Poem returns the same for everyone all day: a poem of the festival that is
// near or of the solar term, and where there is none, any. Authors
// take turns, however many poems they have.
func (d *Daily) Poem(ctx context.Context) (*corpus.Poem, string, error) {
	chosen, err := d.choice(ctx)
	if err != nil {
		return nil, "", err
	}
	p, err := d.store.Published(ctx, chosen.poem)
	if err != nil {
		return nil, "", err
	}
	return &p, chosen.occasion, nil
}

// choice returns the choice that stands, or makes it. No lock is held while
// the archive is asked whether it stands: every page with the poem would wait
// for the slowest.
func (d *Daily) choice(ctx context.Context) (choice, error) {
	at, err := d.store.PublicHead(ctx)
	if err != nil {
		return choice{}, err
	}
	date := d.now().Format(time.DateOnly)
	if last := d.last.Load(); last != nil && last.date == date && last.at == at {
		return *last, nil
	}
	d.choosing.Lock()
	defer d.choosing.Unlock()
	if last := d.last.Load(); last != nil && last.date == date && last.at == at { // chosen meanwhile
		return *last, nil
	}
	poem, occasion, err := d.choose(ctx, date)
	if err != nil {
		return choice{}, err
	}
	chosen := choice{date, at, poem, occasion}
	if d.ready.Ready() { // before that, the search may know only half the archive
		d.last.Store(&chosen)
	}
	return chosen, nil
}

func (d *Daily) choose(ctx context.Context, date string) (corpus.PoemID, string, error) {
	for _, o := range almanac.Around(d.now()) {
		found, err := d.search.Search(ctx, search.Request{Query: paths.OccasionQuery(o), Limit: search.MaxLimit})
		if err != nil {
			return 0, "", err
		}
		if len(found.Hits) > 0 {
			return fairHit(found.Hits, chance.Pick(date)), o.Name, nil
		}
	}
	id, err := d.store.FairPublished(ctx, chance.Pick(date), chance.Pick(date, "poem"))
	return id, "", err
}

// fairHit chooses an author among the hits by the number, then one of theirs.
func fairHit(hits []search.Hit, n uint64) corpus.PoemID {
	var authors []corpus.AuthorID
	by := map[corpus.AuthorID][]corpus.PoemID{}
	for _, h := range hits {
		if by[h.AuthorID] == nil {
			authors = append(authors, h.AuthorID)
		}
		by[h.AuthorID] = append(by[h.AuthorID], h.ID)
	}
	poems := by[authors[n%uint64(len(authors))]]
	return poems[(n>>20)%uint64(len(poems))]
}
