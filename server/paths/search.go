package paths

import (
	"net/url"
	"strconv"
	"strings"

	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
)

// Search returns the address of a search on the page of results.
func Search(r search.Request) string { return "/search?" + SearchQuery(r).Encode() }

// offered marks a search that a page of the site offered.
const offered = "via"

// OfferedSearch returns the address of a search that a page offers. The reader
// did not think of it: where it finds nothing, that is no word that the archive
// lacks.
func OfferedSearch(r search.Request) string { return Search(r) + "&" + offered + "=link" }

// IsOffered reports whether the query of an address is that of OfferedSearch.
func IsOffered(query url.Values) bool { return query.Get(offered) != "" }

// SearchQuery returns the query of such an address. What a search would not look at is
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
	if r.Literal {
		q.Set("literal", "1")
	}
	if r.Sort != search.SortRelevance {
		set("sort", string(r.Sort))
	}
	return q
}

// OccasionQuery returns the query for poems that name an occasion in their title or among
// their tags. A word in a line is too little: every third poem has a 大雪.
func OccasionQuery(o almanac.Occasion) string {
	var words []string
	for _, word := range o.Words {
		words = append(words, `题:"`+word+`"`, `标签:"`+word+`"`)
	}
	return strings.Join(words, " OR ")
}

// Day returns the address of the page of an occasion, by its name.
func Day(name string) string { return "/calendar/" + url.PathEscape(name) }

// DayAfter returns where the list of its poems goes on.
func DayAfter(name, cursor string) string {
	return Day(name) + "?" + url.Values{"after": {cursor}}.Encode()
}
