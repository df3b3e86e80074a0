package account

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/session"
)

// newPassword returns the hash of the password a form sets, typed twice.
func (s *Server) newPassword(ctx context.Context, name string, form url.Values) (string, error) {
	password := form.Get("password")
	if err := account.CheckPassword(name, password); err != nil {
		return "", err
	}
	if form.Get("again") != password {
		return "", corpus.NewError(corpus.Invalid, "password.differs")
	}
	return account.Hash(ctx, password)
}

// changePassword ends all sessions, the one that asks among them: signing in
// with the new password shows that it was typed as meant.
func (s *Server) changePassword(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	if err = s.confirm(c, form.Get("old")); err == nil {
		err = s.setPassword(c, form)
	}
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.mePage(c, http.StatusUnprocessableEntity, notice)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.SignIn + "?changed=1")
}

func (s *Server) setPassword(c echo.Context, form url.Values) error {
	who, _ := session.AccountOf(c)
	ctx := c.Request().Context()
	hash, err := s.newPassword(ctx, who.Name, form)
	if err != nil {
		return err
	}
	if err := s.store.SetPassword(ctx, who.ID, hash); err != nil {
		return err
	}
	s.origin.SetCookie(c, session.Cookie, "", -time.Second)
	return nil
}
