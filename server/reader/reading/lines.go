package reading

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/borrowed"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// linesView is where the lines of a poem stand elsewhere.
type linesView struct {
	Poem  corpus.Poem
	Found borrowed.Shown
}

func (s *Server) showPoemLines(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	p, err := s.store.Published(ctx, corpus.PoemID(id))
	if err != nil {
		return published.MovedPoem(c, s.store, id, paths.PoemLines, err)
	}
	found, err := s.borrowed.One(ctx, p)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "poem-lines", page.View{Title: s.words.Say("lines.page", p.Title), NoIndex: true, Data: linesView{p, found}})
}
