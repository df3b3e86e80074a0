package server

import (
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// pageSize is how many poems stand on a page: some five screens of a phone.
const pageSize = 20

// list is a page of poems with the way to the next.
type list struct {
	Poems []corpus.Poem
	Total int
	Next  string // address of the next page; "" on the last
	First string // address of the first page; "" on it
	In    string // what the addresses of its poems say of where they stand
	Paper string // address of the list on paper; "" where it is empty
}

// listPage reads the page the address asks for. It goes on after an id and
// not from a number, so that poems added meanwhile show nothing twice.
func (s *Server) listPage(c echo.Context, f store.Filter, path string) (list, error) {
	from := after(c)
	poems, total, more, err := s.poemsAfter(c.Request().Context(), f, from, pageSize)
	l := list{Poems: poems, Total: total, In: wayIn(f)}
	if total > 0 {
		l.Paper = paperPath(f)
	}
	if more {
		l.Next = path + "?after=" + url.QueryEscape(cursorOf(poems))
	}
	if from != 0 {
		l.First = path
	}
	return l, err
}

// poemsAfter also tells whether there are more.
func (s *Server) poemsAfter(ctx context.Context, f store.Filter, after corpus.PoemID, limit int) ([]corpus.Poem, int, bool, error) {
	poems, total, err := s.Store.ListPublished(ctx, f, after, limit+1)
	if err != nil || len(poems) <= limit {
		return poems, total, false, err
	}
	return poems[:limit], total, true, nil
}

// cursorOf is where a list goes on after these poems.
func cursorOf(poems []corpus.Poem) string { return numbered("", int64(poems[len(poems)-1].ID)) }
