package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
)

func (s *Server) showTag(c echo.Context) error {
	tag := pathParam(c, "name")
	l, err := s.listPage(c, store.Filter{Tag: tag}, tagPath(tag))
	if err != nil {
		return err
	}
	if tag == "" || l.Total == 0 {
		return s.notFound()
	}
	return s.page(c, http.StatusOK, "list", view{
		Title: s.Say("tag.title", tag), Path: tagPath(tag), Section: "tags",
		Data: listView{Heading: tag, Kind: s.Say("tags.title"), Up: "/tags", List: l}})
}
