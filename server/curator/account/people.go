package account

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/erasure"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
)

// EraseFiles takes a person whom the tables no longer have out of the files
// beside them, and returns those that still have something. Afterwards the
// index is built anew.
type EraseFiles func(ctx context.Context, p corpus.Person, left erasure.Needles) (files []string, err error)

// eraseTime is enough to build the index of 300,000 poems anew and to read
// every file of the archive.
const eraseTime = 10 * time.Minute

// peopleRoutes are those of what the archive has of a person. All are POSTs
// but the first: a name does not belong in addresses, which proxies log.
func (s *Server) peopleRoutes() []route.Route {
	if s.eraseFiles == nil {
		return nil
	}
	return []route.Route{
		route.Get(paths.People, route.Admin, s.askPerson, route.Terms{}),
		route.Post(paths.People, route.Admin, s.showPerson, route.Terms{}),
		route.Post(paths.People+"/export", route.Admin, s.proved(s.exportPerson), route.Terms{}),
		route.Post(paths.People+"/erase", route.Admin, s.proved(s.erasePerson), route.Terms{Time: eraseTime}),
	}
}

type personView struct {
	Who    string
	Person corpus.Person
	Found  bool
	Notice string
	Broken bool // Notice is about something wrong
	Left   []string
}

func (s *Server) personPage(c echo.Context, status int, v personView) (answer.Answer, error) {
	return s.pages.Show(c, status, "people", page.View{Title: s.words.Say("curator.people"), Data: v})
}

func (s *Server) askPerson(c echo.Context) (answer.Answer, error) {
	return s.personPage(c, http.StatusOK, personView{})
}

// showPerson counts what there is; what contacts say is for the export, which
// is recorded.
func (s *Server) showPerson(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	return s.personOf(c, http.StatusOK, personView{Who: strings.TrimSpace(form.Get("who"))})
}

// personOf shows the person that v asks for, with what else v says.
func (s *Server) personOf(c echo.Context, status int, v personView) (answer.Answer, error) {
	p, err := s.store.Person(c.Request().Context(), v.Who)
	if err != nil {
		return s.noPerson(c, v, err)
	}
	v.Person, v.Found = p, true
	return s.personPage(c, status, v)
}

// noPerson shows why nothing can be done, where that can be said.
func (s *Server) noPerson(c echo.Context, v personView, err error) (answer.Answer, error) {
	v.Notice, v.Broken = curator.Notice(s.words, err), true
	status := http.StatusUnprocessableEntity
	if corpus.CodeOf(err) == corpus.NotFound {
		_, v.Notice = s.pages.Classify(err)
		status = http.StatusNotFound
	}
	if v.Notice == "" {
		return nil, err
	}
	return s.personPage(c, status, v)
}

// exportPerson sends everything about a person, for them.
func (s *Server) exportPerson(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	x, err := s.store.ExportPerson(c.Request().Context(), curator.ActorOf(c), form.Get("who"))
	if err != nil {
		return s.noPerson(c, personView{Who: form.Get("who")}, err)
	}
	x.AddConsent(func(version string) string { return s.words.Say("submit.consent." + version) })
	var content bytes.Buffer
	enc := json.NewEncoder(&content)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(x); err != nil {
		return nil, fmt.Errorf("encode person: %w", err)
	}
	name := s.words.Say("people.file", int(x.Author)) + ".json"
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return answer.Blob(http.StatusOK, echo.MIMEApplicationJSON, content.Bytes())
}

// erasePerson takes a person out of the archive, where that was said twice.
func (s *Server) erasePerson(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	if form.Get("confirm") == "" {
		return s.personOf(c, http.StatusUnprocessableEntity, personView{Who: form.Get("who"), Notice: s.words.Say("people.confirm_first"), Broken: true})
	}
	ctx, keep := c.Request().Context(), form.Get("poems") == "keep"
	needles, err := s.store.NeedlesOf(ctx, form.Get("who"), keep)
	if err != nil {
		return s.noPerson(c, personView{Who: form.Get("who")}, err)
	}
	p, done, err := s.store.ErasePerson(ctx, form.Get("who"), erasure.Options{By: curator.ActorOf(c), KeepPoems: keep})
	if err != nil {
		return s.noPerson(c, personView{Who: form.Get("who")}, err)
	}
	// From here on it must come to its end, whether or not the browser waits.
	left, err := s.eraseFiles(context.WithoutCancel(ctx), p, needles)
	if err != nil {
		return nil, err
	}
	v := personView{Notice: s.words.Say("people.erased", done.Poems, done.Revisions, done.Submissions, done.Contacts, done.Media), Left: left}
	return s.personPage(c, http.StatusOK, v)
}
