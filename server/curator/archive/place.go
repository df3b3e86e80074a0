package archive

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/request"
)

type placesView struct {
	*entry.Entry
	Tabs   []page.Choice
	Places []corpus.Place
}

func (s *Server) showPlaces(c echo.Context) (answer.Answer, error) {
	return s.placesForm(c, http.StatusOK, entry.New(s.words, url.Values{}))
}

func (s *Server) placesForm(c echo.Context, status int, e *entry.Entry) (answer.Answer, error) {
	all, err := s.store.Places(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "curator-places", page.View{Title: s.words.Say("places.title"),
		Data: placesView{Entry: e, Tabs: s.arranging(curator.PlacesPath), Places: all}})
}

func (s *Server) addPlace(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	ref, err := s.store.AddPlace(c.Request().Context(), curator.ActorOf(c), values.Get("path"))
	if notice := curator.Notice(s.words, err); notice != "" {
		e := entry.New(s.words, values)
		e.Problems["path"] = notice
		return s.placesForm(c, http.StatusUnprocessableEntity, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Numbered(curator.PlacesPath+"/", int64(ref.ID)))
}

type placeView struct {
	*entry.Entry
	Place  corpus.Place
	Former []string
	Kinds  []corpus.PlaceKind
	Plan   *plan.Plan
	Saved  bool
}

func (s *Server) showPlace(c echo.Context) (answer.Answer, error) {
	p, err := s.place(c)
	if err != nil {
		return nil, err
	}
	values := url.Values{"name": {p.Name}, "kind": {string(p.Kind)}, "about": {p.About}}
	setSpot(values, p.At)
	return s.placeForm(c, http.StatusOK, p, entry.New(s.words, values))
}

func (s *Server) place(c echo.Context) (corpus.Place, error) {
	id, err := request.PathID(c)
	if err != nil {
		return corpus.Place{}, err
	}
	return s.store.Place(c.Request().Context(), corpus.PlaceID(id))
}

func (s *Server) placeForm(c echo.Context, status int, p corpus.Place, e *entry.Entry) (answer.Answer, error) {
	ctx := c.Request().Context()
	all, err := s.store.PlaceTree(ctx)
	if err != nil {
		return nil, err
	}
	v := placeView{Entry: e, Place: p, Kinds: corpus.PlaceKinds(), Plan: plan.Draw(all, nil, plan.Here{Place: p.ID}, s.origin.Preferences(c)), Saved: c.QueryParam("saved") != ""}
	if v.Former, err = s.store.FormerPaths(ctx, p.ID); err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "curator-place", page.View{Title: p.Name, Data: v})
}

func (s *Server) savePlace(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	p, err := s.place(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	next := corpus.Place{ID: p.ID, Name: values.Get("name"), Kind: corpus.PlaceKind(values.Get("kind")), About: values.Get("about"), At: spotIn(e)}
	if !e.Fine() {
		return s.placeForm(c, http.StatusUnprocessableEntity, p, e)
	}
	err = s.store.EditPlace(c.Request().Context(), curator.ActorOf(c), next)
	if notice := curator.Notice(s.words, err); notice != "" {
		e.Problems["name"] = notice
		return s.placeForm(c, http.StatusUnprocessableEntity, p, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Numbered(curator.PlacesPath+"/", int64(p.ID)) + "?saved=1")
}
