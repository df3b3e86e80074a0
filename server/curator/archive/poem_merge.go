package archive

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

type mergeView struct {
	Poem   corpus.Poem
	Asked  string      // the number asked for
	Into   corpus.Poem // the zero poem before one is chosen
	Fields []diff.FieldDiff
	Notice string // why there is nothing to see; "" where there is, or nothing was asked
}

// showMerge shows what would become of both poems, before anything does.
func (s *Server) showMerge(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	v := mergeView{Poem: p, Asked: strings.TrimSpace(c.QueryParam("into"))}
	if v.Asked != "" {
		err = s.mergeInto(c.Request().Context(), &v)
	}
	if err != nil {
		return nil, err
	}
	status := http.StatusOK
	if v.Notice != "" {
		status = http.StatusUnprocessableEntity
	}
	return s.pages.Show(c, status, "curator-merge", page.View{Title: s.words.Say("merge.title"), Section: "poems", Data: v})
}

// mergeInto sets the poem asked for beside the one to go.
func (s *Server) mergeInto(ctx context.Context, v *mergeView) (err error) {
	id := corpus.PoemID(request.ParseID(v.Asked))
	if id == v.Poem.ID {
		v.Notice = s.words.Say("merge.itself")
		return nil
	}
	into, err := s.store.Poem(ctx, id)
	switch corpus.CodeOf(err) {
	case corpus.NotFound, corpus.Gone:
		v.Notice = s.words.Say("merge.unknown", v.Asked)
		return nil
	}
	if err == nil {
		v.Into = into
		v.Fields = diff.Compare(s.words, corpus.NewRecord(v.Poem), corpus.NewRecord(into), s.words.Say("merge.goes"), s.words.Say("merge.stays"))
	}
	return err
}

func (s *Server) mergePoems(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	into := corpus.PoemID(request.ParseID(values.Get("into")))
	edit := poems.Edit{By: curator.ActorOf(c), Reason: corpus.NewMessage("merge.reason", int(id), int(into))}
	if err := s.store.MergePoems(c.Request().Context(), edit, corpus.PoemID(id), into); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(into) + "?saved=merged")
}

// mergedView is a merge that can be taken apart again, where its outcome is
// looked after.
type mergedView struct {
	Said string
	When string
	Undo string // where a click takes it apart
}

func (s *Server) mergedInto(ctx context.Context, kind corpus.Kind, id int64) ([]mergedView, error) {
	merges, err := s.store.Merges(ctx, kind, id)
	var views []mergedView
	for _, m := range merges {
		views = append(views, mergedView{s.words.Say("merge.was."+string(kind), m.Name, m.From), s.words.Say("merge.when", s.pages.Moment(m.At), curator.ActorName(s.words, m.By)), curator.BatchPath(m.Batch) + "/undo"})
	}
	return views, err
}
