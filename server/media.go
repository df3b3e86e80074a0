package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/media"
)

// mediaView is a recording or picture on a poem's page.
type mediaView struct {
	corpus.Media
	Path  string
	Sound bool
	Key   string // of what it is, in the catalogue
}

func mediaPath(m corpus.Media) string { return numbered("/media/", int64(m.ID)) + "/" + m.File }

func viewMedia(m corpus.Media) mediaView {
	return mediaView{m, mediaPath(m), m.Kind == corpus.MediaRecording, "media." + string(m.Kind)}
}

func (s *Server) mediaFolder() media.Folder { return media.Folder(s.Store.MediaDir()) }

func (s *Server) mediaOf(ctx context.Context, id corpus.PoemID) ([]mediaView, error) {
	all, err := s.Store.Media(ctx, id)
	views := make([]mediaView, len(all))
	for i, m := range all {
		views[i] = viewMedia(m)
	}
	return views, err
}

// serveMedia sends a file of a published poem, or the part of it that is asked
// for. It must be asked for anew each time, like the poem itself: what a
// family takes back must not live on in a cache.
func (s *Server) serveMedia(c echo.Context) (err error) {
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	m, err := s.Store.OneMedia(ctx, corpus.MediaID(id))
	if err != nil {
		return err
	}
	if pathParam(c, "name") != m.File || !m.Gone.IsZero() {
		return s.notFound()
	}
	if _, err := s.Store.Published(ctx, m.Poem); err != nil && !s.curates(c) {
		return s.notFound()
	}
	file, err := s.mediaFolder().Open(m.File)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return sendMedia(c, m, file)
}

func sendMedia(c echo.Context, m corpus.Media, file *os.File) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, m.Type)
	if h.Get(echo.HeaderCacheControl) == "" {
		h.Set(echo.HeaderCacheControl, "no-cache")
	}
	h.Set("ETag", fmt.Sprintf(`"%s"`, m.File))
	h.Set("Content-Disposition", "inline")
	h.Set("X-Robots-Tag", "noindex")
	http.ServeContent(c.Response(), c.Request(), "", m.At, file)
	return nil
}
