package session_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
)

// accounts are those who are signed in, by the token of their session.
type accounts struct {
	signedIn map[string]corpus.Account
	codes    string // whether everybody is asked for a code
}

func (a accounts) SignedIn(_ context.Context, token string) (corpus.Account, error) {
	account, ok := a.signedIn[token]
	if !ok {
		return account, &corpus.Error{Code: corpus.NotFound}
	}
	return account, nil
}

func (a accounts) Setting(context.Context, string) (string, error) { return a.codes, nil }

var known = map[string]corpus.Account{
	"c": {Name: "王老师", Role: corpus.RoleCurator},
	"a": {Name: "看园人", Role: corpus.RoleAdmin, HasCode: true},
}

// ask sends a request through Admit and returns what it comes to: the status
// of an error, or of the answer.
func ask(a accounts, who route.Who, req *http.Request) (status int, to string) {
	e := echo.New()
	rec := httptest.NewRecorder()
	c := e.NewContext(req, rec)
	c.SetPath(req.URL.Path)
	handler := session.New(a, request.Origin("")).Admit(who)(func(c echo.Context) error {
		account, _ := session.AccountOf(c)
		return c.String(http.StatusOK, account.Name)
	})
	if err := handler(c); err != nil {
		e.DefaultHTTPErrorHandler(err, c)
	}
	return rec.Code, rec.Header().Get(echo.HeaderLocation)
}

func get(path, token string) *http.Request {
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if token != "" {
		req.AddCookie(&http.Cookie{Name: session.Cookie, Value: token})
	}
	return req
}

func TestAdmit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		who    route.Who
		codes  string
		req    *http.Request
		status int
		to     string
	}{
		{"anyone", route.Anyone, "", get("/poems/1", ""), http.StatusOK, ""},
		{"a visitor is sent to sign in, and then back", route.Curator, "", get("/curator/poems?page=2", ""), http.StatusSeeOther, "/curator/sign-in?next=%2Fcurator%2Fpoems%3Fpage%3D2"},
		{"a session that has ended", route.Curator, "", get("/curator", "old"), http.StatusSeeOther, "/curator/sign-in"},
		{"a program is told so", route.Curator, "", get("/api/v1/curator", ""), http.StatusUnauthorized, ""},
		{"a curator", route.Curator, "", get("/curator", "c"), http.StatusOK, ""},
		{"a curator where an admin is asked for", route.Admin, "", get("/curator/accounts", "c"), http.StatusForbidden, ""},
		{"an admin", route.Admin, "", get("/curator/accounts", "a"), http.StatusOK, ""},
		{"a code is asked of everybody", route.Curator, "1", get("/curator", "c"), http.StatusSeeOther, "/curator/me/code"},
		{"where it is set up, it is not", route.Curator, "1", get("/curator/me/code", "c"), http.StatusOK, ""},
		{"who has one", route.Curator, "1", get("/curator", "a"), http.StatusOK, ""},
	} {
		status, to := ask(accounts{known, tt.codes}, tt.who, tt.req)
		if status != tt.status || to != tt.to {
			t.Errorf("%s: %d to %q, want %d to %q", tt.name, status, to, tt.status, tt.to)
		}
	}
}

// A form is taken from a page of this session, or from a page of which the
// browser says that it is ours.
func TestFormToken(t *testing.T) {
	t.Parallel()
	form := func(token string) string { return url.Values{session.FormField: {token}, "title": {"荷风"}}.Encode() }
	for _, tt := range []struct {
		name, body string
		headers    map[string]string
		status     int
	}{
		{"its own token", form(session.FormToken("c")), nil, http.StatusOK},
		{"that of another session", form(session.FormToken("a")), nil, http.StatusForbidden},
		{"the session's token itself", form("c"), nil, http.StatusForbidden},
		{"none, and no word of where from", "title=x", nil, http.StatusInternalServerError},
		{"none, from a page of ours", "title=x", map[string]string{"Sec-Fetch-Site": "same-origin"}, http.StatusOK},
		{"a script's", "title=x", map[string]string{session.FormHeader: session.FormToken("c")}, http.StatusOK},
		{"a script's of another session", "title=x", map[string]string{session.FormHeader: session.FormToken("a"), "Sec-Fetch-Site": "same-origin"}, http.StatusForbidden},
	} {
		req := httptest.NewRequest(http.MethodPost, "/curator/poems/1", strings.NewReader(tt.body))
		req.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
		for name, value := range tt.headers {
			req.Header.Set(name, value)
		}
		req.AddCookie(&http.Cookie{Name: session.Cookie, Value: "c"})
		// An error of ours, with its sentence, is 500 to echo's own handler.
		if status, _ := ask(accounts{signedIn: known}, route.Curator, req); status != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, status, tt.status)
		}
	}
	if session.FormToken("c") == session.FormToken("a") || strings.Contains(session.FormToken("secret"), "secret") {
		t.Error("tokens of two sessions are equal, or give the session away")
	}
}

// A visitor's form is taken from a page shown to the same browser, or from a
// page of which the browser says that it is ours; one that has the token of
// another browser is not, whatever it says.
func TestVisitorsFormToken(t *testing.T) {
	t.Parallel()
	form := func(token string) string { return url.Values{"title": {"荷风"}, session.FormField: {token}}.Encode() }
	own, ours := session.FormToken("mine"), map[string]string{"Sec-Fetch-Site": "same-origin"}
	files := func(fields ...string) string {
		body := ""
		for i := 0; i < len(fields); i += 2 {
			body += "--x\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i+1] + "\r\n"
		}
		return body + "--x--\r\n"
	}
	const plain, parts = echo.MIMEApplicationForm, "multipart/form-data; boundary=x"
	for _, tt := range []struct {
		name, kind, cookie, body string
		headers                  map[string]string
		taken                    bool
	}{
		{"its own token", plain, "mine", form(own), nil, true},
		{"with files", parts, "mine", files(session.FormField, own, "title", "荷风"), nil, true},
		{"behind the files, where it is not looked for", parts, "mine", files("title", "荷风", session.FormField, own), nil, false},
		{"of another browser", plain, "mine", form(session.FormToken("another")), nil, false},
		{"of another browser, from a page of ours", plain, "mine", form(session.FormToken("another")), ours, false},
		{"the cookie itself", plain, "mine", form("mine"), nil, false},
		{"none, and no word of where from", plain, "mine", "title=x", nil, false},
		{"none, from a page that was kept", plain, "mine", "title=x", ours, true},
		{"a browser that takes no cookies", plain, "", form(own), nil, true},
		{"no form at all", "text/plain", "mine", "x", nil, false},
	} {
		req := httptest.NewRequest(http.MethodPost, "/submit", strings.NewReader(tt.body))
		req.Header.Set(echo.HeaderContentType, tt.kind)
		for name, value := range tt.headers {
			req.Header.Set(name, value)
		}
		if tt.cookie != "" {
			req.AddCookie(&http.Cookie{Name: "shiyun_form", Value: tt.cookie})
		}
		read := ""
		err := session.New(accounts{}, "").CheckVisitor(func(c echo.Context) error {
			body, err := io.ReadAll(c.Request().Body)
			read = string(body)
			return err
		})(echo.New().NewContext(req, httptest.NewRecorder()))
		if taken := err == nil; taken != tt.taken || err != nil && !errors.Is(err, session.ErrForeignForm) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.taken && tt.kind == parts && read != tt.body {
			t.Errorf("%s: the handler reads %q of %q", tt.name, read, tt.body)
		}
	}
}
