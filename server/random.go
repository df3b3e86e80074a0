package server

import (
	"math/rand/v2"
	"net/http"

	"github.com/labstack/echo/v4"
)

// showRandom leads to a poem by chance, to another one each time, and to an
// author of one poem as often as to one of hundreds.
func (s *Server) showRandom(c echo.Context) error {
	id, err := s.cfg.Store.FairPublished(c.Request().Context(), rand.Uint64(), rand.Uint64())
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Redirect(http.StatusFound, poemPath(id))
}
