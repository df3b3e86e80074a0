package archive

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

type authorView struct {
	*entry.Entry
	Author corpus.Author
	Poems  string // the address of all their poems
	Metre  string // and of a report on the metre of these
	Saved  bool
	Into   corpus.Author // asked to be merged into; the zero author for none
	Merges []mergedView
	Alike  []corpus.Author // others nearly of the same name
}

func (s *Server) showAuthor(c echo.Context) (answer.Answer, error) {
	a, err := s.author(c)
	if err != nil {
		return nil, err
	}
	values := url.Values{"name": {a.Name}, "aliases": {strings.Join(a.Aliases, "、")}, "about": {a.About}, "keep": {"1"}}
	return s.authorForm(c, http.StatusOK, a, entry.New(s.words, values), corpus.Author{})
}

func (s *Server) author(c echo.Context) (corpus.Author, error) {
	id, err := request.PathID(c)
	if err != nil {
		return corpus.Author{}, err
	}
	return s.store.Author(c.Request().Context(), corpus.AuthorID(id))
}

func (s *Server) authorForm(c echo.Context, status int, a corpus.Author, e *entry.Entry, into corpus.Author) (answer.Answer, error) {
	merges, err := s.mergedInto(c.Request().Context(), corpus.KindAuthor, int64(a.ID))
	if err != nil {
		return nil, err
	}
	all, err := s.store.AuthorNames(c.Request().Context(), nil)
	if err != nil {
		return nil, err
	}
	theirs := poems.Criteria{Author: a.Name}
	return s.pages.Show(c, status, "curator-author", page.View{Title: s.words.Say("author.edit_of", a.Name), Section: "poems", Data: authorView{
		Entry: e, Author: a, Poems: poemsURL(paths.CuratorPoems, theirs, "", ""), Metre: poemsURL(paths.CuratorMetre, theirs, "", ""), Saved: c.QueryParam("saved") != "", Into: into, Merges: merges, Alike: merge.Namesakes(a, all)}})
}

func (s *Server) saveAuthor(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	a, err := s.author(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	next := corpus.Author{ID: a.ID, Name: e.Short("name", entry.MaxContact)}
	if aliases := e.List("aliases"); aliases != nil {
		next.Aliases = *aliases
	}
	if about := e.Text("about", corpus.MaxProse); about != nil {
		next.About = *about
	}
	if next.Name != a.Name && e.Value("keep") != "" && !slices.Contains(next.Aliases, a.Name) {
		next.Aliases = append(next.Aliases, a.Name)
	}
	if next.Name == "" {
		e.Refuse("name", "author.no_name")
	}
	if !e.Fine() {
		return s.authorForm(c, http.StatusUnprocessableEntity, a, e, corpus.Author{})
	}
	err = s.store.EditAuthor(c.Request().Context(), poems.Edit{By: curator.ActorOf(c), Reason: corpus.NewMessage("author.renamed")}, next)
	if corpus.CodeOf(err) == corpus.Conflict {
		_, e.Problems["name"] = s.pages.Classify(err)
		return s.authorForm(c, http.StatusConflict, a, e, corpus.Author{})
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorAuthor(a.ID) + "?saved=1")
}

// mergeAuthors asks first: who writes a name or a number sees whom they found.
func (s *Server) mergeAuthors(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	a, err := s.author(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, url.Values{"name": {a.Name}, "aliases": {strings.Join(a.Aliases, "、")}, "about": {a.About}, "keep": {"1"}, "into": {values.Get("into")}})
	into, err := s.authorCalled(c, strings.TrimSpace(values.Get("into")))
	switch {
	case err != nil:
		return nil, err
	case into.ID == 0 || into.ID == a.ID:
		e.Refuse("into", "author.not_found")
		return s.authorForm(c, http.StatusUnprocessableEntity, a, e, corpus.Author{})
	case values.Get("sure") == "":
		return s.authorForm(c, http.StatusOK, a, e, into)
	}
	edit := poems.Edit{By: curator.ActorOf(c), Reason: corpus.NewMessage("author.merged", a.Name, into.Name)}
	if err := s.store.MergeAuthors(c.Request().Context(), edit, a.ID, into.ID); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorAuthor(into.ID) + "?saved=1")
}

// authorCalled finds an author by number or by any of their names; the zero
// author where there is none.
func (s *Server) authorCalled(c echo.Context, name string) (corpus.Author, error) {
	ctx := c.Request().Context()
	id := corpus.AuthorID(request.ParseID(name))
	if id == 0 && name != "" {
		all, err := s.store.AuthorNames(ctx, nil)
		if err != nil {
			return corpus.Author{}, err
		}
		for _, a := range all {
			if a.Name == name || slices.Contains(a.Aliases, name) {
				id = a.ID
				if a.Name == name {
					break
				}
			}
		}
	}
	if id == 0 {
		return corpus.Author{}, nil
	}
	a, err := s.store.Author(ctx, id)
	if corpus.CodeOf(err) == corpus.NotFound {
		return corpus.Author{}, nil
	}
	return a, err
}
