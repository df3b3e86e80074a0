package server

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

// How many suggestions are given, and at most.
const (
	usualSuggestions = 8
	mostSuggestions  = 20
)

func (s *Server) apiSuggest(c echo.Context) error {
	q := strings.TrimSpace(c.QueryParam("q"))
	suggestions := []search.Suggestion{}
	if q != "" {
		var err error
		if suggestions, err = s.cfg.Search.Suggest(c.Request().Context(), q, limitParam(c, usualSuggestions, mostSuggestions)); err != nil {
			return err
		}
	}
	return sendJSON(c, struct {
		Query       string              `json:"query"`
		Suggestions []search.Suggestion `json:"suggestions"`
	}{q, suggestions})
}
