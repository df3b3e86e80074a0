package account

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/qr"
	"shiyun/server/request"
	"shiyun/server/session"
)

type codeView struct {
	Secret string // in groups of four, to be typed
	Sealed string // the secret as the form carries it
	QR     qr.Code
	Notice string
}

// showCode proposes a secret. Nothing is kept until a code shows that the
// phone has it.
func (s *Server) showCode(c echo.Context) (answer.Answer, error) {
	return s.codePage(c, http.StatusOK, account.NewSecret(), "")
}

func (s *Server) codePage(c echo.Context, status int, secret, notice string) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	code, err := qr.New(account.Address(s.pages.Site(c.Request().Context()).Name, who.Name, secret))
	if err != nil {
		return nil, err
	}
	v := codeView{Secret: inFours(secret), Sealed: s.store.Secrets().Seal(codeMark(who.ID) + secret), QR: code, Notice: notice}
	return s.pages.Show(c, status, "code", page.View{Title: s.words.Say("code.title"), Data: v})
}

// codeMark keeps a secret proposed to one account from being given by another.
func codeMark(id corpus.AccountID) string { return "code " + strconv.FormatInt(int64(id), 10) + " " }

func (s *Server) setCode(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	who, _ := session.AccountOf(c)
	opened, err := s.store.Secrets().Open(form.Get("secret"))
	secret, ok := strings.CutPrefix(opened, codeMark(who.ID))
	if err != nil || !ok {
		return answer.SeeOther(paths.Me + "/code") // a form from elsewhere: begin anew
	}
	if err := s.confirm(c, form.Get("password")); err != nil {
		if notice := curator.Notice(s.words, err); notice != "" {
			return s.codePage(c, http.StatusUnprocessableEntity, secret, notice)
		}
		return nil, err
	}
	step, ok := account.CodeStep(secret, form.Get("code"), s.now(), 0)
	if !ok {
		return s.codePage(c, http.StatusUnprocessableEntity, secret, s.words.Say("code.wrong"))
	}
	if err := s.store.SetCode(c.Request().Context(), who.Actor(), who.ID, secret, step); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Me)
}

func (s *Server) dropCode(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	who, _ := session.AccountOf(c)
	if err := s.confirm(c, form.Get("password")); err != nil {
		if notice := curator.Notice(s.words, err); notice != "" {
			return s.mePage(c, http.StatusUnprocessableEntity, notice)
		}
		return nil, err
	}
	if err := s.store.SetCode(c.Request().Context(), who.Actor(), who.ID, "", 0); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Me)
}

func inFours(text string) string {
	var b strings.Builder
	for i, r := range text {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
