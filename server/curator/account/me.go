package account

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/session"
)

type meView struct {
	Account  corpus.Account
	Sessions []corpus.Session
	Others   bool // there are sessions besides this one
	Notice   string
	Least    int      // characters of a password
	Recovery []string // new codes for a lost phone, shown once
}

func (s *Server) showMe(c echo.Context) (answer.Answer, error) { return s.mePage(c, http.StatusOK, "") }

func (s *Server) mePage(c echo.Context, status int, notice string) (answer.Answer, error) {
	return s.mePageWith(c, status, notice, nil)
}

func (s *Server) mePageWith(c echo.Context, status int, notice string, recovery []string) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	sessions, err := s.store.Sessions(c.Request().Context(), who.ID, s.origin.Cookie(c, session.Cookie))
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, "me", page.View{Title: s.words.Say("curator.me"),
		Data: meView{who, sessions, len(sessions) > 1, notice, account.MinPassword, recovery}})
}

func (s *Server) endSession(c echo.Context) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	if err := s.store.EndSession(c.Request().Context(), who.Actor(), who.ID, c.Param("handle")); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Me)
}

// endSessions ends those on all other devices.
func (s *Server) endSessions(c echo.Context) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	if err := s.store.EndSessions(c.Request().Context(), who.Actor(), who.ID, s.origin.Cookie(c, session.Cookie)); err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Me)
}

// makeRecoveryCodes shows codes for the day the phone is lost, once.
func (s *Server) makeRecoveryCodes(c echo.Context) (answer.Answer, error) {
	who, _ := session.AccountOf(c)
	codes, err := s.store.NewRecoveryCodes(c.Request().Context(), who.Actor(), who.ID)
	if err != nil {
		return nil, err
	}
	return s.mePageWith(c, http.StatusOK, "", codes)
}
