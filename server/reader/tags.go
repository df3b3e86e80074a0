package reader

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/site"
)

func (s *Server) showTags(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.Page(c, http.StatusOK, "tags", site.View{
		Title: s.Say("tags.title"), Path: "/tags", Section: "tags", Data: e.Tags})
}
