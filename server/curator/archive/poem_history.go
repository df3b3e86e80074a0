package archive

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/diff"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/session"
)

// revisionView is one entry of a poem's history.
type revisionView struct {
	corpus.Revision
	Who  string
	What []string // the fields that changed
	Now  bool
	Path string // of the batch that made it; "" for none
}

type historyView struct {
	Poem      corpus.Poem
	Revisions []revisionView // latest first
	Admin     bool           // may show again what is hidden
	Notice    string
}

func (s *Server) showHistory(c echo.Context) (answer.Answer, error) {
	return s.historyPage(c, http.StatusOK, "")
}

func (s *Server) historyPage(c echo.Context, status int, notice string) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	who, _ := session.AccountOf(c)
	v := historyView{Poem: p, Admin: who.May(corpus.RoleAdmin), Notice: notice}
	if v.Revisions, err = s.history(c.Request().Context(), p.ID); err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "curator-history", page.View{Title: s.words.Say("history.title"), Section: "poems", Data: v})
}

func (s *Server) history(ctx context.Context, id corpus.PoemID) ([]revisionView, error) {
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	views := make([]revisionView, len(revisions))
	var before corpus.Record
	for i, r := range revisions {
		record, err := diff.RecordOf(r)
		if err != nil {
			return nil, err
		}
		v := revisionView{Revision: r, Who: curator.ActorName(s.words, r.By), Now: i == len(revisions)-1}
		if r.Batch != 0 {
			v.Path = curator.BatchPath(r.Batch)
		}
		if i > 0 {
			for _, f := range diff.Changed(before, record) {
				v.What = append(v.What, s.words.Say(f.Key))
			}
			if diff.StatusOf(before) != diff.StatusOf(record) {
				v.What = append(v.What, s.words.Say("field.status"))
			}
		}
		views[len(revisions)-1-i], before = v, record
	}
	return views, nil
}

type compareView struct {
	Poem   corpus.Poem
	A, B   revisionView
	Fields []diff.FieldDiff
}

// showCompare sets two revisions side by side: those asked for, or the last
// two.
func (s *Server) showCompare(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	all, err := s.history(c.Request().Context(), p.ID)
	if err != nil {
		return nil, err
	}
	a, b := numberParam(c, "a", p.Revision-1), numberParam(c, "b", p.Revision)
	if a > b {
		a, b = b, a
	}
	v := compareView{Poem: p}
	for _, r := range all {
		if r.Number == a {
			v.A = r
		}
		if r.Number == b {
			v.B = r
		}
	}
	if v.A.Number == 0 || v.B.Number == 0 { // a poem of an export may come without its history
		return nil, request.NotFound()
	}
	before, err := diff.RecordOf(v.A.Revision)
	if err != nil {
		return nil, err
	}
	after, err := diff.RecordOf(v.B.Revision)
	if err != nil {
		return nil, err
	}
	v.Fields = diff.Compare(s.words, before, after, s.words.Say("history.number", a), s.words.Say("history.number", b))
	return s.pages.Show(c, http.StatusOK, "curator-compare", page.View{Title: s.words.Say("compare.title", a, b), Section: "poems", Data: v})
}

func numberParam(c echo.Context, name string, usual int) int {
	n, err := strconv.Atoi(c.QueryParam(name))
	if err != nil {
		return usual
	}
	return n
}

func (s *Server) restorePoem(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	number, _ := strconv.Atoi(values.Get("number"))
	edit := poems.Edit{By: curator.ActorOf(c), Reason: corpus.NewMessage("history.restored", number)}
	_, err = s.store.Restore(c.Request().Context(), edit, corpus.PoemID(id), number)
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.historyPage(c, http.StatusConflict, notice)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(corpus.PoemID(id)) + "?saved=restored")
}

// hideRevision takes a former revision away from readers, or with it all those
// before it.
func (s *Server) hideRevision(c echo.Context) (answer.Answer, error) {
	return s.changeHidden(c, func(ctx context.Context, by corpus.Actor, id corpus.PoemID, number int, earlier bool) error {
		first := number
		if earlier {
			first = 1
		}
		return s.store.HideRevisions(ctx, by, id, first, number)
	})
}

// showRevision takes that back.
func (s *Server) showRevision(c echo.Context) (answer.Answer, error) {
	return s.changeHidden(c, func(ctx context.Context, by corpus.Actor, id corpus.PoemID, number int, _ bool) error {
		return s.store.ShowRevision(ctx, by, id, number)
	})
}

func (s *Server) changeHidden(c echo.Context, change func(context.Context, corpus.Actor, corpus.PoemID, int, bool) error) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	number, _ := strconv.Atoi(values.Get("number"))
	err = change(c.Request().Context(), curator.ActorOf(c), corpus.PoemID(id), number, values.Get("earlier") != "")
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.historyPage(c, http.StatusConflict, notice)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(corpus.PoemID(id)) + "/history")
}

// setStatus withdraws a poem, or puts it where it was.
func (s *Server) setStatus(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	status, ok := corpus.ParseStatus(values.Get("status"))
	if !ok {
		return nil, request.NotFound()
	}
	e := entry.New(s.words, values)
	edit := poems.Edit{By: curator.ActorOf(c), Reason: corpus.OwnWords(e.Short("reason", entry.MaxMessage))}
	if err := s.store.SetStatus(c.Request().Context(), edit, corpus.PoemID(id), status); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(corpus.PoemID(id)) + "?saved=" + string(status))
}

// fragment renders one part of a page by itself.
func (s *Server) fragment(c echo.Context, page, part string, data any) (answer.Answer, error) {
	content, err := s.pages.Render(page, part, data)
	if err != nil {
		return nil, err
	}
	return answer.Body(http.StatusOK, echo.MIMETextHTMLCharsetUTF8, content)
}
