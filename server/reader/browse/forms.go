package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
)

type formsView struct {
	Forms []formCard
	Tunes []poems.Tune // the commonest
	Wide  []page.Choice
}

// formCard is a form with what it is and how many poems it has.
type formCard struct {
	Form  corpus.Form
	About string
	Poems int
}

// tunesShown is how many tunes stand below the forms.
const tunesShown = 24

// showForms explains every form, those without a poem too.
func (s *Server) showForms(c echo.Context) (answer.Answer, error) {
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	counts := map[corpus.Form]int{}
	for _, count := range e.Forms {
		counts[count.Value] = count.Poems
	}
	v := formsView{Tunes: e.Tunes[:min(len(e.Tunes), tunesShown)], Wide: Wide(s.words, "/forms")}
	for _, form := range corpus.Forms() {
		v.Forms = append(v.Forms, formCard{form, s.formAbout(form), counts[form]})
	}
	return s.pages.Show(c, http.StatusOK, "forms", page.View{
		Title: s.words.Say("forms.title"), Description: s.words.Say("describe.forms"), Path: "/forms", Section: "forms", Data: v})
}

// formAbout explains a form in two sentences.
func (s *Server) formAbout(form corpus.Form) string { return s.words.Say("form_about." + string(form)) }
