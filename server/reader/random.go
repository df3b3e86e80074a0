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
	if err != nil {
		return nil, s.noneYet(err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return answer.Redirect(http.StatusFound, paths.Poem(id))
}

// noneYet is the answer of an archive without a poem: a reader who
// named no poem would take "this poem was not found" for a fault of the link.
func (s *Server) noneYet(err error) error {
	if corpus.CodeOf(err) != corpus.NotFound {
		return err
	}
	return &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("home.empty"), Err: err}
}
