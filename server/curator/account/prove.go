package account

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/session"
)

// proofField is where the form that asks again has the password.
const proofField = "proof"

type proveView struct {
	Action string
	Fields url.Values // of the form that was sent, to be sent again
	Notice string
}

// proved has the password asked for again before an act that gives power to
// others or takes it away, unless it was given a short while ago: whoever finds
// a device signed in can read, but not take over.
func (s *Server) proved(act answer.Handler) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		form, err := request.Form(c)
		if err != nil {
			return nil, err
		}
		ctx, token := c.Request().Context(), s.origin.Cookie(c, session.Cookie)
		ok, err := s.store.Proved(ctx, token)
		if err != nil {
			return nil, err
		}
		if ok {
			return act(c)
		}
		v := proveView{Action: c.Request().URL.Path, Fields: form}
		if form.Has(proofField) {
			err := s.confirm(c, form.Get(proofField))
			if v.Notice = curator.Notice(s.words, err); err == nil {
				if err = s.store.Prove(ctx, token); err == nil {
					return act(c)
				}
			}
			if v.Notice == "" {
				return nil, err
			}
		}
		form.Del(proofField)
		form.Del(session.FormField)
		return s.pages.Show(c, http.StatusForbidden, "prove", page.View{Title: s.words.Say("prove.title"), Data: v})
	}
}
