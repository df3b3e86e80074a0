package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/request"
)

type authorJSON struct {
	ID      corpus.AuthorID `json:"id"`
	Name    string          `json:"name"`
	Initial string          `json:"initial"`
	Poems   int             `json:"poems"`
	URL     string          `json:"url"`
}

func (s *Server) serveAuthors(c echo.Context) (answer.Answer, error) {
	authors, err := s.store.Authors(c.Request().Context(), request.ChosenInitial(c))
	if err != nil {
		return nil, err
	}
	reply := struct {
		Total   int          `json:"total"`
		Authors []authorJSON `json:"authors"`
	}{len(authors), []authorJSON{}}
	for _, a := range authors {
		reply.Authors = append(reply.Authors, authorJSON{a.ID, a.Name, a.Initial, a.Poems, string(s.origin) + paths.Author(a.ID)})
	}
	return answer.JSON(reply)
}
