package server

import (
	"context"
	"hash/fnv"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

type todayView struct {
	Date string
	Poem corpus.Poem
}

// showToday shows the poem of the day. Its one address is the poem's own.
func (s *Server) showToday(c echo.Context) error {
	p, err := s.todayPoem(c.Request().Context())
	if err != nil {
		return err
	}
	now := s.cfg.Now()
	date := s.words.say("today.date", now.Year(), int(now.Month()), now.Day())
	return s.page(c, http.StatusOK, "today", view{
		Title: s.words.say("today.title"), Description: opening(*p), Path: "/today", Section: "today",
		Data: todayView{Date: date, Poem: *p},
	})
}

// todayPoem is the same for everybody all day, and jumps about from day to
// day: poems in order would be by one author for weeks.
func (s *Server) todayPoem(ctx context.Context) (*corpus.Poem, error) {
	h := fnv.New64a()
	h.Write([]byte(s.cfg.Now().Format("2006-01-02"))) // a hash never fails to take bytes
	id, err := s.cfg.Store.NthPublished(ctx, h.Sum64()>>1)
	if err != nil {
		return nil, err
	}
	p, err := s.cfg.Store.Published(ctx, id)
	if err != nil {
		return nil, err
	}
	return &p, nil
}
