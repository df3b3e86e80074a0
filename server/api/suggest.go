package api

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
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
	Kind  suggest.Kind `json:"kind"`
	Text  string       `json:"text"`
	URL   string       `json:"url"`
	Lang  string       `json:"lang,omitempty"`
	Poems int          `json:"poems,omitempty"`
	Word  string       `json:"word,omitempty"`
	Other string       `json:"other,omitempty"`
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
		marked[i] = suggestionJSON{one.Kind, one.Text, addressOf(one), lang.Of(one.Text), one.Poems, one.Word, one.Other}
	}
	return answer.JSON(struct {
		Query       string           `json:"query"`
		Suggestions []suggestionJSON `json:"suggestions"`
	}{q, marked})
}

// addressOf is the page that a suggestion leads to. A line is searched for, so
// that every poem with it is found, and so is what has no page of its own: a
// question, a theme, several forms or years.
func addressOf(one search.Suggestion) string {
	switch {
	case one.Word != "":
	case one.Kind == suggest.Author:
		return paths.Author(one.Author)
	case one.Kind == suggest.Title:
		return paths.Poem(one.Poem)
	case one.Kind == suggest.Form && slices.Contains(corpus.Forms(), corpus.Form(one.Text)):
		return paths.Form(corpus.Form(one.Text))
	case one.Kind == suggest.Place:
		return paths.Place(corpus.PlaceID(one.ID))
	case one.Kind == suggest.Tag:
		return paths.Tag(one.Text)
	case one.Kind == suggest.Tune:
		return paths.Tune(one.Text)
	case one.Kind == suggest.Collection:
		return paths.Collection(corpus.CollectionID(one.ID))
	case one.Kind == suggest.Stone:
		return paths.Stone(one.Code)
	case one.Kind == suggest.Time && one.Year != 0:
		return paths.Year(one.Year)
	}
	return paths.Search(search.Request{Query: one.Text})
}
