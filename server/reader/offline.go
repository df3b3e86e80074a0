package reader

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// serveWorker sends the service worker. It stands at the root of the site,
// because one can only keep pages below its own address, and is asked for anew
// each time: phones must not hold on to an old one.
func (s *Server) serveWorker(echo.Context) (answer.Answer, error) {
	return answer.Body(http.StatusOK, assets.ContentTypes[".js"], s.assets.Content("sw.js"))
}

// showOffline shows what phones keep to stand for pages that they do not have.
func (s *Server) showOffline(c echo.Context) (answer.Answer, error) {
	return s.pages.Show(c, http.StatusOK, "offline", page.View{Title: s.words.Say("offline.title"), Path: paths.Offline, NoIndex: true})
}
