package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
)

func (s *Server) showYear(c echo.Context) error {
	year := parseYear(pathParam(c, "year"))
	if year == 0 {
		return s.notFound()
	}
	l, err := s.listPage(c, store.Filter{Year: year}, yearPath(year))
	if err != nil {
		return err
	}
	if l.Total == 0 {
		return s.notFound()
	}
	heading := s.Say("year.heading", year)
	return s.page(c, http.StatusOK, "list", view{
		Title: heading, Path: yearPath(year), Section: "years",
		Data: listView{Heading: heading, Kind: s.Say("years.title"), Up: "/years", List: l}})
}
