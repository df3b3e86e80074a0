package words

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

const aliasesPath = wordsPath + "/aliases"

// authorsShown is how many authors a name brings up.
const authorsShown = 20

type aliasesView struct {
	Tabs    []page.Choice
	Author  string // whom to look for
	Name    string // to be added
	Miss    string
	Authors []corpus.Author
	Notice  string
}

func (s *Server) showAliases(c echo.Context) (answer.Answer, error) {
	return s.aliasesPage(c, http.StatusOK, aliasesView{Author: typeset.Shorten(strings.TrimSpace(c.QueryParam("author")), 100),
		Name: typeset.Shorten(c.QueryParam("name"), 100), Miss: c.QueryParam("miss")})
}

func (s *Server) aliasesPage(c echo.Context, status int, v aliasesView) (answer.Answer, error) {
	var err error
	if v.Authors, err = s.authorsNamed(c.Request().Context(), v.Author); err != nil {
		return nil, err
	}
	v.Tabs = s.tabs(c)
	return s.pages.Show(c, status, "aliases", page.View{Title: s.words.Say("words.aliases"), Data: v})
}

// authorsNamed are authors one of whose names contains what was typed; where
// nothing was, those who have aliases.
func (s *Server) authorsNamed(ctx context.Context, typed string) ([]corpus.Author, error) {
	all, err := s.store.AuthorNames(ctx, nil)
	if err != nil {
		return nil, err
	}
	run := fold.String(typed)
	found := slices.DeleteFunc(all, func(a corpus.Author) bool {
		if run == "" {
			return len(a.Aliases) == 0
		}
		return !slices.ContainsFunc(append(slices.Clone(a.Aliases), a.Name), func(name string) bool {
			return strings.Contains(fold.String(name), run)
		})
	})
	slices.SortFunc(found, func(a, b corpus.Author) int { // the shortest name is the nearest to what was typed
		return cmp.Or(cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(len(found), authorsShown)], nil
}

func (s *Server) addAlias(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	err = s.store.AddAlias(c.Request().Context(), curator.ActorOf(c), corpus.AuthorID(request.ParseID(form.Get("id"))), form.Get("name"))
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.aliasesPage(c, http.StatusUnprocessableEntity, aliasesView{Notice: notice, Author: form.Get("author"), Name: form.Get("name"), Miss: form.Get("miss")})
	}
	if err == nil {
		err = s.settled(c, form.Get("miss"), corpus.SettledAlias)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(aliasesPath)
}

func (s *Server) removeAlias(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	err = s.store.RemoveAlias(c.Request().Context(), curator.ActorOf(c), corpus.AuthorID(request.ParseID(form.Get("id"))), form.Get("name"))
	if err != nil && corpus.CodeOf(err) != corpus.NotFound { // taken away by another a moment ago
		return nil, err
	}
	return answer.SeeOther(aliasesPath)
}
