package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/site"
)

const mostPoems = 100 // in one answer

func (s *Server) poems(c echo.Context) error {
	answer := struct {
		Total  int        `json:"total"`
		Poems  []poemJSON `json:"poems"`
		Cursor string     `json:"cursor"`
	}{Poems: []poemJSON{}}
	ctx := c.Request().Context()
	filter, possible, err := s.FilterParams(ctx, c)
	if err != nil {
		return err
	}
	if !possible {
		return site.SendJSON(c, answer)
	}
	from := corpus.PoemID(site.ParseID(c.QueryParam("cursor")))
	poems, total, more, err := s.PoemsAfter(ctx, filter, from, limitParam(c, site.PageSize, mostPoems))
	if err != nil {
		return err
	}
	answer.Total = total
	for _, p := range poems {
		answer.Poems = append(answer.Poems, s.poemJSON(p))
	}
	if more {
		answer.Cursor = site.CursorOf(poems)
	}
	return site.SendJSON(c, answer)
}
