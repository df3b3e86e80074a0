package reader

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/preferences"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
)

// preferencesView is the page of choices.
type preferencesView struct {
	Options []preferences.Option
	Back    string       // where the reader came from
	Sample  *corpus.Poem // to see the choices on; nil in an archive without poems
}

func (s *Server) showPreferences(c echo.Context) (answer.Answer, error) {
	sample, _, err := s.daily.Poem(c.Request().Context())
	if err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return nil, err
	}
	back := paths.Local(c.QueryParam("back"))
	v := page.View{Title: s.words.Say("look.title"), NoIndex: true, Here: back}
	if sample != nil {
		v.Font = reading.Font(*sample)
	}
	v.Data = preferencesView{Options: s.origin.Preferences(c).Choices(), Back: back, Sample: sample}
	return s.pages.Show(c, http.StatusOK, "preferences", v)
}

// setPreferences remembers what the form sets and leaves the rest as it was,
// so that a page may offer a single choice.
func (s *Server) setPreferences(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	p := s.origin.Preferences(c).With(form)
	if form.Has("reset") {
		p = preferences.Ordinary()
	}
	life := preferences.Life
	if p == preferences.Ordinary() {
		life = -time.Second
	}
	s.origin.SetCookie(c, preferences.CookieName, p.Cookie(), life)
	return answer.SeeOther(paths.Local(form.Get("back")))
}
