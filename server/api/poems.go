package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/request"
	"shiyun/server/site"
)

const mostPoems = 100 // in one answer

func (s *Server) poems(c echo.Context) (answer.Answer, error) {
	reply := struct {
		Total  int        `json:"total"`
		Poems  []poemJSON `json:"poems"`
		Cursor string     `json:"cursor"`
	}{Poems: []poemJSON{}}
	ctx := c.Request().Context()
	filter, possible, err := s.FilterParams(ctx, c)
	if err != nil {
		return nil, err
	}
	if !possible {
		return answer.JSON(reply)
	}
	from := corpus.PoemID(request.ParseID(c.QueryParam("cursor")))
	poems, total, more, err := s.PoemsAfter(ctx, filter, from, limitParam(c, site.PageSize, mostPoems))
	if err != nil {
		return nil, err
	}
	reply.Total = total
	for _, p := range poems {
		reply.Poems = append(reply.Poems, s.poemJSON(p))
	}
	if more {
		reply.Cursor = site.CursorOf(poems)
	}
	return answer.JSON(reply)
}
