package browse

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/facets"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
)

// List is a page of poems with the way to the next.
type List struct {
	Poems []corpus.Poem
	Total int
	Next  string // address of the next page; "" on the last
	Prev  string // address of the page before; "" on the first
	First string // address of the first page; "" on it and on the second
	In    string // what the addresses of its poems carry of where they stand
	Paper string // address of the list on paper; "" where it is empty

	Facets []facets.Facet // what a long list can be narrowed to
}

// listPage reads the page the address asks for. It goes on after an id and
// not from a number, so that poems added meanwhile show nothing twice.
func (s *Server) listPage(c echo.Context, f poems.Filter, path string) (List, error) {
	from := after(c)
	poems, total, more, err := published.List(c.Request().Context(), s.store, f, from, published.PageSize)
	l := List{Poems: poems, Total: total, In: reading.WayIn(f)}
	if total > 0 {
		l.Paper = paths.Paper(f)
	}
	if more {
		l.Next = path + "?after=" + url.QueryEscape(published.CursorOf(poems))
	}
	if err != nil {
		return l, err
	}
	if l.Facets, err = s.facets(c, f, total); err != nil || from == 0 {
		return l, err
	}
	before, err := s.store.PageBefore(c.Request().Context(), f, from, published.PageSize)
	l.Prev = path
	if before != 0 {
		l.Prev, l.First = path+"?after="+paths.Numbered("", int64(before)), path
	}
	return l, err
}

// facets offers what a list of more than a page can be narrowed to: each leads
// to the search for it. A tune has no search of its own.
func (s *Server) facets(c echo.Context, f poems.Filter, total int) ([]facets.Facet, error) {
	if total <= published.PageSize || f.Tune != "" {
		return nil, nil
	}
	req := search.Request{Form: string(f.Form), Author: idText(int64(f.Author)), Place: idText(int64(f.Place)), Tag: f.Tag, Year: f.Year, Limit: 1}
	found, err := s.search.Search(c.Request().Context(), req)
	if err != nil {
		return nil, err
	}
	if found.Partial {
		answer.Unkeep(c)
	}
	req.Limit = 0
	return facets.Of(s.words, req, found.Facets), nil
}

// idText returns an id as an address has it, "" for none.
func idText(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// after reads where a list goes on.
func after(c echo.Context) corpus.PoemID {
	return corpus.PoemID(request.ParseID(c.QueryParam("after")))
}
