package reading

import (
	"fmt"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/published"
	"shiyun/server/request"
)

// serveMedia sends a file of a published poem, or the part of it that is asked
// for. What waits for a decision is for curators alone. It must be asked for anew each time, like the poem itself: what a
// family takes back must not live on in a cache.
func (s *Server) serveMedia(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	m, err := s.store.OneMedia(ctx, corpus.MediaID(id))
	if err != nil {
		return nil, err
	}
	if request.PathParam(c, "name") != m.File || !m.Gone.IsZero() {
		return nil, request.NotFound()
	}
	if _, err := s.store.Published(ctx, m.Poem); (err != nil || m.Waiting) && !s.sessions.Curates(c) {
		return nil, request.NotFound()
	}
	file, err := published.MediaFolder(s.store).OpenWhole(m)
	if err != nil { // the archive has it, so somebody must put it back from a backup
		s.log.Error("media file missing or damaged", "media", m.ID, "poem", m.Poem, "error", err)
		return nil, err
	}
	return func(c echo.Context) error {
		sendMedia(c, m, file)
		return file.Close()
	}, nil
}

func sendMedia(c echo.Context, m corpus.Media, file *os.File) {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, m.Type)
	if h.Get(echo.HeaderCacheControl) == "" {
		h.Set(echo.HeaderCacheControl, "no-cache")
	}
	h.Set("ETag", fmt.Sprintf(`"%s"`, m.File))
	h.Set("Content-Disposition", "inline")
	h.Set("X-Robots-Tag", "noindex")
	http.ServeContent(c.Response(), c.Request(), "", m.At, file)
}
