package archive

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

type collectionsView struct {
	Tabs        []page.Choice
	Collections []corpus.Collection
}

func (s *Server) showCollections(c echo.Context) (answer.Answer, error) {
	all, err := s.store.Collections(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator-collections", page.View{Title: s.words.Say("collections.title"),
		Data: collectionsView{s.arranging(collectionsPath), all}})
}

// mostArranged is how many poems of a collection are put in order on one page.
const mostArranged = 1_000

type collectionView struct {
	*entry.Entry
	Collection corpus.Collection
	Poems      []corpus.Poem
	More       bool   // there are poems behind those shown
	Metre      string // the address of a report on their metre
	Saved      bool
}

func (s *Server) showCollection(c echo.Context) (answer.Answer, error) {
	one, err := s.collection(c)
	if err != nil {
		return nil, err
	}
	return s.collectionForm(c, http.StatusOK, one, entry.New(s.words, url.Values{"foreword": {one.Foreword}}))
}

func (s *Server) collection(c echo.Context) (corpus.Collection, error) {
	id, err := request.PathID(c)
	if err != nil {
		return corpus.Collection{}, err
	}
	return s.store.Collection(c.Request().Context(), corpus.CollectionID(id))
}

func (s *Server) collectionForm(c echo.Context, status int, one corpus.Collection, e *entry.Entry) (answer.Answer, error) {
	inside, err := s.store.CollectionOrder(c.Request().Context(), one.ID, mostArranged+1)
	if err != nil {
		return nil, err
	}
	v := collectionView{Entry: e, Collection: one, Poems: inside, Saved: c.QueryParam("saved") != "",
		Metre: poemsURL(paths.CuratorMetre, poems.Criteria{Collection: one.Name}, "", "")}
	if v.More = len(inside) > mostArranged; v.More {
		v.Poems = inside[:mostArranged]
	}
	return s.pages.Show(c, status, "curator-collection", page.View{Title: one.Name, Data: v})
}

func (s *Server) saveForeword(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	one, err := s.collection(c)
	if err != nil {
		return nil, err
	}
	err = s.store.SetForeword(c.Request().Context(), curator.ActorOf(c), one.ID, values.Get("foreword"))
	if notice := curator.Notice(s.words, err); notice != "" {
		e := entry.New(s.words, values)
		e.Problems["foreword"] = notice
		return s.collectionForm(c, http.StatusUnprocessableEntity, one, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Numbered(collectionsPath+"/", int64(one.ID)) + "?saved=1")
}

// moveInCollection puts a poem where it is told to stand, counted from 1, and
// shows the page again where it stands now.
func (s *Server) moveInCollection(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	one, err := s.collection(c)
	if err != nil {
		return nil, err
	}
	poem := request.ParseID(values.Get("poem"))
	to, err := strconv.Atoi(values.Get("to"))
	if err != nil || poem == 0 {
		return nil, request.NotFound()
	}
	if err := s.store.MoveInCollection(c.Request().Context(), curator.ActorOf(c), one.ID, corpus.PoemID(poem), to-1); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Numbered(paths.Numbered(collectionsPath+"/", int64(one.ID))+"#p", poem))
}
