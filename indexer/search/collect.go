package search

import (
	"context"
	"math"
	"slices"

	"golang.org/x/sync/errgroup"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/texts"
)

// found is what reading the candidates gave.
type found struct {
	total      int
	read       int      // candidates that were looked at
	page       []ranked // at most a page of them, in order
	relaxation int      // number of the relaxation that found it
	more       bool     // there is a page after
	facets     *facetCounts
	partial    bool // no engine proposed: every text was read
}

// cursor is that of the page after, "" for none.
func (f found) cursor() string {
	if !f.more {
		return ""
	}
	key := f.page[len(f.page)-1].key
	key.Relaxation = f.relaxation
	return key.cursor()
}

// ranked is a matching poem with its place in the order.
type ranked struct {
	poem *texts.Poem
	tier match.Tier
	key  orderKey
}

// readers is how many goroutines read the candidates of one search. Reading is
// bound by memory, and more than the cores of a small box would only make
// searches wait for each other.
const readers = 2

// collect reads every candidate, counts those that match and keeps the best.
func (s *Searcher) collect(ctx context.Context, req Request, plans plan.Maker, keep plan.Matcher, lexicon *match.Lexicon) (found, error) {
	snapshot := lexicon.Snapshot
	collectors := make([]*collector, readers)
	for i := range collectors {
		c := &collector{req: req, plan: plans(), keep: keep, snapshot: snapshot, facets: newFacetCounts()}
		if req.Cursor != "" {
			c.after, c.paged = parseCursor(req.Cursor)
		}
		collectors[i] = c
	}
	propose := collectors[0].plan.Propose
	candidates, proposed, err := s.candidates(ctx, collectors[0].plan)
	if err != nil {
		return found{}, err
	}
	read := len(candidates.IDs)
	if candidates.More || !proposed {
		read = snapshot.Len()
	}
	if read > manyRead {
		for _, c := range collectors {
			c.facets.expectMany()
		}
		if err := s.narrow(ctx, collectors[0].plan, lexicon); err != nil {
			return found{}, err
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	for i, c := range collectors {
		if ids := candidates.IDs; proposed && !candidates.More {
			share := ids[i*len(ids)/readers : (i+1)*len(ids)/readers]
			group.Go(func() error { return snapshot.Guard(func() error { return c.readThese(ctx, share) }) })
		} else {
			group.Go(func() error { return snapshot.Guard(func() error { return c.readShare(ctx, i) }) })
		}
	}
	if err := group.Wait(); err != nil {
		return found{}, err
	}
	all := collectors[0]
	for _, c := range collectors[1:] {
		all.merge(c)
	}
	if !proposed {
		read = 0 // that nothing narrows says nothing about the query
	}
	f := found{total: all.total, read: read, page: all.best, facets: all.facets, partial: !proposed && !propose.IsAll()}
	if len(f.page) > req.Limit {
		f.page = f.page[:req.Limit]
		f.more = true
	}
	return f, nil
}

// manyRead is how many poems are read as they are proposed. Where there are
// more, asking the engine which of them can have each word costs less than
// looking for it in all.
const manyRead = 1000

// narrow asks the engine which texts can have the runs of a plan.
func (s *Searcher) narrow(ctx context.Context, p plan.Plan, lexicon *match.Lexicon) error {
	exprs := p.Unnarrowed()
	if len(exprs) < 2 && p.Strict == nil && !p.Propose.IsAll() {
		return nil // the candidates are those of the one run
	}
	_, err := s.index.Propose(func(live engine.Engine) error {
		for run, expr := range exprs {
			found, err := live.Candidates(ctx, expr, s.maxCandidates)
			if err != nil {
				return err
			}
			if !found.More {
				lexicon.Narrow(run, found.IDs)
			}
		}
		return nil
	})
	return err
}

// maxCandidates is the most ids that the engine is asked for. Where there are
// more, every text is read instead, which decides the same: reading texts in
// memory is cheaper than fetching as many ids.
const maxCandidates = 250_000

// candidates asks the engine, and whatever else the plan has. Where the
// expression does not narrow, reading every text is cheaper than fetching every
// id.
func (s *Searcher) candidates(ctx context.Context, p plan.Plan) (found engine.Candidates, ok bool, err error) {
	if p.Propose.IsAll() {
		return found, false, nil
	}
	if ok = p.Propose.IsNone(); !ok {
		ok, err = s.index.Propose(func(live engine.Engine) (err error) {
			found, err = live.Candidates(ctx, p.Propose, s.maxCandidates)
			return err
		})
	}
	if p.Scan != nil && ok && err == nil {
		if scanned := p.Scan(); len(found.IDs) == 0 {
			found.IDs = scanned
		} else {
			slices.Sort(found.IDs)
			found.IDs = plan.Merge(found.IDs, scanned)
		}
	}
	return found, ok, err
}

type collector struct {
	req      Request
	plan     plan.Plan
	keep     plan.Matcher
	snapshot *texts.Snapshot
	after    orderKey
	paged    bool
	total    int
	best     []ranked // in order, one more than a page so that a next page shows
	facets   *facetCounts
}

// checkEvery is how many poems are read between looks at the context.
const checkEvery = 4096

func (c *collector) readThese(ctx context.Context, ids []corpus.PoemID) error {
	return c.readEach(ctx, func(fn func(*texts.Poem) bool) { c.snapshot.EachOf(ids, fn) })
}

func (c *collector) readShare(ctx context.Context, share int) error {
	return c.readEach(ctx, func(fn func(*texts.Poem) bool) { c.snapshot.EachShare(share, readers, fn) })
}

func (c *collector) readEach(ctx context.Context, each func(func(*texts.Poem) bool)) error {
	err := ctx.Err()
	if err != nil {
		return err
	}
	n := 0
	each(func(p *texts.Poem) bool {
		if n++; n%checkEvery == 0 {
			err = ctx.Err()
		}
		c.read(p)
		return err == nil
	})
	return err
}

func (c *collector) read(p *texts.Poem) {
	strictest, ok := c.plan.Match(p)
	if !ok || !c.keep(p) {
		return
	}
	c.total++
	c.facets.add(p)
	if c.outranked(strictest) {
		return // whatever its score
	}
	best := c.key(p, strictest)
	if c.worse(best) {
		return // whatever its tier: that is not worth finding out of every hit
	}
	tier := c.plan.Tier(p, c.authorName)
	r := ranked{p, tier, best}
	if tier != strictest {
		r.key = c.key(p, tier)
	}
	if c.paged && !c.after.before(r.key) || c.worse(r.key) {
		return
	}
	c.keepBest(r)
}

// outranked reports whether any hit of a tier comes after all that are kept.
func (c *collector) outranked(tier match.Tier) bool {
	return c.byRelevance() && len(c.best) > c.req.Limit && int64(tier.Rank()+1)*math.MaxInt32 <= c.best[len(c.best)-1].key.Rank
}

func (c *collector) byRelevance() bool {
	return c.req.Sort != SortDate && c.req.Sort != SortNewest && c.req.Sort != SortTitle
}

// worse reports whether a hit comes after all that are kept.
func (c *collector) worse(key orderKey) bool {
	return len(c.best) > c.req.Limit && !key.before(c.best[len(c.best)-1].key)
}

func (c *collector) keepBest(r ranked) {
	at, _ := slices.BinarySearchFunc(c.best, r, func(a, b ranked) int { return a.key.compare(b.key) })
	c.best = slices.Insert(c.best, at, r)
	if len(c.best) > c.req.Limit+1 {
		c.best = c.best[:c.req.Limit+1]
	}
}

// merge adds what another goroutine has collected.
func (c *collector) merge(other *collector) {
	c.total += other.total
	c.facets.merge(other.facets)
	for _, r := range other.best {
		c.keepBest(r)
	}
}

func (c *collector) authorName(p *texts.Poem) string {
	if a := c.snapshot.Author(p.Author); a != nil {
		return a.Name
	}
	return ""
}

// key places a poem in the order asked for. By relevance the tier counts before
// any score, in the other orders it counts for nothing: with the strictest tier
// that a poem can have, its key is the first place it can take.
func (c *collector) key(p *texts.Poem, tier match.Tier) orderKey {
	k := orderKey{ID: p.ID}
	switch c.req.Sort {
	case SortDate:
		k.Rank = int64(p.Date.Year*10000 + p.Date.Month*100 + p.Date.Day)
	case SortNewest:
		k.Rank = int64(p.ID)
	case SortTitle:
		k.Text = p.Title()
	default:
		k.Rank = int64(tier.Rank())*math.MaxInt32 + int64(scorePoem(p, c.plan.Terms))
	}
	return k
}
