package api

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
	"shiyun/server/site"
)

// How many suggestions are given, and at most.
const (
	usualSuggestions = 8
	mostSuggestions  = 20
)

// suggestionJSON is a suggestion with the script it is written in, left out
// where both write it so.
type suggestionJSON struct {
	search.Suggestion
	Lang string `json:"lang,omitempty"`
}

func (s *Server) suggest(c echo.Context) error {
	q := strings.TrimSpace(c.QueryParam("q"))
	suggestions := []search.Suggestion{}
	if q != "" {
		var err error
		if suggestions, err = s.Search.Suggest(c.Request().Context(), q, limitParam(c, usualSuggestions, mostSuggestions)); err != nil {
			return err
		}
	}
	marked := make([]suggestionJSON, len(suggestions))
	for i, one := range suggestions {
		marked[i] = suggestionJSON{one, site.LangOf(one.Text)}
	}
	return site.SendJSON(c, struct {
		Query       string           `json:"query"`
		Suggestions []suggestionJSON `json:"suggestions"`
	}{q, marked})
}
