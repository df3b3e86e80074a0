package archive

import (
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
	"shiyun/server/proofread"
	"shiyun/server/request"
)

// poemView is the form that edits a poem, beside how it would read.
type poemView struct {
	*entry.Entry
	Poem    corpus.Poem
	Preview corpus.Poem
	Status  string
	Forms   []corpus.Form
	Said    string // key of what was just done to it; "" where nothing was
	Changed string // by whom, where another saved meanwhile; "" otherwise
	Into    corpus.PoemID
	Merges  []mergedView
	Proof   proofread.Shown // of the poem as it would read
}

// poemSaid is the sentence of the page by what its address has as done. Saying
// "saved" of a poem just withdrawn or merged leaves people unsure whether it
// happened, and they do it again.
var poemSaid = map[string]string{
	"1":         "edit.saved",
	"restored":  "edit.restored",
	"merged":    "edit.merged",
	"withdrawn": "edit.withdrawn.done",
	"published": "edit.published",
	"in_review": "edit.in_review",
	"draft":     "edit.draft",
}

func (s *Server) showPoem(c echo.Context) (answer.Answer, error) {
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	values := entry.PoemValues(p)
	values.Set("revision", strconv.Itoa(p.Revision))
	return s.poemForm(c, http.StatusOK, p, p, entry.New(s.words, values), "")
}

// poem is the poem of the address, of any status.
func (s *Server) poem(c echo.Context) (corpus.Poem, error) {
	id, err := request.PathID(c)
	if err != nil {
		return corpus.Poem{}, err
	}
	return s.store.Poem(c.Request().Context(), corpus.PoemID(id))
}

func (s *Server) poemForm(c echo.Context, status int, p, preview corpus.Poem, e *entry.Entry, changed string) (answer.Answer, error) {
	into, err := s.store.Redirect(c.Request().Context(), corpus.KindPoem, int64(p.ID))
	if err != nil {
		return nil, err
	}
	merges, err := s.mergedInto(c.Request().Context(), corpus.KindPoem, int64(p.ID))
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "curator-poem", page.View{Title: s.words.Say("poem.edit_of", p.Title), Section: "poems", Data: poemView{
		Entry: e, Poem: p, Preview: preview, Status: diff.StatusName(s.words, p.Status), Forms: corpus.Forms(), Said: poemSaid[c.QueryParam("saved")],
		Changed: changed, Into: corpus.PoemID(into), Merges: merges, Proof: proofread.Show(proofread.Check(preview, s.origin.Preferences(c).Book), s.words)}})
}

// savePoem saves the form, or shows how it would read.
func (s *Server) savePoem(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	draft := e.Draft()
	if values.Get("act") == "publish" {
		draft.Status = corpus.StatusPublished
	}
	reason := e.Short("reason", entry.MaxMessage)
	base, err := strconv.Atoi(values.Get("revision"))
	if err != nil || base < 1 {
		e.Refuse("", "entry.no_revision")
	}
	preview := curator.Preview(p, draft)
	if !e.Fine() {
		return s.poemForm(c, http.StatusUnprocessableEntity, p, preview, e, "")
	}
	if values.Get("act") == "preview" {
		return s.poemForm(c, http.StatusOK, p, preview, e, "")
	}
	_, err = s.store.Revise(c.Request().Context(), poems.Edit{By: curator.ActorOf(c), Reason: corpus.OwnWords(reason)}, p.ID, base, draft)
	if corpus.CodeOf(err) == corpus.Conflict {
		return s.poemConflict(c, p, preview, e, base, err)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.CuratorPoem(p.ID) + "?saved=1")
}

// poemConflict shows the form as it was filled in. Where another saved
// meanwhile, saving once more is saving over theirs, knowingly.
func (s *Server) poemConflict(c echo.Context, p, preview corpus.Poem, e *entry.Entry, base int, err error) (answer.Answer, error) {
	_, e.Problems[""] = s.pages.Classify(err)
	if base == p.Revision {
		return s.poemForm(c, http.StatusConflict, p, preview, e, "")
	}
	revisions, err := s.store.Revisions(c.Request().Context(), p.ID)
	if err != nil {
		return nil, err
	}
	e.Values.Set("revision", strconv.Itoa(p.Revision))
	return s.poemForm(c, http.StatusConflict, p, preview, e, curator.ActorName(s.words, revisions[len(revisions)-1].By))
}

// previewPoem answers the script of the form with the poem alone, as
// it would read.
func (s *Server) previewPoem(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	p, err := s.poem(c)
	if err != nil {
		return nil, err
	}
	return s.fragment(c, "curator-poem", "preview", curator.Preview(p, entry.New(s.words, values).Draft()))
}
