package account

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// welcomePath is where one-time links lead; the token follows.
const welcomePath = paths.Curator + "/welcome/"

// WelcomePath is the address within the site of a one-time link.
func WelcomePath(token string) string { return welcomePath + token }

type welcomeView struct {
	Token  string
	Name   string
	First  bool // the first account: its name is still to be chosen
	Notice string
	Least  int // characters of a password
}

// showWelcome only looks at the link: programs that fetch addresses out of
// messages must not spend it.
func (s *Server) showWelcome(c echo.Context) (answer.Answer, error) {
	who, err := s.store.Link(c.Request().Context(), c.Param("token"))
	if err != nil {
		return nil, err
	}
	return s.welcomePage(c, http.StatusOK, welcomeView{Name: who.Name, First: who.ID == 0})
}

// welcomePage keeps the token out of what browsers send to others. The policy
// is not "no-referrer", under which browsers without HTTPS send a form as if
// from nowhere, and checkOrigin would refuse it.
func (s *Server) welcomePage(c echo.Context, status int, v welcomeView) (answer.Answer, error) {
	c.Response().Header().Set("Referrer-Policy", "strict-origin")
	v.Token, v.Least = c.Param("token"), account.MinPassword
	return s.pages.Show(c, status, "welcome", page.View{Title: s.words.Say("welcome.title"), Data: v})
}

func (s *Server) welcome(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	who, err := s.store.Link(c.Request().Context(), c.Param("token"))
	if err != nil {
		return nil, err
	}
	v := welcomeView{Name: who.Name, First: who.ID == 0}
	if v.First {
		v.Name = form.Get("name")
	}
	err = s.useLink(c, v, form)
	if v.Notice = curator.Notice(s.words, err); v.Notice != "" {
		return s.welcomePage(c, http.StatusUnprocessableEntity, v)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Curator)
}

// useLink sets the password and signs in, except where a code is asked for
// too: whoever has the link need not have the phone.
func (s *Server) useLink(c echo.Context, v welcomeView, form url.Values) error {
	ctx := c.Request().Context()
	name, err := account.CleanName(v.Name)
	if err != nil {
		return err
	}
	hash, err := s.newPassword(ctx, name, form)
	if err != nil {
		return err
	}
	who, err := s.store.UseLink(ctx, c.Param("token"), name, hash)
	if err != nil {
		return err
	}
	cred, err := s.store.Credentials(ctx, who.Name)
	if err != nil || cred.Secret != "" {
		return err
	}
	if err = s.enter(c, cred, 0); corpus.CodeOf(err) == corpus.Conflict {
		return nil // changed meanwhile: they sign in as usual
	}
	return err
}
