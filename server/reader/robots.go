package reader

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// robots keeps crawlers out of what has no end: every filter of a search is
// one more address.
const robots = `User-agent: *
Disallow: /search
Disallow: /random
Disallow: /paper
Disallow: /api/
Disallow: /curator
Disallow: /submit
Disallow: /receipt
Disallow: /feeds/search.atom
`

func (s *Server) serveRobots(c echo.Context) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	text := robots
	if base := s.hosts.Whole(c); base != "" { // a sitemap is named by its whole address or not at all
		text += "\nSitemap: " + base + "/sitemap.xml\n"
	}
	return answer.Blob(http.StatusOK, echo.MIMETextPlainCharsetUTF8, []byte(text))
}
