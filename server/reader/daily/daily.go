// Package daily chooses the poem of the day.
package daily

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
	"shiyun/server/chance"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// New returns what chooses the poem of the day.
func New(s *site.Site) *Daily {
	return &Daily{store: s.Store, search: s.Search, ready: s.Ready, now: s.Now, log: s.Log}
}

// Daily chooses once a day and keeps to it, whatever is added to the archive
// and whoever starts the program again: neighbours speak of the poem of the
// day. It is chosen anew only where readers may no longer see it.
type Daily struct {
	store  *store.Store
	search site.Searcher
	ready  site.Ready
	now    func() time.Time
	log    *slog.Logger

	choosing sync.Mutex // one request chooses, those that need its choice wait for it
	last     atomic.Pointer[choice]
}

// Poem returns the same for everyone all day: a poem of the festival that is
// near or of the solar term, and where there is none, any. Authors take turns,
// however many poems they have, and no poem comes again within the year while
// there are others.
func (d *Daily) Poem(ctx context.Context) (*corpus.Poem, string, error) {
	date := d.now().Format(time.DateOnly)
	if last := d.last.Load(); last != nil && last.Date == date {
		if p, err := d.store.Published(ctx, last.Poem); err == nil {
			return &p, last.Occasion, nil
		}
	}
	chosen, err := d.choice(ctx, date)
	if err != nil {
		return nil, "", err
	}
	p, err := d.store.Published(ctx, chosen.Poem)
	if err != nil {
		return nil, "", err
	}
	return &p, chosen.Occasion, nil
}

// choice returns what was chosen for a day, or chooses.
func (d *Daily) choice(ctx context.Context, date string) (choice, error) {
	d.choosing.Lock()
	defer d.choosing.Unlock()
	past, err := d.readPast(ctx)
	if err != nil {
		return choice{}, err
	}
	if n := len(past); n > 0 && past[n-1].Date == date {
		if _, err := d.store.Published(ctx, past[n-1].Poem); err == nil {
			d.last.Store(&past[n-1])
			return past[n-1], nil
		}
		past = past[:n-1]
	}
	chosen, err := d.choose(ctx, date, past.seen())
	if err != nil {
		return choice{}, err
	}
	if d.ready.Ready() { // before that, the search may know only half the archive
		d.last.Store(&chosen)
		d.keep(ctx, append(past, chosen))
	}
	return chosen, nil
}

func (d *Daily) choose(ctx context.Context, date string, seen seen) (choice, error) {
	for _, o := range almanac.Around(d.now()) {
		found, err := d.search.Search(ctx, search.Request{Query: paths.OccasionQuery(o), Limit: search.MaxLimit})
		if err != nil {
			return choice{}, err
		}
		var fresh []candidate
		for _, h := range found.Hits {
			if seen.poems[h.ID] == "" {
				fresh = append(fresh, candidate{h.ID, h.AuthorID})
			}
		}
		if len(fresh) > 0 {
			c := seen.fairest(date, fresh)
			return choice{date, c.poem, c.author, o.Name}, nil
		}
	}
	drawn, err := d.draw(ctx, date)
	if err != nil {
		return choice{}, err
	}
	theirs, err := d.poemsOf(ctx, seen.fairest(date, drawn))
	if err != nil {
		return choice{}, err
	}
	c := seen.fairest(date, theirs)
	return choice{date, c.poem, c.author, ""}, nil
}

// draws is how many poems are drawn of an archive, an author each and one of
// theirs: enough that among them is an author whose turn it is.
const draws = 32

func (d *Daily) draw(ctx context.Context, date string) ([]candidate, error) {
	var ids []corpus.PoemID
	for i := range draws {
		n := chance.Pick(date, strconv.Itoa(i))
		id, err := d.store.FairPublished(ctx, n, n>>24)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	drawn, err := d.store.Poems(ctx, ids)
	list := make([]candidate, len(drawn))
	for i, p := range drawn {
		list[i] = candidate{p.ID, p.Author.ID}
	}
	return list, err
}

// mostOfAuthor bounds the poems of one author that are looked through.
const mostOfAuthor = 500

// poemsOf returns the poems of a candidate's author, and the candidate.
func (d *Daily) poemsOf(ctx context.Context, one candidate) ([]candidate, error) {
	list, _, err := d.store.ListPublished(ctx, poems.Filter{Author: one.author}, 0, mostOfAuthor)
	all := []candidate{one}
	for _, p := range list {
		all = append(all, candidate{p.ID, p.Author.ID})
	}
	return all, err
}
