package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// branch is a place with those below it.
type branch struct {
	corpus.Place
	Below []branch
}

func (s *Server) showPlaces(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "places", view{
		Title: s.words.say("places.title"), Path: "/places", Section: "places", Data: tree(e.Places)})
}

// tree builds the tree out of the flat list, leaving out places without
// published poems.
func tree(places []corpus.Place) []branch { return branches(childrenOf(places), 0) }

func childrenOf(places []corpus.Place) map[corpus.PlaceID][]corpus.Place {
	children := map[corpus.PlaceID][]corpus.Place{}
	for _, p := range places {
		if p.Poems > 0 {
			children[p.Parent] = append(children[p.Parent], p)
		}
	}
	return children
}

func branches(children map[corpus.PlaceID][]corpus.Place, parent corpus.PlaceID) []branch {
	var list []branch
	for _, p := range children[parent] {
		list = append(list, branch{Place: p, Below: branches(children, p.ID)})
	}
	return list
}
