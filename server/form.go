package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// listView is a page that lists the poems which have something in common.
type listView struct {
	Heading string
	Kind    string // what the heading is: a form, a tag
	Up      string // address of the page above
	List    list
}

// formView is a form or a tune with its poems.
type formView struct {
	listView
	About string // "" where nobody has explained it
	Tunes []store.Tune
}

// showForm lists the poems of a form. The other ways to write its name lead
// to the same page.
func (s *Server) showForm(c echo.Context) error {
	name := pathParam(c, "name")
	form, known := corpus.ParseForm(name)
	if !known || name == "" {
		return s.notFound()
	}
	if string(form) != name {
		return c.Redirect(http.StatusMovedPermanently, formPath(form))
	}
	l, err := s.listPage(c, store.Filter{Form: form}, formPath(form))
	if err != nil {
		return err
	}
	e, err := s.entrances(c.Request().Context())
	if err != nil {
		return err
	}
	v := formView{listView{s.named(name), s.Say("forms.title"), "/forms", l}, s.formAbout(form),
		keeping(e.Tunes, func(t store.Tune) bool { return t.Form == form })}
	return s.page(c, http.StatusOK, "form", view{
		Title: v.Heading, Description: v.About, Path: formPath(form), Section: "forms", Data: v})
}
