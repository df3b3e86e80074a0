package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

type authorView struct {
	Author  corpus.Author
	List    list
	Curator bool // whoever looks may edit
}

// showAuthor shows an author with their poems. Who has nothing published is
// not shown: that they sent something in is nobody else's business.
func (s *Server) showAuthor(c echo.Context) error {
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	author, err := s.Store.Author(c.Request().Context(), corpus.AuthorID(id))
	if err != nil {
		return s.movedAuthor(c, id, err)
	}
	if author.Poems == 0 {
		return s.notFound()
	}
	path := authorPath(author.ID)
	l, err := s.listPage(c, store.Filter{Author: author.ID}, path)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "author", view{
		Title: s.Say("author.title", author.Name), Path: path, Section: "authors", Feed: authorFeedPath(author.ID),
		Data: authorView{Author: author, List: l, Curator: s.curates(c)}})
}
