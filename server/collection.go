package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// showCollection lists a collection. Its name is taken from its poems, so one
// whose poems are all in review is not there for the public.
func (s *Server) showCollection(c echo.Context) error {
	number, err := s.pathID(c)
	if err != nil {
		return err
	}
	id := corpus.CollectionID(number)
	l, err := s.listPage(c, store.Filter{Collection: id}, collectionPath(id))
	if err != nil {
		return err
	}
	name := collectionName(l.Poems, id)
	if name == "" {
		return s.notFound()
	}
	return s.page(c, http.StatusOK, "list", view{
		Title: name, Path: collectionPath(id),
		Data: listView{Heading: name, Kind: s.words.say("collection.kind"), Up: "/", List: l}})
}

// collectionName is what the poems call the collection they are in, "" where
// none is in it.
func collectionName(poems []corpus.Poem, id corpus.CollectionID) string {
	for _, p := range poems {
		for _, ref := range p.Collections {
			if ref.ID == id {
				return ref.Name
			}
		}
	}
	return ""
}
