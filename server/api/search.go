package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/request"
)

func (s *Server) serveSearch(c echo.Context) (answer.Answer, error) {
	req := request.Search(c, limitParam(c, search.DefaultLimit, search.MaxLimit))
	result, err := s.search.Search(c.Request().Context(), req)
	if err != nil {
		return nil, err
	}
	answer.Again(c, s.misses.Note(req, result))
	if result.Partial {
		answer.Unkeep(c)
	}
	return answer.JSON(struct {
		search.Result
		Notice string `json:"notice,omitempty"`
	}{result, s.words.Render(result.Notice)})
}
