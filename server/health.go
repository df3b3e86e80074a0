package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// showHealth answers while the process does, whatever the index does: a
// program that is rebuilding must not be killed for it.
func (s *Server) showHealth(c echo.Context) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return answer.JSON(map[string]string{"status": "ok", "version": s.site.Version})
}

// Alive reports whether the site still answers, for a watchdog: it asks
// itself, past every limit of connections.
func (s *Server) Alive(ctx context.Context) bool {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, "/healthz", nil)
	if err != nil {
		return false
	}
	ask.RemoteAddr = "127.0.0.1:0"
	answer := statusOnly{header: http.Header{}}
	s.ServeHTTP(&answer, ask)
	return answer.status == http.StatusOK
}

// statusOnly is an answer of which only the status counts.
type statusOnly struct {
	header http.Header
	status int
}

func (a *statusOnly) Header() http.Header         { return a.header }
func (a *statusOnly) Write(p []byte) (int, error) { return len(p), nil }
func (a *statusOnly) WriteHeader(status int)      { a.status = status }

// showReady answers whether searches see the whole archive, what is sent in is
// kept and the work in the background goes on.
func (s *Server) showReady(c echo.Context) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	status, state := http.StatusOK, "ready"
	switch {
	case s.stopping.Load():
		status, state = http.StatusServiceUnavailable, "stopping"
	case !s.site.Ready.Ready():
		status, state = http.StatusServiceUnavailable, "catching_up"
	case !s.site.Store.ReadOnly().IsZero():
		status, state = http.StatusServiceUnavailable, "read_only"
	case s.ill != nil && len(s.ill()) > 0:
		status, state = http.StatusServiceUnavailable, "ill: "+strings.Join(s.ill(), " ")
	}
	return answer.JSONAs(status, echo.MIMEApplicationJSON+"; charset=utf-8", map[string]string{"status": state})
}
