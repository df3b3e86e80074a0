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
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/search/related"
	"shiyun/indexer/search/relax"
	"shiyun/indexer/search/suggest"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// Index is what a search asks of the index.
type Index interface {
	Texts() *texts.Snapshot
	// Propose runs fn on the engine; false where no engine can propose at
	// the moment, and every text has to be read instead.
	Propose(fn func(engine.Engine) error) (bool, error)
	// Complete reports whether all texts are there and the engine proposes.
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
func New(index Index, archive Archive) *Searcher {
	return &Searcher{index: index, archive: archive, maxCandidates: maxCandidates}
}

// Search answers a request. It never fails for what the query says; errors
// are those of the archive, of the engine or of ctx.
func (s *Searcher) Search(ctx context.Context, req Request) (Result, error) {
	began := time.Now()
	req = bounded(req)
	// Asked before the texts are looked at: they may become complete while an
	// answer is made from the few there were.
	complete := s.index.Complete()
	var result Result
	err := s.index.Texts().Guard(func() (err error) {
		result, err = s.answer(ctx, req)
		return err
	})
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

func (s *Searcher) answer(ctx context.Context, req Request) (Result, error) {
	parsed := query.Parse(req.Query, query.Limits{Pasted: LongQuery, Most: MaxQuery})
	snapshot := s.index.Texts()
	lexicon := match.NewLexicon(snapshot)
	keep, filtered := newFilter(req, lexicon)
	if parsed.Root == nil && parsed.Pasted == nil && !filtered {
		return Result{Hits: []Hit{}, Facets: emptyFacets(), Notice: corpus.NewMessage("query.nothing_asked")}, nil
	}
	q := relax.NewQuery(parsed, lexicon, s.index)
	if req.Literal {
		q.TakeLiterally()
	}
	table := relax.All()
	found, plans, err := s.findPage(ctx, req, q, table, keep)
	if err != nil {
		return Result{}, err
	}
	asked := plans()
	hits, err := s.readHits(ctx, asked, found.page)
	if err != nil {
		return Result{}, err
	}
	total := found.total - (len(found.page) - len(hits))
	answer, err := s.direct(ctx, q, hits, total)
	if err != nil {
		return Result{}, err
	}
	var near *Nearest
	if total == 0 && req.Query != "" {
		if near, err = s.nearest(ctx, q); err != nil {
			return Result{}, err
		}
	}
	return Result{Total: total, Nearest: near, Answer: answer, Understood: understood(q, table[found.relaxation].Name, total), Hits: hits, Facets: found.facets.result(snapshot), Cursor: found.cursor(),
		Partial: found.partial || snapshot.LacksCrafts() && parsed.Root.Asks(query.Rhyme, query.Skeleton), DidYouMean: didYouMean(asked, hits), Notice: pastedNotice(parsed)}, nil
}

// pastedNotice returns how a pasted text was read.
func pastedNotice(q query.Query) corpus.Message {
	switch {
	case q.Cut:
		return corpus.NewMessage("query.cut", MaxQuery)
	case q.Pasted != nil:
		return corpus.NewMessage("query.long")
	}
	return corpus.Message{}
}

// findPage relaxes the query for a first page. A later one stays with the
// relaxation that the cursor names: a poem that answers more strictly and was
// added meanwhile would otherwise end the paging.
func (s *Searcher) findPage(ctx context.Context, req Request, q *relax.Query, table []relax.Relaxation, keep plan.Matcher) (found, plan.Maker, error) {
	if key, ok := parseCursor(req.Cursor); ok && 0 <= key.Relaxation && key.Relaxation < len(table) {
		f, plans, err := s.relax(ctx, req, q, table[key.Relaxation:key.Relaxation+1], keep)
		if f.relaxation = key.Relaxation; plans != nil {
			return f, plans, err
		}
	}
	return s.relax(ctx, req, q, table, keep)
}

// mostRead is how many poems are read before a query is relaxed no further:
// what half the archive might be is not what anyone half remembers.
const mostRead = 200_000

// relax tries relaxations until one finds something, and returns the plans of
// the last that was tried; nil where none suits the query.
func (s *Searcher) relax(ctx context.Context, req Request, q *relax.Query, table []relax.Relaxation, keep plan.Matcher) (f found, plans plan.Maker, err error) {
	read := 0
	for i, relaxation := range table {
		if !relaxation.Applies(q) { // asked in turn: to read by sound takes a while
			continue
		}
		next := relaxation.Plans(ctx, q)
		if next == nil {
			continue
		}
		plans = next
		f, err = s.collect(ctx, req, plans, keep, q.Lexicon)
		read += f.read
		if f.relaxation = i; err != nil || f.total > 0 || read > mostRead {
			break
		}
	}
	if err != nil || f.total == 0 {
		return f, plans, err
	}
	return s.addTo(ctx, req, q, table, f, plans, keep)
}

// addTo tries what stands beside the relaxation that found something. What a
// poem is to be about comes before what is only filed under the same words.
func (s *Searcher) addTo(ctx context.Context, req Request, q *relax.Query, table []relax.Relaxation, f found, plans plan.Maker, keep plan.Matcher) (found, plan.Maker, error) {
	for i, relaxation := range table {
		if i <= f.relaxation || !relaxation.AddsTo(table[f.relaxation]) || !relaxation.Applies(q) {
			continue
		}
		beside := relaxation.Plans(ctx, q)
		if beside == nil {
			continue
		}
		more, err := s.collect(ctx, req, beside, keep, q.Lexicon)
		if err != nil || more.total <= f.total {
			return f, plans, err
		}
		more.relaxation = i
		return more, beside, nil
	}
	return f, plans, nil
}

// Suggest completes what is being typed, in characters, pinyin or initials: at
// most limit authors, then titles, then lines that begin with it.
func (s *Searcher) Suggest(ctx context.Context, typed string, limit int) (found []Suggestion, err error) {
	snapshot := s.index.Texts()
	err = snapshot.Guard(func() (err error) {
		found, err = suggest.Complete(ctx, snapshot, s.archive, typed, limit)
		return err
	})
	return found, err
}

// Similar finds at most limit poems to read after one; none where no published
// poem has the id.
func (s *Searcher) Similar(ctx context.Context, id corpus.PoemID, limit int) (found []Related, err error) {
	err = s.index.Texts().Guard(func() (err error) {
		found, err = related.To(ctx, s.index, s.archive, id, limit)
		return err
	})
	return found, err
}

// Answers lists which poem answers which: see related.Answers.
func (s *Searcher) Answers(ctx context.Context) (found []Answer, err error) {
	snapshot := s.index.Texts()
	err = snapshot.Guard(func() (err error) {
		found, err = related.Answers(ctx, snapshot)
		return err
	})
	return found, err
}

// ReplyMarks returns the words by which a title, folded, says that its poem
// answers another. The list must not be changed.
func ReplyMarks() []string { return related.ReplyMarks() }
