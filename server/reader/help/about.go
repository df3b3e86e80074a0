package help

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// showAbout is whose site this is, in the community's own words as far as it
// has written any.
func (s *Server) showAbout(c echo.Context) (answer.Answer, error) {
	name := s.pages.Site(c.Request().Context()).Name
	return s.pages.Show(c, http.StatusOK, "about", page.View{Title: s.words.Say("about.title", name), Path: paths.About})
}
