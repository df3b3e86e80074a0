package site

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
)

// SearchRequest reads a search out of an address. What cannot be read counts
// as not given: people mend addresses by hand, and a search that runs is
// better than a lecture.
func SearchRequest(c echo.Context, limit int) search.Request {
	return search.Request{
		Query:  strings.TrimSpace(c.QueryParam("q")),
		Limit:  limit,
		Cursor: c.QueryParam("cursor"),
		Sort:   sortParam(c),
		Form:   c.QueryParam("form"),
		Author: c.QueryParam("author"),
		Place:  c.QueryParam("place"),
		Tag:    c.QueryParam("tag"),
		Year:   ParseYear(c.QueryParam("year")),
	}
}

func sortParam(c echo.Context) search.Sort {
	switch sort := search.Sort(c.QueryParam("sort")); sort {
	case search.SortDate, search.SortNewest, search.SortTitle:
		return sort
	}
	return search.SortRelevance
}

// Narrowed tells whether a search is kept to a part of the archive.
func Narrowed(r search.Request) bool {
	return r.Form != "" || r.Author != "" || r.Place != "" || r.Tag != "" || r.Year != 0
}

// SearchURL is the address of a search on the page of results.
func SearchURL(r search.Request) string { return "/search?" + SearchQuery(r).Encode() }

// SearchQuery is what such an address says. What a search would not look at is
// left out: there are some hundred such links on a page.
func SearchQuery(r search.Request) url.Values {
	if runes := []rune(r.Query); len(runes) > search.MaxQuery {
		r.Query = string(runes[:search.MaxQuery])
	}
	q := url.Values{"q": {r.Query}}
	set := func(key, value string) {
		if value != "" {
			q.Set(key, value)
		}
	}
	set("form", r.Form)
	set("author", r.Author)
	set("place", r.Place)
	set("tag", r.Tag)
	set("cursor", r.Cursor)
	if r.Year != 0 {
		set("year", strconv.Itoa(r.Year))
	}
	if r.Sort != search.SortRelevance {
		set("sort", string(r.Sort))
	}
	return q
}

// OccasionQuery asks for poems that name an occasion in their title or among
// their tags. A word in a line is too little: every third poem has a 大雪.
func OccasionQuery(o almanac.Occasion) string {
	var words []string
	for _, word := range o.Words {
		words = append(words, `题:"`+word+`"`, `标签:"`+word+`"`)
	}
	return strings.Join(words, " OR ")
}

// OccasionPath is the search for them.
func OccasionPath(o almanac.Occasion) string {
	return "/search?" + url.Values{"q": {OccasionQuery(o)}, "sort": {string(search.SortDate)}}.Encode()
}
