package session

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// Where a form, or the script that sends one, has the token that only pages of
// this session have.
const (
	FormField  = "form_token"
	FormHeader = "X-Form-Token"
)

// FormToken is that of the session of a token. It is made of the session's own,
// so that nothing need be kept, and does not give it away.
func FormToken(token string) string {
	sum := sha256.Sum256([]byte("form\x00" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// checkForm refuses what was not sent by a page of this session: a token that is
// not its own, or none where the browser does not say either that the page is
// one of ours, which the check of origins then has found true.
func (s *Sessions) checkForm(c echo.Context) error {
	req := c.Request()
	if req.Method == http.MethodGet || req.Method == http.MethodHead {
		return nil
	}
	given := req.Header.Get(FormHeader)
	if given == "" && strings.HasPrefix(req.Header.Get(echo.HeaderContentType), echo.MIMEApplicationForm) && req.ParseForm() == nil {
		given = req.PostForm.Get(FormField)
	}
	want := FormToken(s.origin.Cookie(c, Cookie))
	switch {
	case given != "" && subtle.ConstantTimeCompare([]byte(given), []byte(want)) != 1:
		return echo.ErrForbidden
	case given == "" && req.Header.Get("Sec-Fetch-Site") == "" && req.Header.Get(echo.HeaderOrigin) == "":
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form_token")}
	}
	return nil
}
