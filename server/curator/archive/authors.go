package archive

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/merge"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
)

const (
	authorsOnPage = 100
	// mostGroups is how many groups of twins stand on a page: the next ones come
	// when these are dealt with.
	mostGroups = 30
)

type authorsView struct {
	Tabs              []page.Choice
	Text              string // what the names are narrowed to
	Authors           []corpus.Author
	Groups            [][]corpus.Author // each may well be one person
	Total             int
	First, Prev, Next string
}

// showAuthors lists all authors, with those that may be one person above.
func (s *Server) showAuthors(c echo.Context) (answer.Answer, error) {
	all, err := s.store.AuthorNames(c.Request().Context(), nil)
	if err != nil {
		return nil, err
	}
	v := authorsView{Tabs: s.authorTabs(paths.CuratorAuthors), Text: strings.TrimSpace(c.QueryParam("text"))}
	v.Groups = mostOf(merge.NamesakeGroups(all))
	v.part(authorsWith(all, v.Text), c.QueryParam("from"))
	if err := s.countTheirs(c, v.Authors); err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator-authors", page.View{Title: s.words.Say("curator.authors"), Data: v})
}

// authorsWith are the authors that have a text in one of their names.
func authorsWith(all []corpus.Author, text string) []corpus.Author {
	key := fold.String(text)
	return slices.DeleteFunc(all, func(a corpus.Author) bool {
		return !slices.ContainsFunc(append([]string{a.Name}, a.Aliases...), func(name string) bool { return strings.Contains(fold.String(name), key) })
	})
}

// part leaves a page of the authors, from the one with a number, counted from
// 0, and the ways to the others.
func (v *authorsView) part(all []corpus.Author, number string) {
	from, _ := strconv.Atoi(number)
	from = max(0, min(from, len(all)/authorsOnPage*authorsOnPage))
	v.Total, v.Authors = len(all), all[from:min(from+authorsOnPage, len(all))]
	at := func(from int) string {
		return paths.CuratorAuthors + "?" + url.Values{"text": {v.Text}, "from": {strconv.Itoa(from)}}.Encode()
	}
	if from > 0 {
		v.First, v.Prev = at(0), at(max(0, from-authorsOnPage))
	}
	if from+authorsOnPage < len(all) {
		v.Next = at(from + authorsOnPage)
	}
}

// countTheirs fills in how many published poems each has.
func (s *Server) countTheirs(c echo.Context, authors []corpus.Author) error {
	published, err := s.store.Authors(c.Request().Context(), "")
	if err != nil {
		return err
	}
	poems := map[corpus.AuthorID]int{}
	for _, a := range published {
		poems[a.ID] = a.Poems
	}
	for i := range authors {
		authors[i].Poems = poems[authors[i].ID]
	}
	return nil
}

type duplicatesView struct {
	Tabs   []page.Choice
	Groups []twinGroup
	More   bool // there are others behind
}

// twinGroup is poems with one text; Names are its authors where it has
// several.
type twinGroup struct {
	Poems []merge.Twin
	Names []merge.Twin
}

// showDuplicates lists poems that are in the archive twice, in two scripts or
// under two names.
func (s *Server) showDuplicates(c echo.Context) (answer.Answer, error) {
	var twins merge.Twins
	err := s.store.EachPoem(c.Request().Context(), 0, "", func(p corpus.Poem) error {
		if p.Status != corpus.StatusWithdrawn {
			twins.Add(p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	groups := twins.Groups()
	v := duplicatesView{Tabs: s.authorTabs(duplicatesPath), More: len(groups) > mostGroups}
	for _, poems := range mostOf(groups) {
		v.Groups = append(v.Groups, twinGroup{Poems: poems, Names: slices.CompactFunc(slices.Clone(poems), func(a, b merge.Twin) bool { return a.Author == b.Author })})
	}
	return s.pages.Show(c, http.StatusOK, "curator-duplicates", page.View{Title: s.words.Say("duplicates.title"), Data: v})
}

func mostOf[T any](groups []T) []T { return groups[:min(len(groups), mostGroups)] }

// authorTabs lead from the authors to what is there twice and back.
func (s *Server) authorTabs(on string) []page.Choice {
	return []page.Choice{{Label: s.words.Say("curator.authors"), URL: paths.CuratorAuthors, On: on == paths.CuratorAuthors},
		{Label: s.words.Say("duplicates.title"), URL: duplicatesPath, On: on == duplicatesPath}}
}

const duplicatesPath = paths.Curator + "/duplicates"
