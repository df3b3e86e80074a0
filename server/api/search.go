package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/request"
)

func (s *Server) serveSearch(c echo.Context) (answer.Answer, error) {
	req := request.Search(c, limitParam(c, search.DefaultLimit, search.MaxLimit))
	if req.Cursor != "" && !search.IsCursor(req.Cursor) {
		return nil, badCursor()
	}
	result, err := s.search.Search(c.Request().Context(), req)
	if err != nil {
		return nil, err
	}
	answer.Again(c, s.misses.Note(req, result))
	if result.Partial {
		answer.Unkeep(c)
	}
	if result.Cursor != "" {
		linkNext(c, result.Cursor)
	}
	reply := searchJSON{result, s.words.Render(result.Notice)}
	lasting := reply
	lasting.TookMS = 0
	return answer.JSONTagged(reply, lasting)
}

type searchJSON struct {
	search.Result
	Notice string `json:"notice,omitempty"`
}
