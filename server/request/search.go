package request

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

// Search reads a search out of an address. What cannot be read counts
// as not given: people mend addresses by hand, and a search that runs is
// better than a lecture.
func Search(c echo.Context, limit int) search.Request {
	return search.Request{
		Literal: c.QueryParam("literal") == "1",
		Query:   strings.TrimSpace(c.QueryParam("q")),
		Limit:   limit,
		Cursor:  c.QueryParam("cursor"),
		Sort:    sortParam(c),
		Form:    c.QueryParam("form"),
		Author:  c.QueryParam("author"),
		Place:   c.QueryParam("place"),
		Tag:     c.QueryParam("tag"),
		Year:    ParseYear(c.QueryParam("year")),
	}
}

func sortParam(c echo.Context) search.Sort {
	switch sort := search.Sort(c.QueryParam("sort")); sort {
	case search.SortDate, search.SortNewest, search.SortTitle:
		return sort
	}
	return search.SortRelevance
}

// Narrowed reports whether a search is kept to a part of the archive.
func Narrowed(r search.Request) bool {
	return r.Form != "" || r.Author != "" || r.Place != "" || r.Tag != "" || r.Year != 0
}
