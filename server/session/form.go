package session

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/request"
)

// Where a form, or the script that sends one, has the token that only pages
// shown to this browser have.
const (
	FormField  = "form_token"
	FormHeader = "X-Form-Token"
)

// visitorCookie is that of a visitor who was shown a form: a name that no other
// browser and no other site knows, and that says nothing of who it is.
const (
	visitorCookie = "shiyun_form"
	visitorLife   = 30 * 24 * time.Hour
)

// mostTokenPart bounds how far into a form with files the token is looked for,
// in bytes: pages put it first.
const mostTokenPart = 8 << 10

// ErrForeignForm is a form of which nothing shows that a page of ours was shown
// to the browser that sends it.
var ErrForeignForm = corpus.NewError(corpus.Invalid, "error.form_token")

// FormToken is that of the session of a token. It is made of the session's own,
// so that nothing need be kept, and does not give it away.
func FormToken(token string) string {
	sum := sha256.Sum256([]byte("form\x00" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// PageToken returns the token for the forms of the page that answers: of the
// session on curators' pages, of a cookie set along with the page elsewhere. A
// page that may be kept, by us or by a proxy, has none: it would hand the
// token and the cookie of one visitor to others.
func PageToken(c echo.Context, origin request.Origin) string {
	session := origin.Cookie(c, Cookie)
	if _, ok := AccountOf(c); ok || session != "" && request.IsCurators(c) {
		return FormToken(session)
	}
	if !strings.Contains(c.Response().Header().Get(echo.HeaderCacheControl), "no-store") {
		return ""
	}
	value := origin.Cookie(c, visitorCookie)
	if len(value) < len(rand.Text()) {
		value = rand.Text()
	}
	origin.SetCookie(c, visitorCookie, value, visitorLife)
	return FormToken(value)
}

// CheckVisitor refuses a form of anyone that was not sent by a page shown to
// this browser: its token is another's, or it has none and the browser does not
// say either that the page is one of ours, which the check of origins then has
// found true. Who comes without a cookie of ours has nothing that a page of
// another site could make use of, and no token to compare.
func (s *Sessions) CheckVisitor(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		given, err := sentToken(c)
		if err != nil {
			return err
		}
		known := []string{s.origin.Cookie(c, visitorCookie), s.origin.Cookie(c, Cookie)}
		switch {
		case strings.Join(known, "") == "":
		case given == "" && !saysOrigin(c.Request()), given != "" && !isTokenOf(given, known...):
			return ErrForeignForm
		}
		return next(c)
	}
}

// checkForm refuses what was not sent by a page of this session: a token that is
// not its own, or none where the browser does not say either that the page is
// one of ours.
func (s *Sessions) checkForm(c echo.Context) error {
	req := c.Request()
	if req.Method == http.MethodGet || req.Method == http.MethodHead {
		return nil
	}
	given, err := sentToken(c)
	switch {
	case err != nil:
		return err
	case given != "" && !isTokenOf(given, s.origin.Cookie(c, Cookie)):
		return echo.ErrForbidden
	case given == "" && !saysOrigin(req):
		return ErrForeignForm
	}
	return nil
}

func isTokenOf(given string, cookies ...string) bool {
	same := 0
	for _, cookie := range cookies {
		if cookie != "" {
			same |= subtle.ConstantTimeCompare([]byte(given), []byte(FormToken(cookie)))
		}
	}
	return same == 1
}

// saysOrigin reports whether the browser says where a form is from.
func saysOrigin(req *http.Request) bool {
	return req.Header.Get("Sec-Fetch-Site") != "" || req.Header.Get(echo.HeaderOrigin) != ""
}

// sentToken returns the token that came with a form, "" for none, or the error
// of a form that is too large or broken: read once more it would be empty.
func sentToken(c echo.Context) (string, error) {
	req := c.Request()
	if given := req.Header.Get(FormHeader); given != "" {
		return given, nil
	}
	kind, params, err := mime.ParseMediaType(req.Header.Get(echo.HeaderContentType))
	switch {
	case err != nil: // no form; the handler says what it makes of it
		return "", nil
	case kind == echo.MIMEApplicationForm:
		values, err := request.Form(c)
		return values.Get(FormField), err
	case kind == echo.MIMEMultipartForm:
		return firstField(req, params["boundary"]), nil
	}
	return "", nil
}

// firstField reads the token where it is the first part of a form with files,
// and puts back what it read: the files behind it are for the handler.
func firstField(req *http.Request, boundary string) string {
	var read bytes.Buffer
	body := req.Body
	part, err := multipart.NewReader(io.LimitReader(io.TeeReader(body, &read), mostTokenPart), boundary).NextPart()
	var value []byte
	if err == nil && part.FormName() == FormField {
		value, err = io.ReadAll(part)
	}
	req.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(&read, body), body}
	if err != nil {
		return ""
	}
	return string(value)
}
