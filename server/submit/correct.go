package submit

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// showCorrect shows the form that proposes a change of a published poem.
func (s *Server) showCorrect(c echo.Context) (answer.Answer, error) {
	p, err := s.poemToCorrect(c)
	if err != nil {
		return nil, err
	}
	return s.correctPage(c, http.StatusOK, p, entry.New(s.words, correctValues(p, s.ticket())))
}

func (s *Server) poemToCorrect(c echo.Context) (corpus.Poem, error) {
	id, err := request.PathID(c)
	if err != nil {
		return corpus.Poem{}, err
	}
	return s.store.Published(c.Request().Context(), corpus.PoemID(id))
}

func (s *Server) correctPage(c echo.Context, status int, p corpus.Poem, e *entry.Entry) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.pages.Show(c, status, "correct", page.View{Title: s.words.Say("correct.title"), NoIndex: true,
		Data: correctView{Entry: e, Poem: p, Action: paths.Poem(p.ID) + "/correct", Up: paths.Poem(p.ID), Contact: true}})
}

func (s *Server) correct(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	p, err := s.poemToCorrect(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	sent, base := s.sentCorrection(e)
	sent.Poem, sent.Revision, sent.Contact = p.ID, base, s.sealed(e)
	token, err := s.fileCorrection(c, e, sent)
	if s.notTaken(c, e, err) {
		return s.correctPage(c, http.StatusServiceUnavailable, p, e)
	}
	if err != nil {
		return nil, err
	}
	if token == "" {
		return s.correctPage(c, http.StatusUnprocessableEntity, p, e)
	}
	return answer.SeeOther(receiptPath(token))
}

// fileCorrection returns the token of the receipt; "" where the form must be
// shown again.
func (s *Server) fileCorrection(c echo.Context, e *entry.Entry, sent curation.Sent) (string, error) {
	form := ""
	if e.Fine() {
		form = s.guard(c, e)
	}
	if !e.Fine() {
		return "", nil
	}
	sent.Token = receiptToken(form, e.Value("title"), e.Value("author"), e.Value("preface"), e.Value("body"), e.Value("note"), e.Value("message"))
	_, err := s.store.SubmitCorrection(c.Request().Context(), sent)
	if corpus.CodeOf(err) == corpus.Invalid {
		_, e.Problems[""] = s.pages.Classify(err)
		return "", nil
	}
	return sent.Token, err
}
