package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

type collectionsView struct {
	Collections []corpus.Collection
	Wide        []choice
}

func (s *Server) showCollections(c echo.Context) error {
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	v := collectionsView{Wide: s.wide("/collections")}
	for _, one := range e.Collections {
		one.Foreword = cut(one.Foreword, 100)
		v.Collections = append(v.Collections, one)
	}
	return s.page(c, http.StatusOK, "collections", view{Title: s.Say("collections.title"), Path: "/collections", Data: v})
}
