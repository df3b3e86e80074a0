package submit

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/request"
)

// correctView is the form that changes a text: of a submission of the reader's own,
// or a correction of a poem.
type correctView struct {
	*entry.Entry
	Poem    corpus.Poem
	Action  string // where the form goes
	Up      string // the page it came from
	Own     bool   // the poem is the sender's own and not accepted yet
	Contact bool   // a way to reach the sender is asked for
}

// showReceiptEdit shows the form as it was sent in. Once a poem is accepted
// the form proposes a correction.
func (s *Server) showReceiptEdit(c echo.Context) (answer.Answer, error) {
	private(c)
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	if !v.Open && !v.accepted() {
		return answer.SeeOther(v.Here)
	}
	values := entry.PoemValues(v.About)
	for field, text := range map[string]*string{"title": v.Proposal.Title, "author": v.Proposal.Author, "preface": v.Proposal.Preface,
		"body": v.Proposal.Body, "note": v.Proposal.Note} {
		if text != nil {
			values.Set(field, *text)
		}
	}
	values.Set("message", v.Message)
	values.Set("revision", strconv.Itoa(v.About.Revision))
	values.Set(ticketField, s.ticket())
	return s.receiptForm(c, http.StatusOK, v, entry.New(s.words, values))
}

// accepted reports whether everyone may read the poem by now.
func (v receiptView) accepted() bool {
	return v.Kind == corpus.SubmittedPoem && v.Submission.State == corpus.SubmissionAccepted
}

func (s *Server) receiptForm(c echo.Context, status int, v receiptView, e *entry.Entry) (answer.Answer, error) {
	return s.pages.Show(c, status, "correct", page.View{Title: s.words.Say("receipt.edit"), NoIndex: true,
		Data: correctView{Entry: e, Poem: v.About, Action: v.Here + "/edit", Up: v.Here, Own: v.Kind == corpus.SubmittedPoem && v.Open}})
}

func (s *Server) editReceipt(c echo.Context) (answer.Answer, error) {
	private(c)
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	sent, base := s.sentCorrection(e)
	sent.Poem, sent.Revision, sent.Proxy = v.About.ID, base, v.Proxy
	if v.accepted() {
		return s.proposeOwn(c, v, e, sent)
	}
	if e.Fine() && !s.limiter.Allow(c.RealIP()) { // each change is kept for good
		e.Refuse("", "guard.full")
	}
	if !e.Fine() {
		return s.receiptForm(c, http.StatusUnprocessableEntity, v, e)
	}
	err = s.store.ReviseSubmission(c.Request().Context(), request.PathParam(c, "token"), base, sent)
	if code := corpus.CodeOf(err); code == corpus.Conflict || code == corpus.Invalid {
		_, e.Problems[""] = s.pages.Classify(err)
		return s.receiptForm(c, http.StatusConflict, v, e)
	}
	if s.notTaken(c, e, err) {
		return s.receiptForm(c, http.StatusServiceUnavailable, v, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(v.Here + "?" + savedParam + "=1")
}

// proposeOwn files a correction by whoever sent the poem in.
func (s *Server) proposeOwn(c echo.Context, v receiptView, e *entry.Entry, sent curation.Sent) (answer.Answer, error) {
	sent.Own = true
	token, err := s.fileCorrection(c, e, sent)
	if s.notTaken(c, e, err) {
		return s.receiptForm(c, http.StatusServiceUnavailable, v, e)
	}
	if err != nil {
		return nil, err
	}
	if token == "" {
		return s.receiptForm(c, http.StatusUnprocessableEntity, v, e)
	}
	return answer.SeeOther(receiptPath(token))
}

// sentCorrection reads a changed text, and the revision it was made from.
func (s *Server) sentCorrection(e *entry.Entry) (sent curation.Sent, base int) {
	sent.Draft = onlyText(e.Draft())
	sent.Proposal = corpus.Proposal{Title: sent.Draft.Title, Author: sent.Draft.Author, Preface: sent.Draft.Preface, Body: sent.Draft.Body, Note: sent.Draft.Note}
	sent.Message = e.Short("message", entry.MaxMessage)
	base, _ = strconv.Atoi(e.Value("revision")) // 0, and refused, for no number
	return sent, base
}

// onlyText leaves of a draft what the form of a correction has: whatever else
// a program may send.
func onlyText(d corpus.Draft) corpus.Draft {
	return corpus.Draft{Title: d.Title, Author: d.Author, Preface: d.Preface, Body: d.Body, Note: d.Note}
}

func correctValues(p corpus.Poem, ticket string) url.Values {
	values := entry.PoemValues(p)
	values.Set("revision", strconv.Itoa(p.Revision))
	values.Set(ticketField, ticket)
	return values
}
