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

func (s *Server) showTag(c echo.Context) (answer.Answer, error) {
	tag := request.PathParam(c, "name")
	l, err := s.listPage(c, poems.Filter{Tag: tag}, paths.Tag(tag))
	if err != nil {
		return nil, err
	}
	if tag == "" || l.Total == 0 {
		return nil, request.NotFound()
	}
	return s.pages.Show(c, http.StatusOK, "list", page.View{
		Title: s.words.Say("tag.title", tag), Description: s.words.Say("describe.tag", tag, l.Total), Path: paths.Tag(tag), Section: "tags",
		Data: listView{Heading: tag, Kind: s.words.Say("tags.title"), Up: "/tags", List: l}})
}
