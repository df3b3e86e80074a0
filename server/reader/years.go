package reader

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/site"
)

func (s *Server) showYears(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.Page(c, http.StatusOK, "years", site.View{
		Title: s.Say("years.title"), Path: "/years", Section: "years", Data: e.Years})
}
