package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func (s *Server) showForms(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "forms", view{
		Title: s.words.say("forms.title"), Path: "/forms", Section: "forms", Data: e.Forms})
}
