package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/page"
)

func (s *Server) showTags(c echo.Context) (answer.Answer, error) {
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "tags", page.View{
		Title: s.words.Say("tags.title"), Description: s.words.Say("tags.lead"), Path: "/tags", Section: "tags", Data: e.Tags})
}
