package site

import (
	"context"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// PageSize is how many poems stand on a page: some five screens of a phone.
const PageSize = 20

// List is a page of poems with the way to the next.
type List struct {
	Poems []corpus.Poem
	Total int
	Next  string // address of the next page; "" on the last
	First string // address of the first page; "" on it
	In    string // what the addresses of its poems say of where they stand
	Paper string // address of the list on paper; "" where it is empty
}

// ListPage reads the page the address asks for. It goes on after an id and
// not from a number, so that poems added meanwhile show nothing twice.
func (s *Site) ListPage(c echo.Context, f store.Filter, path string) (List, error) {
	from := AfterParam(c)
	poems, total, more, err := s.PoemsAfter(c.Request().Context(), f, from, PageSize)
	l := List{Poems: poems, Total: total, In: wayIn(f)}
	if total > 0 {
		l.Paper = PaperPath(f)
	}
	if more {
		l.Next = path + "?after=" + url.QueryEscape(CursorOf(poems))
	}
	if from != 0 {
		l.First = path
	}
	return l, err
}

// PoemsAfter also tells whether there are more.
func (s *Site) PoemsAfter(ctx context.Context, f store.Filter, after corpus.PoemID, limit int) ([]corpus.Poem, int, bool, error) {
	poems, total, err := s.Store.ListPublished(ctx, f, after, limit+1)
	if err != nil || len(poems) <= limit {
		return poems, total, false, err
	}
	return poems[:limit], total, true, nil
}

// CursorOf is where a list goes on after these poems.
func CursorOf(poems []corpus.Poem) string { return Numbered("", int64(poems[len(poems)-1].ID)) }

// PaperPath is the address of a list on paper.
func PaperPath(f store.Filter) string {
	q := url.Values{}
	for name, id := range map[string]int64{"author": int64(f.Author), "place": int64(f.Place), "year": int64(f.Year)} {
		if id != 0 {
			q.Set(name, strconv.FormatInt(id, 10))
		}
	}
	for name, value := range map[string]string{"form": string(f.Form), "tune": f.Tune, "tag": f.Tag} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/paper?" + q.Encode()
}

// wayIn is what the links of a list say of it.
func wayIn(f store.Filter) string {
	switch {
	case f.Collection != 0:
		return Numbered("c", int64(f.Collection))
	case f.Place != 0:
		return Numbered("p", int64(f.Place))
	case f.Form != "":
		return "f" + string(f.Form)
	case f.Tag != "":
		return "t" + f.Tag
	case f.Year != 0:
		return Numbered("y", int64(f.Year))
	}
	return "" // an author's poems go that way by themselves
}
