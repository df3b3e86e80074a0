package search

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// Index is what a search asks of the index.
type Index interface {
	Texts() *texts.Snapshot
	// Propose runs fn on the engine; false where no engine can propose at
	// the moment, and every text has to be read instead.
	Propose(fn func(engine.Engine) error) (bool, error)
	// Complete tells whether all texts are there and the engine proposes.
	Complete() bool
	Segmenter() segment.Segmenter
}

// Archive is where hits are read again before they are shown.
type Archive interface {
	Poems(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error)
}

// Searcher answers queries. It keeps nothing between them.
type Searcher struct {
	index   Index
	archive Archive
	// maxCandidates is the constant, save in tests.
	maxCandidates int
}

// New makes a Searcher.
func New(index Index, archive Archive) *Searcher { return &Searcher{index, archive, maxCandidates} }

// Search answers a request. It never fails for what the query says; errors
// are those of the archive, of the engine or of ctx.
func (s *Searcher) Search(ctx context.Context, req Request) (Result, error) {
	began := time.Now()
	req = bounded(req)
	// Asked before the texts are looked at: they may become complete while an
	// answer is made from the few there were.
	complete := s.index.Complete()
	result, err := s.answer(ctx, req)
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	result.Query = req.Query
	result.Partial = result.Partial || !complete
	result.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return result, nil
}

func bounded(req Request) Request {
	if req.Limit <= 0 {
		req.Limit = DefaultLimit
	}
	req.Limit = min(req.Limit, MaxLimit)
	req.Query = strings.ToValidUTF8(req.Query, "")
	// Far more than MaxQuery is not even looked at; the parser does the rest.
	if most := MaxQuery * utf8.UTFMax * 2; len(req.Query) > most {
		req.Query = strings.ToValidUTF8(req.Query[:most], "")
	}
	return req
}

// planMaker makes the plan of a query, once for every goroutine that reads.
type planMaker func() plan

func (s *Searcher) answer(ctx context.Context, req Request) (Result, error) {
	q := query.Parse(req.Query, query.Limits{Pasted: LongQuery, Most: MaxQuery})
	snapshot := s.index.Texts()
	names := newNames(snapshot)
	keep, filtered := newFilter(req, names)
	if q.Root == nil && q.Pasted == nil && !filtered {
		return Result{Hits: []Hit{}, Facets: emptyFacets(), Notice: "请输入要找的字句"}, nil
	}
	found, plans, err := s.page(ctx, req, s.rungs(ctx, q, names), keep, snapshot)
	if err != nil {
		return Result{}, err
	}
	asked := plans()
	hits, err := s.hits(ctx, asked, found.page)
	if err != nil {
		return Result{}, err
	}
	withdrawn := len(found.page) - len(hits)
	return Result{Total: found.total - withdrawn, Hits: hits, Facets: found.facets.result(snapshot), Cursor: found.cursor(),
		Partial: found.partial, DidYouMean: didYouMean(asked, hits), Notice: pastedNotice(q)}, nil
}

// page climbs for a first page. A later one stays on the rung that the cursor
// says it began on: a poem that answers more strictly and was added meanwhile
// would otherwise end the paging.
func (s *Searcher) page(ctx context.Context, req Request, rungs []rung, keep matcher, snapshot *texts.Snapshot) (found found, plans planMaker, err error) {
	if key, ok := parseCursor(req.Cursor); ok && 0 <= key.Rung && key.Rung < len(rungs) {
		found, _, plans, err = s.climb(ctx, req, rungs[key.Rung:key.Rung+1], keep, snapshot)
		if found.rung = key.Rung; plans != nil {
			return found, plans, err
		}
	}
	found, _, plans, err = s.climb(ctx, req, rungs, keep, snapshot)
	return found, plans, err
}

// mostRead is how many poems are read before a query is loosened no further:
// what half the archive might be is nothing anybody half remembers.
const mostRead = 200_000

// climb tries rungs until one finds something, and says which it was; the last
// one where none does.
func (s *Searcher) climb(ctx context.Context, req Request, rungs []rung, keep matcher, snapshot *texts.Snapshot) (found found, way Way, plans planMaker, err error) {
	read := 0
	for i, rung := range rungs {
		next := rung.plans()
		if next == nil {
			continue
		}
		plans, way = next, rung.way
		found, err = s.collect(ctx, req, plans, keep, snapshot)
		read += found.read
		if found.rung = i; err != nil || found.total > 0 || read > mostRead {
			break
		}
	}
	return found, way, plans, err
}
