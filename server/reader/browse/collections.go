package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/typeset"
)

type collectionsView struct {
	Collections []corpus.Collection
	Wide        []page.Choice
}

func (s *Server) showCollections(c echo.Context) (answer.Answer, error) {
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	v := collectionsView{Wide: Wide(s.words, "/collections")}
	for _, one := range e.Collections {
		one.Foreword = typeset.Shorten(one.Foreword, 100)
		v.Collections = append(v.Collections, one)
	}
	return s.pages.Show(c, http.StatusOK, "collections", page.View{Title: s.words.Say("collections.title"), Description: s.words.Say("collections.lead"), Path: "/collections", Data: v})
}
