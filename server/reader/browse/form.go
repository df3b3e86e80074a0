package browse

import (
	"cmp"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// listView is a page that lists the poems which have something in common.
type listView struct {
	Heading string
	Kind    string // what the heading is: a form, a tag
	Up      string // address of the page above
	List    List
}

// formView is a form or a tune with its poems.
type formView struct {
	listView
	About string // "" where there is no explanation
	Tunes []poems.Tune
	Also  []poems.Tune // other names of the tune that poems have
}

// showForm lists the poems of a form. The other ways to write its name lead
// to the same page.
func (s *Server) showForm(c echo.Context) (answer.Answer, error) {
	name := request.PathParam(c, "name")
	form, known := corpus.ParseForm(name)
	if !known || name == "" {
		return nil, request.NotFound()
	}
	if string(form) != name {
		return answer.Redirect(http.StatusMovedPermanently, paths.Form(form))
	}
	l, err := s.listPage(c, poems.Filter{Form: form}, paths.Form(form))
	if err != nil {
		return nil, err
	}
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	v := formView{listView: listView{s.words.Named(name), s.words.Say("forms.title"), "/forms", l}, About: s.formAbout(form),
		Tunes: Keep(e.Tunes, func(t poems.Tune) bool { return t.Form == form })}
	return s.pages.Show(c, http.StatusOK, "form", page.View{
		Title: v.Heading, Description: cmp.Or(v.About, s.words.Say("describe.form", v.Heading, l.Total)), Path: paths.Form(form), Section: "forms", Data: v})
}
