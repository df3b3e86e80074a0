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
	"shiyun/server/session"
)

type accountsView struct {
	Accounts []corpus.Account
	Me       corpus.AccountID
	Name     string // as typed, where it was refused
	For      string // whom Link is for
	Link     string // a one-time link, shown once; "" for none
	Bare     bool   // Link is without the address of the site, which is not configured
	Notice   string
	Required bool // everybody is asked for a code
}

func (s *Server) showAccounts(c echo.Context) (answer.Answer, error) {
	return s.accountsPage(c, http.StatusOK, accountsView{})
}

func (s *Server) accountsPage(c echo.Context, status int, v accountsView) (answer.Answer, error) {
	var err error
	who, _ := session.AccountOf(c)
	v.Me = who.ID
	if v.Accounts, err = s.store.Accounts(c.Request().Context()); err != nil {
		return nil, err
	}
	if v.Required, err = s.sessions.CodesRequired(c.Request().Context()); err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "accounts", page.View{Title: s.words.Say("curator.accounts"), Data: v})
}

// addAccount shows the link at once and not on a page of its own: it stands
// nowhere that could be found later.
func (s *Server) addAccount(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	made, err := s.newAccount(c, form)
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.accountsPage(c, http.StatusUnprocessableEntity, accountsView{Name: form.Get("name"), Notice: notice})
	}
	if err != nil {
		return nil, err
	}
	return s.showLink(c, made)
}

func (s *Server) newAccount(c echo.Context, form url.Values) (corpus.Account, error) {
	name, err := account.CleanName(form.Get("name"))
	if err != nil {
		return corpus.Account{}, err
	}
	role, ok := corpus.ParseRole(form.Get("role"))
	if !ok {
		role = corpus.RoleCurator
	}
	return s.store.AddAccount(c.Request().Context(), curator.ActorOf(c), name, role)
}

func (s *Server) showLink(c echo.Context, to corpus.Account) (answer.Answer, error) {
	token, err := s.store.AddLink(c.Request().Context(), curator.ActorOf(c), to.ID)
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.accountsPage(c, http.StatusConflict, accountsView{Notice: notice})
	}
	if err != nil {
		return nil, err
	}
	return s.accountsPage(c, http.StatusOK, accountsView{For: to.Name, Link: s.origin.Public() + WelcomePath(token), Bare: s.origin.Public() == ""})
}

// accountAsked is the account an address names.
func (s *Server) accountAsked(c echo.Context) (corpus.Account, error) {
	return s.store.Account(c.Request().Context(), corpus.AccountID(request.ParseID(c.Param("id"))))
}

func (s *Server) linkAccount(c echo.Context) (answer.Answer, error) {
	to, err := s.accountAsked(c)
	if err != nil {
		return nil, err
	}
	return s.showLink(c, to)
}

// changed goes back to the list after an act on one of its accounts.
func (s *Server) changed(c echo.Context, err error) (answer.Answer, error) {
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.accountsPage(c, http.StatusConflict, accountsView{Notice: notice})
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Accounts)
}

func (s *Server) changeRole(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	role, ok := corpus.ParseRole(form.Get("role"))
	if !ok {
		return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form")}
	}
	return s.changed(c, s.store.SetRole(c.Request().Context(), curator.ActorOf(c), corpus.AccountID(request.ParseID(c.Param("id"))), role))
}

func (s *Server) disableAccount(c echo.Context) (answer.Answer, error) { return s.setDisabled(c, true) }
func (s *Server) enableAccount(c echo.Context) (answer.Answer, error)  { return s.setDisabled(c, false) }

func (s *Server) setDisabled(c echo.Context, disabled bool) (answer.Answer, error) {
	return s.changed(c, s.store.SetDisabled(c.Request().Context(), curator.ActorOf(c), corpus.AccountID(request.ParseID(c.Param("id"))), disabled))
}

func (s *Server) signOutAccount(c echo.Context) (answer.Answer, error) {
	who, err := s.accountAsked(c)
	if err == nil {
		err = s.store.EndSessions(c.Request().Context(), curator.ActorOf(c), who.ID, "")
	}
	return s.changed(c, err)
}

// dropAccountCode is for one who lost their phone.
func (s *Server) dropAccountCode(c echo.Context) (answer.Answer, error) {
	who, err := s.accountAsked(c)
	if err == nil {
		err = s.store.SetCode(c.Request().Context(), curator.ActorOf(c), who.ID, "", 0)
	}
	return s.changed(c, err)
}

// requireCodes has everybody asked for a code at sign-in, or leaves it to them.
func (s *Server) requireCodes(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	value, detail := "", "codes_optional"
	if form.Get("required") != "" {
		value, detail = "1", "codes_required"
	}
	ctx := c.Request().Context()
	if err := s.store.SetSetting(ctx, session.RequireCodes, value); err != nil {
		return nil, err
	}
	return s.changed(c, s.store.Record(ctx, corpus.Act{By: curator.ActorOf(c), Verb: corpus.ActAccount, Object: "archive", Detail: detail}))
}
