package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/page"
)

func (s *Server) showYears(c echo.Context) (answer.Answer, error) {
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "years", page.View{
		Title: s.words.Say("years.title"), Description: s.words.Say("years.lead"), Path: "/years", Section: "years", Data: e.Years})
}
