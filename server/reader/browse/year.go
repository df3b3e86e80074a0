package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

func (s *Server) showYear(c echo.Context) (answer.Answer, error) {
	year := request.ParseYear(request.PathParam(c, "year"))
	if year == 0 {
		return nil, request.NotFound()
	}
	l, err := s.listPage(c, poems.Filter{Year: year}, paths.Year(year))
	if err != nil {
		return nil, err
	}
	if l.Total == 0 {
		return nil, request.NotFound()
	}
	heading := s.words.Say("year.heading", year)
	return s.pages.Show(c, http.StatusOK, "list", page.View{
		Title: heading, Description: s.words.Say("describe.year", year, l.Total), Path: paths.Year(year), Section: "years",
		Data: listView{Heading: heading, Kind: s.words.Say("years.title"), Up: "/years", List: l}})
}
