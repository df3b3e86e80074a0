package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/published"
	"shiyun/server/request"
)

const mostPoems = 100 // in one answer

func (s *Server) servePoems(c echo.Context) (answer.Answer, error) {
	reply := struct {
		Total  int        `json:"total"`
		Poems  []poemJSON `json:"poems"`
		Cursor string     `json:"cursor"`
	}{Poems: []poemJSON{}}
	ctx := c.Request().Context()
	filter, possible, err := published.Filter(ctx, s.store, c)
	if err != nil {
		return nil, err
	}
	if !possible {
		return answer.JSON(reply)
	}
	from := corpus.PoemID(request.ParseID(c.QueryParam("cursor")))
	if from == 0 && c.QueryParam("cursor") != "" {
		return nil, badCursor()
	}
	poems, total, more, err := published.List(ctx, s.store, filter, from, limitParam(c, published.PageSize, mostPoems))
	if err != nil {
		return nil, err
	}
	reply.Total = total
	for _, p := range poems {
		reply.Poems = append(reply.Poems, s.poemJSON(p))
	}
	if more {
		reply.Cursor = published.CursorOf(poems)
		linkNext(c, reply.Cursor)
	}
	return answer.JSON(reply)
}
