package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// showHealth answers while the process does, whatever the index does: a
// program that is rebuilding must not be killed for it.
func (s *Server) showHealth(c echo.Context) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return answer.JSON(map[string]string{"status": "ok", "version": s.site.Version})
}

// showReady answers whether searches see the whole archive.
func (s *Server) showReady(c echo.Context) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	status, state := http.StatusOK, "ready"
	switch {
	case s.stopping.Load():
		status, state = http.StatusServiceUnavailable, "stopping"
	case !s.site.Ready.Ready():
		status, state = http.StatusServiceUnavailable, "catching_up"
	}
	return answer.JSONAs(status, echo.MIMEApplicationJSON+"; charset=utf-8", map[string]string{"status": state})
}
