package browse

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

type collectionView struct {
	corpus.Collection
	List    []corpus.Poem // in the curator's order
	First   int           // number of the first of them, from 1
	Pages   NumberedPages
	Paper   string            // address of the whole on paper
	Before  corpus.Collection // its neighbours among collections; the zero one for none
	After   corpus.Collection
	Curator bool
}

// NumberedPages are the ways from one page of a list to those beside it; ""
// for none.
type NumberedPages struct{ Before, After string }

// mostPages bounds the pages of a list that is paged by number, where reading
// a later one costs more.
const mostPages = 5_000

// PageNumber reads which page is asked for, from 1.
func PageNumber(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil {
		return 1
	}
	return min(max(n, 1), mostPages)
}

// PagesBeside returns the addresses of the pages beside one of a list of so many,
// size to a page.
func PagesBeside(path string, page, size, total int) (p NumberedPages) {
	numbered := path + "?page="
	if strings.Contains(path, "?") {
		numbered = path + "&page="
	}
	if page > 1 {
		p.Before = numbered + strconv.Itoa(page-1)
	}
	if page == 2 {
		p.Before = path
	}
	if page*size < total {
		p.After = numbered + strconv.Itoa(page+1)
	}
	return p
}

// showCollection shows a collection with published poems, as its curator
// ordered it.
func (s *Server) showCollection(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(e.Collections, func(one corpus.Collection) bool { return one.ID == corpus.CollectionID(id) })
	if at < 0 {
		return nil, request.NotFound()
	}
	number := PageNumber(c)
	v := collectionView{Collection: e.Collections[at], First: (number-1)*published.PageSize + 1, Curator: s.sessions.Curates(c),
		Paper: paths.CollectionPaper(corpus.CollectionID(id))}
	path := paths.Collection(v.ID)
	if v.List, err = s.store.CollectionPoems(ctx, v.ID, v.First-1, published.PageSize); err != nil {
		return nil, err
	}
	v.Pages = PagesBeside(path, number, published.PageSize, v.Poems)
	if at > 0 {
		v.Before = e.Collections[at-1]
	}
	if at+1 < len(e.Collections) {
		v.After = e.Collections[at+1]
	}
	return s.pages.Show(c, http.StatusOK, "collection", page.View{Title: v.Name, Description: cmp.Or(typeset.Shorten(v.Foreword, 100), s.words.Say("describe.collection", v.Name, v.Poems)), Path: path, Feed: paths.CollectionFeed(v.ID), Data: v})
}

// CollectionName returns what the poems call the collection they are in, "" where
// none is in it.
func CollectionName(poems []corpus.Poem, id corpus.CollectionID) string {
	for _, p := range poems {
		for _, ref := range p.Collections {
			if ref.ID == id {
				return ref.Name
			}
		}
	}
	return ""
}
