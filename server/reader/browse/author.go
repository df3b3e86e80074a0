package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

type authorView struct {
	Author  corpus.Author
	List    List
	Curator bool // whoever looks may edit
}

// showAuthor shows an author with their poems. Who has nothing published is
// not shown: that they sent something in concerns no one else.
func (s *Server) showAuthor(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	author, err := s.store.Author(c.Request().Context(), corpus.AuthorID(id))
	if err != nil {
		return published.MovedAuthor(c, s.store, id, err)
	}
	if author.Poems == 0 {
		return nil, request.NotFound()
	}
	path := paths.Author(author.ID)
	l, err := s.listPage(c, poems.Filter{Author: author.ID}, path)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "author", page.View{
		Title: s.words.Say("author.title", author.Name), Description: s.words.Say("describe.author", author.Name, l.Total), Path: path, Section: "authors", Feed: paths.AuthorFeed(author.ID),
		Data: authorView{Author: author, List: l, Curator: s.sessions.Curates(c)}})
}
