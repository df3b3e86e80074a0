package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func (s *Server) showTags(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "tags", view{
		Title: s.Say("tags.title"), Path: "/tags", Section: "tags", Data: e.Tags})
}
