package browse

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/reader/entrances"
	"shiyun/server/request"
)

const (
	// allAuthors is up to how many authors are shown without choosing an
	// initial first.
	allAuthors = 120
	// fewAuthors is up to how many need nobody set before the others.
	fewAuthors = 12
	// authorsPage is how many names stand on one page of an initial.
	authorsPage = 200
)

type authorsView struct {
	Total    int
	Initials []corpus.Count[string]
	Initial  string             // the one chosen; "" for none
	Foremost []entrances.Writer // nil under an initial, and where all have room on the page
	Groups   []authorGroup
	Next     string
}

type authorGroup struct {
	Initial string
	Authors []corpus.Author
}

func (s *Server) showAuthors(c echo.Context) (answer.Answer, error) {
	v, err := s.authorsOn(c)
	if err != nil {
		return nil, err
	}
	title, path := s.words.Say("authors.title"), "/authors"
	if v.Initial != "" {
		title, path = s.words.Say("authors.under", v.Initial), paths.Initial(v.Initial)
	}
	return s.pages.Show(c, http.StatusOK, "authors", page.View{Title: title, Description: s.words.Say("authors.total", v.Total), Path: path, Section: "authors", Data: v})
}

func (s *Server) authorsOn(c echo.Context) (v authorsView, err error) {
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return v, err
	}
	v.Initials = e.Initials
	for _, initial := range v.Initials {
		v.Total += initial.Poems
	}
	v.Initial = request.ChosenInitial(c)
	if v.Initial == "" && v.Total > fewAuthors {
		v.Foremost = e.Foremost
	}
	if v.Initial == "" && v.Total > allAuthors {
		return v, nil
	}
	authors, err := s.store.Authors(ctx, v.Initial)
	if err != nil {
		return v, err
	}
	authors, more := authorsAfter(authors, corpus.AuthorID(after(c)), authorsPage)
	if more {
		v.Next = paths.Initial(v.Initial) + paths.Numbered("&after=", int64(authors[len(authors)-1].ID))
	}
	v.Groups = byInitial(authors)
	return v, nil
}

// authorsAfter cuts a page out of authors in order of pinyin. An author that
// is no longer there starts again from the first.
func authorsAfter(authors []corpus.Author, after corpus.AuthorID, limit int) ([]corpus.Author, bool) {
	authors = authors[slices.IndexFunc(authors, func(a corpus.Author) bool { return a.ID == after })+1:]
	if len(authors) <= limit {
		return authors, false
	}
	return authors[:limit], true
}

func byInitial(authors []corpus.Author) []authorGroup {
	var groups []authorGroup
	for _, a := range authors {
		if len(groups) == 0 || groups[len(groups)-1].Initial != a.Initial {
			groups = append(groups, authorGroup{Initial: a.Initial})
		}
		last := &groups[len(groups)-1]
		last.Authors = append(last.Authors, a)
	}
	return groups
}
