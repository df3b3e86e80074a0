package threads

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/request"
)

// Talk keeps who answers whom until the archive changes: to find it out, every
// title is read.
type Talk struct {
	mu    sync.Mutex // one request finds out, the others wait for it
	known bool
	at    corpus.Cursor
	value conversations
}

// conversations are the threads of the archive. They are shared between
// requests and not written to.
type conversations struct {
	threads [][]corpus.PoemID // each the first poem and all that follow from it, the liveliest thread first
	of      map[corpus.PoemID]int
	to      map[corpus.PoemID]corpus.PoemID // what each answers
}

func (s *Server) conversations(ctx context.Context) (conversations, error) {
	t := s.talk
	t.mu.Lock()
	defer t.mu.Unlock()
	head, err := s.store.Head(ctx)
	if err != nil {
		return conversations{}, err
	}
	if t.known && t.at == head {
		return t.value, nil
	}
	answers, err := s.search.Answers(ctx)
	if err != nil {
		return conversations{}, err
	}
	t.value, t.at = converse(answers), head
	t.known = s.ready.Ready() // before that, half of them may be missing
	return t.value, nil
}

// converse gathers answers into threads. Two poems may each claim to answer
// the other, as letters do: then the one with the lower number came first.
func converse(answers []search.Answer) conversations {
	v := conversations{of: map[corpus.PoemID]int{}, to: map[corpus.PoemID]corpus.PoemID{}}
	for _, a := range answers {
		v.to[a.Poem] = a.To
	}
	for _, a := range answers {
		v.openCircle(a.Poem)
	}
	members := map[corpus.PoemID][]corpus.PoemID{}
	for poem := range v.to {
		root := poem
		for v.to[root] != 0 {
			root = v.to[root]
		}
		members[root] = append(members[root], poem)
	}
	for root, others := range members {
		slices.Sort(others)
		v.threads = append(v.threads, append([]corpus.PoemID{root}, others...))
	}
	slices.SortFunc(v.threads, func(a, b []corpus.PoemID) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(b[0], a[0]))
	})
	for i, thread := range v.threads {
		for _, poem := range thread {
			v.of[poem] = i
		}
	}
	return v
}

// openCircle lets the lowest number of a circle answer none.
func (v conversations) openCircle(from corpus.PoemID) {
	seen := map[corpus.PoemID]bool{}
	at := from
	for ; at != 0 && !seen[at]; at = v.to[at] {
		seen[at] = true
	}
	if at == 0 {
		return
	}
	lowest := at
	for next := v.to[at]; next != at; next = v.to[next] {
		lowest = min(lowest, next)
	}
	delete(v.to, lowest)
}

type threadsView struct {
	Threads []threadCard
	Total   int
	Pages   browse.NumberedPages
	Wide    []page.Choice
}

// threadCard is a thread in the list: how it begins and who takes part.
type threadCard struct {
	First   corpus.Poem
	Answers int
	Names   []string
}

// namesShown is how many of those who take part are named.
const namesShown = 6

func (s *Server) showThreads(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	all, err := s.conversations(ctx)
	if err != nil {
		return nil, err
	}
	number := browse.PageNumber(c)
	v := threadsView{Total: len(all.threads), Pages: browse.PagesBeside(paths.Threads, number, published.PageSize, len(all.threads)), Wide: browse.Wide(s.words, paths.Threads)}
	from := min((number-1)*published.PageSize, len(all.threads))
	for _, thread := range all.threads[from:min(from+published.PageSize, len(all.threads))] {
		poems, err := s.inTime(ctx, thread)
		if err != nil {
			return nil, err
		}
		if len(poems) > 1 {
			v.Threads = append(v.Threads, cardOf(poems))
		}
	}
	return s.pages.Show(c, http.StatusOK, "threads", page.View{Title: s.words.Say("threads.title"), Description: s.words.Say("threads.lead"), Path: paths.Threads, Data: v})
}

func cardOf(poems []corpus.Poem) threadCard {
	card := threadCard{First: poems[0], Answers: len(poems) - 1}
	for _, p := range poems {
		if len(card.Names) < namesShown && !slices.Contains(card.Names, p.Author.Name) {
			card.Names = append(card.Names, p.Author.Name)
		}
	}
	return card
}

// longestThread bounds what of a thread is shown.
const longestThread = 100

// inTime reads the poems of a thread that may be shown: the first, then the
// others by when they were written. What is not known of a date counts as its
// end: an answer of some day in October is later than one of the 12th.
func (s *Server) inTime(ctx context.Context, thread []corpus.PoemID) ([]corpus.Poem, error) {
	poems, err := published.InOrder(ctx, s.store, thread[:min(len(thread), longestThread)])
	if err != nil || len(poems) == 0 {
		return nil, err
	}
	from := 0
	if poems[0].ID == thread[0] {
		from = 1
	}
	slices.SortStableFunc(poems[from:], func(a, b corpus.Poem) int {
		return cmp.Or(compareEnds(a.Date.Year, b.Date.Year), compareEnds(a.Date.Month, b.Date.Month),
			compareEnds(a.Date.Day, b.Date.Day), cmp.Compare(a.ID, b.ID))
	})
	return poems, nil
}

// compareEnds compares parts of dates, where 0 is not known.
func compareEnds(a, b int) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// Poems returns the published poems of the thread that a poem stands in, in the
// order they are read; a NotFound error where it stands in none.
func (s *Server) Poems(ctx context.Context, id corpus.PoemID) ([]corpus.Poem, error) {
	all, err := s.conversations(ctx)
	if err != nil {
		return nil, err
	}
	at, ok := all.of[id]
	if !ok {
		return nil, request.NotFound()
	}
	return s.inTime(ctx, all.threads[at])
}
