package submit

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/contact"
	"shiyun/corpus/prosody"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/proofread"
	"shiyun/server/published"
	"shiyun/server/request"
)

// consentVersion names the text in submit.html that people agree to. A new
// text is a new version: what a person agreed to is kept with their poem.
const consentVersion = "v2"

// maxRelation is the longest word for who one is to the author, in code points.
const maxRelation = 40

type submitView struct {
	*entry.Entry
	Forms  []corpus.Form
	Places []corpus.Place
	Twin   corpus.PoemID    // the poem that the archive has already; 0 for none
	Proof  *proofread.Shown // of the verse so far, where it was asked for; nil otherwise
}

// Required reports that a poem may come without a recording.
func (submitView) Required() bool { return false }

func (s *Server) showSubmit(c echo.Context) (answer.Answer, error) {
	return s.submitPage(c, http.StatusOK, entry.New(s.words, url.Values{ticketField: {s.ticket()}, "whose": {"own"}}), 0)
}

func (s *Server) submitPage(c echo.Context, status int, e *entry.Entry, twin corpus.PoemID) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	places, err := s.places(c.Request().Context())
	if err != nil {
		return nil, err
	}
	v := submitView{Entry: e, Forms: corpus.Forms(), Places: places, Twin: twin}
	if e.Value(lookField) != "" {
		v.Proof = s.proofOf(c, e)
	}
	return s.pages.Show(c, status, "submit", page.View{Title: s.words.Say("submit.title"), Description: s.words.Say("submit.lead"), Path: paths.Submit, Section: "submit", Data: v})
}

// proofOf is what a check finds in the verse so far.
func (s *Server) proofOf(c echo.Context, e *entry.Entry) *proofread.Shown {
	form, _ := corpus.ParseForm(e.Value("form"))
	body := strings.ReplaceAll(e.Value("body"), "\r\n", "\n")
	report := prosody.Check(prosody.Poem{Title: e.Value("title"), Body: body, Form: form}, proofread.ChoiceOf(s.origin.Preferences(c).Book))
	shown := proofread.Show(report, s.words)
	return &shown
}

// submit takes in a resident's poem.
func (s *Server) submit(c echo.Context) (answer.Answer, error) {
	values, files, err := request.FormWithFiles(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	if e.Value(lookField) != "" {
		if e.Value(ticketField) == "" { // written elsewhere, as in a tune's pattern
			values.Set(ticketField, s.ticket())
		}
		return s.submitPage(c, http.StatusOK, s.chosenAgain(e, files), 0)
	}
	sent := s.sentPoem(e)
	if sent.Draft.Place, err = s.placeOf(c.Request().Context(), e); err != nil {
		return nil, err
	}
	form := ""
	if e.Fine() {
		form = s.guard(c, e)
	}
	var found []attachment
	if e.Fine() {
		if found, err = s.attach(c.Request().Context(), e, files, attachedTo(sent, s.words.Say("attach.consent", consentVersion))); err != nil {
			return nil, err
		}
	}
	if !e.Fine() {
		return s.submitPage(c, http.StatusUnprocessableEntity, s.chosenAgain(e, files), 0)
	}
	sent.Token = receiptToken(form, e.Value("title"), e.Value("author"), e.Value("body"))
	sub, err := s.file(c.Request().Context(), found, func(kept []corpus.Media) (corpus.Submission, error) {
		sent.Media = kept
		return s.store.SubmitPoem(c.Request().Context(), sent)
	})
	if corpus.CodeOf(err) == corpus.Conflict {
		_, message := s.pages.Classify(err)
		e.Problems[""] = message
		return s.submitPage(c, http.StatusConflict, s.chosenAgain(e, files), sub.Poem)
	}
	if s.notTaken(c, e, err) {
		return s.submitPage(c, http.StatusServiceUnavailable, s.chosenAgain(e, files), 0)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(receiptPath(sent.Token))
}

// attachedTo is what is known of the files that go with a poem.
func attachedTo(sent curation.Sent, consent string) corpus.Media {
	m := corpus.Media{Consent: consent}
	if sent.Draft.Title != nil {
		m.Alt = *sent.Draft.Title
	}
	if sent.Draft.Author != nil {
		m.By = *sent.Draft.Author
	}
	return m
}

// chosenAgain says beside the files of a form that is shown again that they must
// be chosen once more: a browser does not fill them in.
func (s *Server) chosenAgain(e *entry.Entry, files map[string][]byte) *entry.Entry {
	for _, field := range []string{photoField, voiceField} {
		if len(files[field]) > 0 {
			e.Refuse(field, "attach.again")
		}
	}
	return e
}

// places returns those that a poem can be said to be of: what everyone can see.
func (s *Server) places(ctx context.Context) ([]corpus.Place, error) {
	all, err := s.store.Places(ctx)
	return published.Places(all), err
}

// placeOf returns the place that was chosen, by its path; nil for none, and
// for one that is not offered: nobody makes a place by sending in a poem.
func (s *Server) placeOf(ctx context.Context, e *entry.Entry) (*string, error) {
	chosen := e.Value("place")
	if chosen == "" {
		return nil, nil
	}
	places, err := s.places(ctx)
	if err != nil || !slices.ContainsFunc(places, func(p corpus.Place) bool { return p.Path == chosen }) {
		return nil, err
	}
	return &chosen, nil
}

// sentPoem reads the form of a poem and notes what is missing.
func (s *Server) sentPoem(e *entry.Entry) curation.Sent {
	sent := curation.Sent{Draft: withForm(e.Draft())}
	refusePrivate(e)
	if e.Value("title") == "" {
		e.Refuse("title", "submit.no_title")
	}
	if e.Value("body") == "" {
		e.Refuse("body", "entry.no_body")
	}
	sent.Message = e.Short("message", entry.MaxMessage)
	sent.Proxy = proxyOf(e)
	sent.Contact = s.sealed(e)
	if e.Value("consent") == "" {
		e.Refuse("consent", "submit.no_consent")
	}
	sent.Consent = consentVersion
	return sent
}

// withForm tells form and tune from the text, as imports do, where the
// resident does not.
func withForm(d corpus.Draft) corpus.Draft {
	if d.Title == nil || d.Body == nil {
		return d
	}
	if d.Tune == nil || *d.Tune == "" {
		if tune := verse.TuneFor(*d.Title, *d.Body); tune != "" {
			d.Tune = &tune
		}
	}
	tune := ""
	if d.Tune != nil {
		tune = *d.Tune
	}
	told, _ := prosody.FormOf(*d.Title, tune, *d.Body)
	if told == "" && verse.IsModern(*d.Body) {
		told = corpus.FormXinshi
	}
	if told != "" && (d.Form == nil || *d.Form == corpus.FormOther || *d.Form == "") {
		d.Form = &told
	}
	return d
}

// refusePrivate refuses what reaches a person in fields that everybody will
// read; there is a field of its own for it.
func refusePrivate(e *entry.Entry) {
	for _, name := range []string{"title", "preface", "body", "note"} {
		if len(contact.Find(e.Value(name), contact.Prose)) > 0 {
			e.Refuse(name, "submit.private")
		}
	}
}

// proxyOf returns who writes for the author; "" where they write themselves.
func proxyOf(e *entry.Entry) string {
	relation := e.Short("relation", maxRelation)
	if e.Value("whose") != "other" {
		return ""
	}
	if relation == "" {
		e.Refuse("relation", "submit.no_relation")
	}
	if e.Value("author") == "" {
		e.Refuse("author", "submit.no_author")
	}
	return relation
}

// sealed is the contact as the archive may keep it.
func (s *Server) sealed(e *entry.Entry) string {
	contact := e.Short("contact", entry.MaxContact)
	if contact == "" {
		return ""
	}
	return s.store.Secrets().Seal(contact)
}

// notTaken reports whether the archive could take nothing at the moment, which
// the form then shows above all that was written.
func (s *Server) notTaken(c echo.Context, e *entry.Entry, err error) bool {
	if corpus.CodeOf(err) != corpus.Unavailable {
		return false
	}
	_, e.Problems[""] = s.pages.Classify(err)
	c.Response().Header().Set("Retry-After", "30")
	return true
}
