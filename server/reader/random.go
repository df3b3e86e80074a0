package reader

import (
	"math/rand/v2"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
)

// showRandom leads to a poem by chance, to another one each time, and to an
// author of one poem as often as to one of hundreds.
func (s *Server) showRandom(c echo.Context) (answer.Answer, error) {
	id, err := s.store.FairPublished(c.Request().Context(), rand.Uint64(), rand.Uint64())
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	if corpus.CodeOf(err) == corpus.NotFound {
		return answer.Redirect(http.StatusFound, "/") // where it is said that there is none yet
	}
	if err != nil {
		return nil, err
	}
	return answer.Redirect(http.StatusFound, paths.Poem(id))
}
