package stats

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/singleflight"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
)

const path = "/stats"

// figures are what the archive comes to in numbers. They are shared between
// requests and not written to.
type figures struct {
	Total int

	Years   []corpus.Count[int] // oldest first
	Undated int
	Forms   []corpus.Count[corpus.Form] // in the order of corpus.Forms

	Compounds []corpus.Place // the most poems first
	Elsewhere int            // poems of places that lie in no compound
	Nowhere   int            // poems that name no place

	Seasons   []season
	Dated     int           // poems whose day is known
	Festivals []occasionSum // the most poems first

	Images  []corpus.Count[string] // the most poems first
	Replies []exchange             // the most poems first
}

// figured keeps the figures until the archive changes: counting reads every
// poem.
type figured struct {
	counting singleflight.Group
	last     atomic.Pointer[counted]
}

type counted struct {
	at corpus.Cursor // the head of the change log before counting
	figures
}

// showStats shows the archive in pictures, every one with its numbers, and
// every number with the list of its poems where the site has one.
func (s *Server) showStats(c echo.Context) (answer.Answer, error) {
	f, err := s.figures(c.Request().Context())
	if err != nil {
		return nil, err
	}
	v := drawn(f)
	for _, bars := range [][]barView{v.Forms, v.Festivals} {
		for i := range bars {
			bars[i].Name = s.words.Named(bars[i].Name)
		}
	}
	return s.pages.Show(c, http.StatusOK, "stats", page.View{Title: s.words.Say("stats.title"), Description: s.words.Say("stats.about", f.Total),
		Path: path, Section: "stats", Data: v})
}

// longestCount bounds a count, which goes on when its visitor has gone: else
// a machine too busy to count within one visit never would.
const longestCount = time.Minute

// figures counts, unless nothing has changed since; who asks meanwhile waits
// for the same count. The head is read first: a change during the count makes
// the next visit count again.
func (s *Server) figures(ctx context.Context) (figures, error) {
	head, err := s.store.Head(ctx)
	if err != nil {
		return figures{}, err
	}
	if last := s.figured.last.Load(); last != nil && last.at == head {
		return last.figures, nil
	}
	count := s.figured.counting.DoChan(string(head), func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestCount)
		defer cancel()
		f, err := s.countFigures(ctx)
		if err == nil {
			s.figured.last.Store(&counted{head, f})
		}
		return f, err
	})
	select {
	case done := <-count:
		if done.Err != nil {
			return figures{}, done.Err
		}
		return done.Val.(figures), nil
	case <-ctx.Done():
		return figures{}, fmt.Errorf("count figures: %w", ctx.Err())
	}
}

// counters bounds how many goroutines count at a time; each holds one of the
// archive's few connections for reading.
const counters = 2

func (s *Server) countFigures(ctx context.Context) (figures, error) {
	tallies := make([]*tally, min(counters, runtime.GOMAXPROCS(0)))
	for i := range tallies {
		tallies[i] = newTally()
	}
	err := s.store.EachSketch(ctx, len(tallies), func(share int, p *poems.Sketch) { tallies[share].add(p) })
	if err != nil {
		return figures{}, err
	}
	sum := tallies[0]
	for _, other := range tallies[1:] {
		sum.merge(other)
	}
	places, err := s.store.PlaceTree(ctx)
	if err != nil {
		return figures{}, err
	}
	f := sum.figures(places)
	if len(sum.replies) > 0 {
		authors, err := s.store.AuthorNames(ctx, nil)
		if err != nil {
			return figures{}, err
		}
		f.Replies = exchanges(sum.replies, authors, sum.authors)
	}
	return f, nil
}
