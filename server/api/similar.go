package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/request"
)

// How many like poems are given, and at most.
const (
	usualSimilar = 6
	mostSimilar  = 20
)

func (s *Server) serveSimilar(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	if _, err := s.store.Published(ctx, corpus.PoemID(id)); err != nil {
		return nil, err
	}
	found, err := s.search.Similar(ctx, corpus.PoemID(id), limitParam(c, usualSimilar, mostSimilar))
	if err != nil {
		return nil, err
	}
	return answer.JSON(struct {
		Related []search.Related `json:"related"`
	}{append([]search.Related{}, found...)})
}
