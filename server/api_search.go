package server

import (
	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

func (s *Server) apiSearch(c echo.Context) error {
	req := searchRequest(c, limitParam(c, search.DefaultLimit, search.MaxLimit))
	result, err := s.Search.Search(c.Request().Context(), req)
	if err != nil {
		return err
	}
	s.noteMiss(req, result)
	return sendJSON(c, result)
}
