package server

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

type curatorCollectionsView struct {
	Tabs        []choice
	Collections []corpus.Collection
}

func (s *Server) showCuratorCollections(c echo.Context) error {
	all, err := s.Store.Collections(c.Request().Context())
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "curator-collections", view{Title: s.Say("collections.title"),
		Data: curatorCollectionsView{s.arranging(curatorCollectionsPath), all}})
}

// mostArranged is how many poems of a collection are put in order on one page.
const mostArranged = 1_000

type curatorCollectionView struct {
	*entry
	Collection corpus.Collection
	Poems      []corpus.Poem
	More       bool // there are poems behind those shown
	Saved      bool
}

func (s *Server) showCuratorCollection(c echo.Context) error {
	one, err := s.curatorCollection(c)
	if err != nil {
		return err
	}
	return s.collectionForm(c, http.StatusOK, one, s.entryOf(url.Values{"foreword": {one.Foreword}}))
}

func (s *Server) curatorCollection(c echo.Context) (corpus.Collection, error) {
	id, err := s.pathID(c)
	if err != nil {
		return corpus.Collection{}, err
	}
	return s.Store.Collection(c.Request().Context(), corpus.CollectionID(id))
}

func (s *Server) collectionForm(c echo.Context, status int, one corpus.Collection, e *entry) error {
	poems, err := s.Store.CollectionOrder(c.Request().Context(), one.ID, mostArranged+1)
	if err != nil {
		return err
	}
	v := curatorCollectionView{entry: e, Collection: one, Poems: poems, Saved: c.QueryParam("saved") != ""}
	if v.More = len(poems) > mostArranged; v.More {
		v.Poems = poems[:mostArranged]
	}
	return s.page(c, status, "curator-collection", view{Title: one.Name, Data: v})
}

func (s *Server) saveForeword(c echo.Context) error {
	values, err := s.formOf(c)
	if err != nil {
		return err
	}
	one, err := s.curatorCollection(c)
	if err != nil {
		return err
	}
	err = s.Store.SetForeword(c.Request().Context(), actorOf(c), one.ID, values.Get("foreword"))
	if notice := s.sentenceOf(err); notice != "" {
		e := s.entryOf(values)
		e.Problems["foreword"] = notice
		return s.collectionForm(c, http.StatusUnprocessableEntity, one, e)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, numbered(curatorCollectionsPath+"/", int64(one.ID))+"?saved=1")
}

// moveInCollection puts a poem where it is told to stand, counted from 1, and
// shows the page again where it stands now.
func (s *Server) moveInCollection(c echo.Context) error {
	values, err := s.formOf(c)
	if err != nil {
		return err
	}
	one, err := s.curatorCollection(c)
	if err != nil {
		return err
	}
	poem := parseID(values.Get("poem"))
	to, err := strconv.Atoi(values.Get("to"))
	if err != nil || poem == 0 {
		return s.notFound()
	}
	if err := s.Store.MoveInCollection(c.Request().Context(), actorOf(c), one.ID, corpus.PoemID(poem), to-1); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, numbered(numbered(curatorCollectionsPath+"/", int64(one.ID))+"#p", poem))
}
