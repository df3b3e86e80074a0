package archive

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// mediaView is the page where curators put recordings and pictures
// beside a poem.
type mediaView struct {
	*entry.Entry
	Poem  corpus.Poem
	Media []published.MediaView
	Waits []published.MediaView // sent in and not decided on
	Kinds []corpus.MediaKind
	Saved bool
}

// KindKey is where the catalogue names a kind.
func (mediaView) KindKey(k corpus.MediaKind) string { return "media." + string(k) }

// mediaBody is the largest recording with its form.
const mediaBody = media.MaxRecording + 64<<10

// The longest of the fields, in code points.
const (
	maxAlt     = 200
	maxConsent = 500
)

func (s *Server) showMedia(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	return s.mediaForm(c, http.StatusOK, p, entry.New(s.words, url.Values{}))
}

func (s *Server) mediaForm(c echo.Context, status int, p corpus.Poem, e *entry.Entry) (answer.Answer, error) {
	all, err := published.Media(c.Request().Context(), s.store, p.ID)
	if err != nil {
		return nil, err
	}
	waits, err := s.store.WaitingMedia(c.Request().Context(), p.ID)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "curator-media", page.View{Title: s.words.Say("media.of", p.Title), Section: "poems",
		Data: mediaView{Entry: e, Poem: p, Media: all, Waits: published.ViewMedia(waits), Kinds: corpus.MediaKinds(), Saved: c.QueryParam("saved") != ""}})
}

// addMedia takes a file in. The file is on the disk before the archive names
// it, and is taken away again where the archive does not.
func (s *Server) addMedia(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	values, files, err := request.FormWithFiles(c)
	if err != nil {
		return s.uploadFailed(c, p, err)
	}
	e, content := entry.New(s.words, values), files["file"]
	m := corpus.Media{Poem: p.ID, Kind: corpus.MediaKind(values.Get("kind")), Alt: e.Short("alt", maxAlt), By: e.Short("by", maxAlt), Consent: e.Short("consent", maxConsent)}
	s.checkMedia(e, m, content)
	var v media.Vetted
	if e.Fine() {
		v, err = media.Vet(c.Request().Context(), m.Kind, content)
		if corpus.CodeOf(err) == corpus.Invalid {
			_, e.Problems["file"] = s.pages.Classify(err)
		} else if err != nil {
			return nil, err
		}
	}
	if !e.Fine() {
		return s.mediaForm(c, http.StatusUnprocessableEntity, p, e)
	}
	if err := s.keepMedia(c, m, v); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(p.ID) + "/media?saved=1")
}

func (s *Server) checkMedia(e *entry.Entry, m corpus.Media, content []byte) {
	if !slices.Contains(corpus.MediaKinds(), m.Kind) {
		e.Refuse("kind", "media.no_kind")
	}
	if m.Alt == "" {
		e.Refuse("alt", "media.no_alt")
	}
	if m.Consent == "" {
		e.Refuse("consent", "media.no_consent")
	}
	if len(content) == 0 {
		e.Refuse("file", "media.no_file")
	}
}

func (s *Server) keepMedia(c echo.Context, m corpus.Media, v media.Vetted) error {
	m, err := published.KeepFile(s.store, m, v)
	if err != nil {
		return err
	}
	if _, err := s.store.AddMedia(c.Request().Context(), curator.ActorOf(c), m); err != nil {
		return errors.Join(err, published.MediaFolder(s.store).Remove(m.File))
	}
	return nil
}

// uploadFailed shows the form again for a file that is too large, which is
// what people can do something about.
func (s *Server) uploadFailed(c echo.Context, p corpus.Poem, err error) (answer.Answer, error) {
	var tooLarge *http.MaxBytesError
	if !errors.As(err, &tooLarge) {
		return nil, err
	}
	e := entry.New(s.words, url.Values{})
	e.Refuse("file", "media.too_large")
	return s.mediaForm(c, http.StatusRequestEntityTooLarge, p, e)
}

// withdrawMedia takes a file from its poem and from the disk: who agreed may
// take it back.
func (s *Server) withdrawMedia(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	id := corpus.MediaID(request.ParseID(c.Param("media")))
	if err := s.store.WithdrawMedia(c.Request().Context(), curator.ActorOf(c), p.ID, id); err != nil {
		return nil, err
	}
	m, err := s.store.OneMedia(c.Request().Context(), id)
	if err != nil {
		return nil, err
	}
	if err := published.MediaFolder(s.store).Remove(m.File); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(p.ID) + "/media?saved=1")
}

// publishMedia lets readers see a recording or picture that was sent in.
func (s *Server) publishMedia(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	if err := s.store.ShowMedia(c.Request().Context(), curator.ActorOf(c), p.ID, corpus.MediaID(request.ParseID(c.Param("media")))); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(p.ID) + "/media?saved=1")
}
