package server

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

type placeView struct {
	Place corpus.Place
	Above []corpus.Place // from the top down
	Below []corpus.Place
	List  list
}

func (s *Server) showPlace(c echo.Context) error {
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	v, ok := standing(e.Places, corpus.PlaceID(id))
	if !ok {
		return s.notFound()
	}
	path := placePath(v.Place.ID)
	if v.List, err = s.listPage(c, store.Filter{Place: v.Place.ID}, path); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "place", view{
		Title: s.words.say("place.title", v.Place.Name), Path: path, Section: "places", Data: v})
}

// standing finds a place with what is above and below it; not one without
// published poems.
func standing(places []corpus.Place, id corpus.PlaceID) (placeView, bool) {
	byID := map[corpus.PlaceID]corpus.Place{}
	for _, p := range places {
		byID[p.ID] = p
	}
	v := placeView{Place: byID[id], Below: childrenOf(places)[id]}
	for up := v.Place.Parent; up != 0 && len(v.Above) < len(places); up = byID[up].Parent {
		v.Above = append(v.Above, byID[up])
	}
	slices.Reverse(v.Above)
	return v, v.Place.Poems > 0
}
