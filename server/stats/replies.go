package stats

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/search"
	"shiyun/server/paths"
)

// exchange is how often one author's titles answer another.
type exchange struct {
	By, To corpus.Author
	Names  []string // by which By calls To, folded
	Poems  int
}

// shortestName is what counts as a name within a title: a single character is
// nearly always something else.
const shortestName = 2

// exchanges finds whom titles name. Of names that overlap the longest counts,
// and a name that several authors go by counts for none. Authors without
// published poems are left out: nothing public speaks of them.
func exchanges(titles []replyTitle, authors []corpus.Author, published map[corpus.AuthorID]bool) []exchange {
	byID := map[corpus.AuthorID]corpus.Author{}
	known := calls{}
	for _, a := range authors {
		if published[a.ID] && a.Name != corpus.Anonymous {
			byID[a.ID] = a
			known.add(a)
		}
	}
	type pair struct{ by, to corpus.AuthorID }
	found := map[pair]*exchange{}
	for _, t := range titles {
		by, ok := byID[t.by]
		if !ok {
			continue
		}
		for to, name := range known.in(t.title) {
			if to == t.by {
				continue
			}
			e := found[pair{by: t.by, to: to}]
			if e == nil {
				e = &exchange{By: by, To: byID[to]}
				found[pair{by: t.by, to: to}] = e
			}
			e.Poems++
			if !slices.Contains(e.Names, name) {
				e.Names = append(e.Names, name)
			}
		}
	}
	list := make([]exchange, 0, len(found))
	for _, e := range found {
		slices.Sort(e.Names)
		list = append(list, *e)
	}
	slices.SortFunc(list, func(a, b exchange) int {
		return cmp.Or(cmp.Compare(b.Poems, a.Poems), cmp.Compare(a.By.ID, b.By.ID), cmp.Compare(a.To.ID, b.To.ID))
	})
	return list
}

// calls are authors by the names they go by, folded, grouped by the first two
// characters; 0 for a name of several.
type calls map[string]map[string]corpus.AuthorID

func (k calls) add(a corpus.Author) {
	for _, name := range append([]string{a.Name}, a.Aliases...) {
		name = fold.String(name)
		if utf8.RuneCountInString(name) < shortestName {
			continue
		}
		group := k[opens(name)]
		if group == nil {
			group = map[string]corpus.AuthorID{}
			k[opens(name)] = group
		}
		if other, taken := group[name]; taken && other != a.ID {
			group[name] = 0
		} else {
			group[name] = a.ID
		}
	}
}

// opens is the beginning of a text of two characters or more.
func opens(text string) string {
	_, one := utf8.DecodeRuneInString(text)
	_, two := utf8.DecodeRuneInString(text[one:])
	return text[:one+two]
}

// in finds the authors a folded title names, with the name it uses.
func (k calls) in(title string) map[corpus.AuthorID]string {
	named := map[corpus.AuthorID]string{}
	for title != "" {
		longest := ""
		for name := range k[opens(title)] {
			if len(name) > len(longest) && strings.HasPrefix(title, name) {
				longest = name
			}
		}
		if id := k[opens(title)][longest]; id != 0 {
			named[id] = longest
		}
		_, size := utf8.DecodeRuneInString(title)
		title = title[max(size, len(longest)):]
	}
	return named
}

// URL is the list of the poems that were counted. A query too long to be read
// as one leaves out the words for answering.
func (e exchange) URL() string {
	ask := func(words []string) string {
		terms := make([]string, len(words))
		for i, word := range words {
			terms[i] = `题:"` + word + `"`
		}
		return "(" + strings.Join(terms, " OR ") + ")"
	}
	query := ask(e.Names) + " " + ask(search.ReplyMarks())
	if utf8.RuneCountInString(query) > search.LongQuery {
		query = ask(e.Names[:1])
	}
	return paths.OfferedSearch(search.Request{Query: query, Author: strconv.FormatInt(int64(e.By.ID), 10)})
}
