package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

type mergeView struct {
	Poem   corpus.Poem
	Asked  string      // the number asked for
	Into   corpus.Poem // the zero poem before one is chosen
	Fields []fieldDiff
}

// showMerge shows what would become of both poems, before anything does.
func (s *Server) showMerge(c echo.Context) error {
	p, err := s.curatorPoem(c)
	if err != nil {
		return err
	}
	v := mergeView{Poem: p, Asked: strings.TrimSpace(c.QueryParam("into"))}
	if id := corpus.PoemID(parseID(v.Asked)); id != 0 && id != p.ID {
		if v.Into, err = s.cfg.Store.Poem(c.Request().Context(), id); err != nil {
			return err
		}
		v.Fields = s.compare(corpus.NewRecord(p), corpus.NewRecord(v.Into), s.words.say("merge.goes"), s.words.say("merge.stays"))
	}
	return s.page(c, http.StatusOK, "curator-merge", view{Title: s.words.say("merge.title"), Section: "poems", Data: v})
}

func (s *Server) mergePoems(c echo.Context) error {
	values, err := s.formOf(c)
	if err != nil {
		return err
	}
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	into := corpus.PoemID(parseID(values.Get("into")))
	edit := store.Edit{By: actorOf(c), Reason: s.words.say("merge.reason", id, into)}
	if err := s.cfg.Store.MergePoems(c.Request().Context(), edit, corpus.PoemID(id), into); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, curatorPoemPath(into)+"?saved=merged")
}

// mergedView is a merge that can be taken apart again, where its outcome is
// looked after.
type mergedView struct {
	Said string
	When string
	Undo string // where a click takes it apart
}

func (s *Server) mergedInto(ctx context.Context, kind corpus.Kind, id int64) ([]mergedView, error) {
	merges, err := s.cfg.Store.Merges(ctx, kind, id)
	var views []mergedView
	for _, m := range merges {
		views = append(views, mergedView{s.words.say("merge.was."+string(kind), m.Name, m.From), s.words.say("merge.when", s.moment(m.At), s.actorName(m.By)), batchPath(m.Batch) + "/undo"})
	}
	return views, err
}
