package reader

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/site"
)

type todayView struct {
	Date     string
	Occasion string // what the poem was chosen for; "" for none
	Poem     corpus.Poem
}

// showToday shows the poem of the day. Its one address is the poem's own.
func (s *Server) showToday(c echo.Context) (answer.Answer, error) {
	p, occasion, err := s.todayPoem(c.Request().Context())
	if err != nil {
		return nil, s.noneYet(err)
	}
	now := s.Now()
	date := s.Say("today.date", now.Year(), int(now.Month()), now.Day())
	return s.Show(c, http.StatusOK, "today", site.View{
		Title: s.Say("today.title"), Description: opening(*p), Path: "/today", Section: "today", Font: poemFont(*p),
		Data: todayView{Date: date, Occasion: occasion, Poem: *p},
	})
}

// daily keeps the choice of a day until the archive changes.
type daily struct {
	mu       sync.Mutex // one request chooses, the others wait for it
	date     string
	at       corpus.Cursor
	poem     corpus.PoemID
	occasion string
}

// todayPoem is the same for everybody all day: a poem of the festival that is
// near or of the solar term, and where nobody has written one, any. Authors
// take turns, however many poems they have.
func (s *Server) todayPoem(ctx context.Context) (*corpus.Poem, string, error) {
	d := &s.daily
	d.mu.Lock()
	defer d.mu.Unlock()
	head, err := s.Store.Head(ctx)
	if err != nil {
		return nil, "", err
	}
	date := s.Now().Format(time.DateOnly)
	if d.date != date || d.at != head {
		id, occasion, err := s.chooseToday(ctx, date)
		if err != nil {
			return nil, "", err
		}
		d.poem, d.occasion = id, occasion
		if s.Ready.Ready() { // before that, the search may know only half the archive
			d.date, d.at = date, head
		}
	}
	p, err := s.Store.Published(ctx, d.poem)
	if err != nil {
		return nil, "", err
	}
	return &p, d.occasion, nil
}

func (s *Server) chooseToday(ctx context.Context, date string) (corpus.PoemID, string, error) {
	for _, o := range almanac.Around(s.Now()) {
		found, err := s.Search.Search(ctx, search.Request{Query: paths.OccasionQuery(o), Limit: search.MaxLimit})
		if err != nil {
			return 0, "", err
		}
		if len(found.Hits) > 0 {
			return fairHit(found.Hits, site.Pick(date)), o.Name, nil
		}
	}
	id, err := s.Store.FairPublished(ctx, site.Pick(date), site.Pick(date, "poem"))
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
