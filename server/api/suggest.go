package api

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
	"shiyun/indexer/search/suggest"
	"shiyun/server/answer"
	"shiyun/server/lang"
	"shiyun/server/paths"
)

// How many suggestions are given, and at most.
const (
	usualSuggestions = 8
	mostSuggestions  = 20
)

// suggestionJSON is a suggestion with the address of its page and the script it
// is written in, left out where both write it so.
type suggestionJSON struct {
	Kind suggest.Kind `json:"kind"`
	Text string       `json:"text"`
	URL  string       `json:"url"`
	Lang string       `json:"lang,omitempty"`
}

func (s *Server) serveSuggestions(c echo.Context) (answer.Answer, error) {
	q := strings.TrimSpace(c.QueryParam("q"))
	suggestions := []search.Suggestion{}
	if q != "" {
		var err error
		if suggestions, err = s.search.Suggest(c.Request().Context(), q, limitParam(c, usualSuggestions, mostSuggestions)); err != nil {
			return nil, err
		}
	}
	marked := make([]suggestionJSON, len(suggestions))
	for i, one := range suggestions {
		marked[i] = suggestionJSON{one.Kind, one.Text, addressOf(one), lang.Of(one.Text)}
	}
	return answer.JSON(struct {
		Query       string           `json:"query"`
		Suggestions []suggestionJSON `json:"suggestions"`
	}{q, marked})
}

// addressOf is the page that a suggestion leads to: a line is searched for, so
// that every poem with it is found.
func addressOf(one search.Suggestion) string {
	switch one.Kind {
	case suggest.Author:
		return paths.Author(one.Author)
	case suggest.Title:
		return paths.Poem(one.Poem)
	}
	return paths.Search(search.Request{Query: one.Text})
}
