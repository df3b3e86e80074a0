package submit

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/request"
)

// reciteConsent names the text that who recites a poem agrees to, as
// consentVersion does for poems.
const reciteConsent = "r1"

// maxName is the longest name of who recites, in code points.
const maxName = 40

// reciteView is the form that sends in a recording of a poem.
type reciteView struct {
	*entry.Entry
	Poem corpus.Poem
}

// Required reports that there is no recitation without a recording.
func (reciteView) Required() bool { return true }

// showRecite shows the form that sends in a recording of a published poem.
func (s *Server) showRecite(c echo.Context) (answer.Answer, error) {
	p, err := s.poemToCorrect(c)
	if err != nil {
		return nil, err
	}
	return s.recitePage(c, http.StatusOK, p, entry.New(s.words, url.Values{ticketField: {s.ticket()}}))
}

func (s *Server) recitePage(c echo.Context, status int, p corpus.Poem, e *entry.Entry) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.pages.Show(c, status, "recite", page.View{Title: s.words.Say("recite.title", p.Title), NoIndex: true, Data: reciteView{e, p}})
}

// recite takes in a recording of a poem.
func (s *Server) recite(c echo.Context) (answer.Answer, error) {
	p, err := s.poemToCorrect(c)
	if err != nil {
		return nil, err
	}
	values, files, err := request.FormWithFiles(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	sent, found, err := s.sentRecitation(c, e, p, files)
	if err != nil {
		return nil, err
	}
	if !e.Fine() {
		return s.recitePage(c, http.StatusUnprocessableEntity, p, e)
	}
	ctx := c.Request().Context()
	_, err = s.file(ctx, found, func(kept []corpus.Media) (corpus.Submission, error) {
		sent.Media = kept
		return s.store.SubmitRecitation(ctx, sent)
	})
	if corpus.CodeOf(err) == corpus.Conflict {
		_, e.Problems[""] = s.pages.Classify(err)
		return s.recitePage(c, http.StatusConflict, p, e)
	}
	if s.notTaken(c, e, err) {
		return s.recitePage(c, http.StatusServiceUnavailable, p, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(receiptPath(sent.Token))
}

// sentRecitation reads the form of a recording and notes what is missing.
func (s *Server) sentRecitation(c echo.Context, e *entry.Entry, p corpus.Poem, files map[string][]byte) (sent curation.Sent, found []attachment, err error) {
	name := e.Short("name", maxName)
	if name == "" {
		e.Refuse("name", "recite.no_name")
	}
	if len(files[voiceField]) == 0 {
		e.Refuse(voiceField, "recite.no_voice")
	}
	if e.Value("consent") == "" {
		e.Refuse("consent", "submit.no_consent")
	}
	sent = curation.Sent{Submission: corpus.Submission{Poem: p.ID, Message: e.Short("message", entry.MaxMessage), Consent: reciteConsent}, Contact: s.sealed(e)}
	if !e.Fine() {
		return sent, nil, nil
	}
	form := s.guard(c, e)
	if !e.Fine() {
		return sent, nil, nil
	}
	sent.Token = receiptToken(form, name, string(files[voiceField]))
	found, err = s.attach(c.Request().Context(), e, map[string][]byte{voiceField: files[voiceField]},
		corpus.Media{Alt: p.Title, By: name, Consent: s.words.Say("attach.consent", reciteConsent)})
	return sent, found, err
}
