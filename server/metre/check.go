package metre

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/preferences"
	"shiyun/server/proofread"
	"shiyun/server/request"
)

// checkView is the page of a check: the form as it was filled in and, once
// something was sent, what was found.
type checkView struct {
	*entry.Entry
	Forms []corpus.Form
	Book  preferences.Option
	Proof *proofread.Shown // nil before anything was sent
	Lines [][]proofread.Glyph
}

func (s *Server) showCheck(c echo.Context) (answer.Answer, error) {
	return s.checkPage(c, url.Values{}, nil, nil)
}

// check shows what is found in the verse sent.
func (s *Server) check(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	proofread.Remember(c, s.origin, values)
	form, _ := corpus.ParseForm(values.Get("form"))
	body := strings.ReplaceAll(values.Get("body"), "\r\n", "\n")
	report := prosody.Check(prosody.Poem{Title: values.Get("title"), Body: body, Form: form, Tune: values.Get("tune")},
		proofread.ChoiceOf(s.bookOf(c, values)))
	shown := proofread.Show(report, s.words)
	return s.checkPage(c, values, &shown, proofread.NewMarks(report, s.words, true).Lines(body))
}

// bookOf returns the book that a form has, otherwise the one remembered.
func (s *Server) bookOf(c echo.Context, values url.Values) string {
	if values.Has("book") {
		return values.Get("book")
	}
	return s.origin.Preferences(c).Book
}

func (s *Server) checkPage(c echo.Context, values url.Values, proof *proofread.Shown, lines [][]proofread.Glyph) (answer.Answer, error) {
	prefs := s.origin.Preferences(c).With(values)
	return s.pages.Show(c, http.StatusOK, "metre", page.View{Title: s.words.Say("metre.title"), Description: s.words.Say("metre.lead"), Path: paths.Metre,
		Section: "forms", Data: checkView{entry.New(s.words, values), corpus.Forms(), prefs.Option("book"), proof, lines}})
}
