package account

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store/people"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/session"
)

type signInView struct {
	Name   string
	Next   string
	Notice string
}

func (s *Server) showSignIn(c echo.Context) (answer.Answer, error) {
	next := curator.LocalPath(c.QueryParam("next"))
	_, err := s.sessions.SignedIn(c)
	if err == nil {
		return answer.SeeOther(next)
	}
	if corpus.CodeOf(err) != corpus.NotFound {
		return nil, err
	}
	v := signInView{Next: next}
	if c.QueryParam("changed") != "" {
		v.Notice = s.words.Say("sign_in.changed")
	}
	return s.signInPage(c, http.StatusOK, v)
}

func (s *Server) signInPage(c echo.Context, status int, v signInView) (answer.Answer, error) {
	return s.pages.Show(c, status, "sign-in", page.View{Title: s.words.Say("sign_in.title"), Data: v})
}

// signIn answers with one sentence whatever was wrong, and takes as long to.
func (s *Server) signIn(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	v := signInView{Name: form.Get("name"), Next: curator.LocalPath(form.Get("next"))}
	cred, err := s.credentials(c.Request().Context(), v.Name)
	if err != nil {
		return nil, err
	}
	key := s.attemptKey(c, v.Name, cred.Account.ID)
	if wait := s.attempts.begin(key, s.now()); wait > 0 {
		return s.askToWait(c, v, wait)
	}
	step, ok, err := s.prove(c.Request().Context(), cred, form)
	if err != nil {
		return nil, err
	}
	if ok {
		err = s.enter(c, cred, step)
	}
	switch {
	case ok && err == nil:
		s.attempts.succeed(key)
		return answer.SeeOther(v.Next)
	case err != nil && corpus.CodeOf(err) != corpus.Conflict:
		return nil, err
	}
	if err := s.recordFailure(c.Request().Context(), cred); err != nil {
		return nil, err
	}
	v.Notice = s.words.Say("sign_in.wrong")
	return s.signInPage(c, http.StatusUnprocessableEntity, v)
}

// credentials are empty for a name that no account has.
func (s *Server) credentials(ctx context.Context, name string) (people.Credentials, error) {
	name, err := account.CleanName(name)
	if err != nil {
		return people.Credentials{}, nil
	}
	cred, err := s.store.Credentials(ctx, name)
	if corpus.CodeOf(err) == corpus.NotFound {
		return people.Credentials{}, nil
	}
	return cred, err
}

// prove reports whether the form has the password of the credentials, and the
// code where one is asked for; step is that of the code.
func (s *Server) prove(ctx context.Context, cred people.Credentials, form url.Values) (step int64, ok bool, err error) {
	ok, err = account.Verify(ctx, cred.Password, form.Get("password"))
	if err != nil || !ok || cred.Account.Disabled {
		return 0, false, err
	}
	if cred.Secret == "" {
		return 0, true, nil
	}
	if step, ok = account.CodeStep(cred.Secret, form.Get("code"), s.now(), cred.LastStep); ok {
		return step, true, nil
	}
	ok, err = s.store.UseRecoveryCode(ctx, cred.Account.ID, form.Get("code"))
	return cred.LastStep + 1, ok, err // a step that is past: none that a phone will show is lost
}

// enter begins a new session, whatever the browser brought along: a token
// that another planted there is worth nothing afterwards.
func (s *Server) enter(c echo.Context, cred people.Credentials, step int64) error {
	req := c.Request()
	token, err := s.store.SignIn(req.Context(), cred, step, s.deviceOf(req.UserAgent()), s.origin.Cookie(c, session.Cookie))
	if err != nil {
		return err
	}
	s.origin.SetCookie(c, session.Cookie, token, people.SessionLife)
	s.knowDevice(c, cred.Account.ID)
	s.entered(c)
	return nil
}

// recordFailure leaves out names that no account has: people type passwords there.
func (s *Server) recordFailure(ctx context.Context, cred people.Credentials) error {
	if cred.Account.ID == 0 {
		return nil
	}
	return s.store.Record(ctx, corpus.Act{By: corpus.ActorVisitor, Verb: corpus.ActSignInFailed, Object: people.AccountObject(cred.Account.ID)})
}

func (s *Server) askToWait(c echo.Context, v signInView, wait time.Duration) (answer.Answer, error) {
	seconds := int(math.Ceil(wait.Seconds()))
	c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	if v.Notice = s.words.Say("sign_in.wait.seconds", seconds); seconds >= 120 {
		v.Notice = s.words.Say("sign_in.wait.minutes", (seconds+59)/60)
	}
	return s.signInPage(c, http.StatusTooManyRequests, v)
}

func (s *Server) signOut(c echo.Context) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	if err := s.store.SignOut(c.Request().Context(), who, s.origin.Cookie(c, session.Cookie)); err != nil {
		return nil, err
	}
	s.origin.SetCookie(c, session.Cookie, "", -time.Second)
	return answer.SeeOther("/")
}

// confirm makes sure that it is the owner of the account who asks, with the
// password, for acts that would shut them out. It returns an Invalid error
// with a sentence for them where it is not.
func (s *Server) confirm(c echo.Context, password string) error {
	who, _ := session.AccountOf(c)
	ctx := c.Request().Context()
	cred, err := s.store.Credentials(ctx, who.Name)
	if err != nil {
		return err
	}
	key := "confirm " + string(who.Actor())
	if wait := s.attempts.begin(key, s.now()); wait > 0 {
		return corpus.NewError(corpus.Invalid, "sign_in.wait.seconds", int(math.Ceil(wait.Seconds())))
	}
	ok, err := account.Verify(ctx, cred.Password, password)
	switch {
	case err != nil:
		return err
	case !ok:
		return corpus.NewError(corpus.Invalid, "me.password.wrong")
	}
	s.attempts.succeed(key)
	return nil
}
