package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func (s *Server) showYears(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "years", view{
		Title: s.Say("years.title"), Path: "/years", Section: "years", Data: e.Years})
}
