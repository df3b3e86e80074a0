package page_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
	"shiyun/web"
)

// files are a site of four pages: what a page is put into matters here, not
// how it looks.
var files = fstest.MapFS{
	"templates/layout.html":       {Data: []byte(`<title>{{.Title}}</title>{{with .Bar}}{{range .Items}}({{.Path}}{{if .Current}} here{{end}}){{end}}{{end}}{{block "content" .}}{{end}}`)},
	"templates/alone/busy.html":   {Data: []byte(`busy {{.Lang}} {{if .Sent}}sent{{end}}`)},
	"templates/pages/error.html":  {Data: []byte(`{{define "content"}}{{.Data.Status}} {{.Data.Code}} {{.Data.Detail}}{{range .Data.Sent}} [{{.Name}}={{.Value}}]{{end}}{{end}}`)},
	"templates/pages/form.html":   {Data: []byte(`{{define "content"}}<form method="post" action="/x"><p>{{.Data}}</p></form><form method="get"></form><form method="post" enctype="multipart/form-data"></form>{{end}}`)},
	"templates/pages/broken.html": {Data: []byte(`{{define "content"}}half a page {{.Data.Missing}}{{end}}`)},
	"images/" + assets.Icon:       {Data: []byte(`{{define "mark"}}{{end}}`)},
}

func newPages(t *testing.T, change ...func(*page.Config)) *page.Pages {
	t.Helper()
	words, _, err := catalogue.Load(web.Files, func(s string) string { return s })
	if err != nil {
		t.Fatal(err)
	}
	cfg := page.Config{Words: words, Hosts: request.NewHosts("", ""), Routes: &route.Table{}, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	for _, f := range change {
		f(&cfg)
	}
	pages, err := page.New(files, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// fail answers a request with an error.
func fail(pages *page.Pages, req *http.Request, err error) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	if req.Method == http.MethodPost {
		_ = req.ParseForm() // what cannot be read is not shown again
	}
	pages.AnswerError(err, echo.New().NewContext(req, rec))
	return rec
}

// Every error has an answer, and nothing of what went wrong within is in it.
func TestAnswerError(t *testing.T) {
	t.Parallel()
	pages := newPages(t)
	secret := errors.New("open /var/lib/x: disk I/O error")
	for _, tt := range []struct {
		name   string
		err    error
		status int
		code   string
	}{
		{"a fault of ours", fmt.Errorf("read poem: %w", secret), http.StatusInternalServerError, "internal"},
		{"nothing there", request.NotFound(), http.StatusNotFound, "not_found"},
		{"withdrawn", &corpus.Error{Code: corpus.Gone}, http.StatusGone, "gone"},
		{"wrapped, with the sentence for people", fmt.Errorf("%w: %w", secret, corpus.NewError(corpus.Conflict, "archive.stone_code_taken", "A1")), http.StatusConflict, "conflict"},
		{"given up", context.DeadlineExceeded, http.StatusServiceUnavailable, "unavailable"},
		{"too large", &http.MaxBytesError{Limit: 9}, http.StatusRequestEntityTooLarge, "too_large"},
		{"signed out", echo.ErrUnauthorized, http.StatusUnauthorized, "signed_out"},
		{"a status that has no page", echo.NewHTTPError(http.StatusTeapot), http.StatusInternalServerError, "internal"},
	} {
		rec := fail(pages, httptest.NewRequest(http.MethodGet, "/poems/1", nil), tt.err)
		if rec.Code != tt.status || !strings.Contains(rec.Body.String(), tt.code) || rec.Header().Get(echo.HeaderCacheControl) != "no-store" {
			t.Errorf("%s: %d %s", tt.name, rec.Code, rec.Body)
		}
		program := fail(pages, httptest.NewRequest(http.MethodGet, "/api/v1/poems/1", nil), tt.err)
		var problem answer.Problem
		if err := json.Unmarshal(program.Body.Bytes(), &problem); err != nil || problem.Status != tt.status || problem.Code != tt.code || problem.Detail == "" ||
			program.Header().Get(echo.HeaderContentType) != answer.MIMEProblem {
			t.Errorf("%s, to a program: %v %s", tt.name, err, program.Body)
		}
		for _, body := range []string{rec.Body.String(), program.Body.String()} {
			if strings.Contains(body, "disk") {
				t.Errorf("%s: the answer has the error within: %s", tt.name, body)
			}
		}
	}
}

// What was written in a form that could not be taken is shown again, but for a
// password.
func TestWhatWasSentIsNotLost(t *testing.T) {
	t.Parallel()
	pages := newPages(t)
	post := func(values url.Values) *http.Request {
		req := httptest.NewRequest(http.MethodPost, "/submit", strings.NewReader(values.Encode()))
		req.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
		return req
	}
	busy := &corpus.Error{Code: corpus.Unavailable}
	rec := fail(pages, post(url.Values{"body": {"荷风送晚 <b>"}}), busy)
	if !strings.Contains(rec.Body.String(), "[body=荷风送晚 &lt;b&gt;]") || rec.Header().Get("Retry-After") == "" {
		t.Errorf("%v %s", rec.Header(), rec.Body)
	}
	if rec := fail(pages, post(url.Values{"name": {"王"}, "password": {"一句话"}}), busy); strings.Contains(rec.Body.String(), "[") {
		t.Errorf("a password is shown: %s", rec.Body)
	}
	if rec := fail(pages, post(url.Values{"body": {"荷风"}, session.FormField: {"old"}}), session.ErrForeignForm); rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), "[body=荷风]") || strings.Contains(rec.Body.String(), "old") {
		t.Errorf("a form whose token is of another day: %d %s", rec.Code, rec.Body)
	}
	if rec := fail(pages, post(url.Values{"body": {"荷"}}), request.NotFound()); strings.Contains(rec.Body.String(), "[") {
		t.Errorf("a form that can never be taken is offered again: %s", rec.Body)
	}
}

// A page that fails half way is an error and not half a page.
func TestHalfAPageIsNone(t *testing.T) {
	t.Parallel()
	pages := newPages(t)
	rec := httptest.NewRecorder()
	_, err := pages.Show(echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil), rec), http.StatusOK, "broken", page.View{Data: 3})
	if err == nil || rec.Body.Len() > 0 {
		t.Errorf("%v, %d bytes", err, rec.Body.Len())
	}
}

// curators is a store in which one curator is signed in.
type curators struct{}

func (curators) SignedIn(context.Context, string) (corpus.Account, error) {
	return corpus.Account{Name: "王老师", Role: corpus.RoleCurator}, nil
}
func (curators) Setting(context.Context, string) (string, error) { return "", nil }

// showSignedIn returns the page of a form as a curator sees it who asks for
// path, where a route for who is.
func showSignedIn(t *testing.T, pages *page.Pages, path string, who route.Who, v page.View) string {
	t.Helper()
	return showForm(t, pages, path, who, v, "").Body.String()
}

// showForm is showSignedIn of a page that may be kept as said, with its headers.
func showForm(t *testing.T, pages *page.Pages, path string, who route.Who, v page.View, cacheControl string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	req.AddCookie(&http.Cookie{Name: session.Cookie, Value: "c"})
	rec := httptest.NewRecorder()
	rec.Header().Set(echo.HeaderCacheControl, cacheControl)
	handler := session.New(curators{}, request.Origin("")).Admit(who)(answer.Serve(func(c echo.Context) (answer.Answer, error) {
		return pages.Show(c, http.StatusOK, "form", v)
	}))
	if err := handler(echo.New().NewContext(req, rec)); err != nil {
		t.Fatal(err)
	}
	return rec
}

// Each form that sends something has the token, of the session on a curator's
// page, of the browser elsewhere; a page that may be kept has none, nor a
// cookie, and what a poem says is no form.
func TestFormToken(t *testing.T) {
	t.Parallel()
	pages := newPages(t)
	text := page.View{Data: `<form method="post">`}
	field := `<input type="hidden" name="` + session.FormField + `" value="`
	if body := showSignedIn(t, pages, "/curator", route.Curator, text); strings.Count(body, field+session.FormToken("c")) != 2 || !strings.Contains(body, `action="/x"><input`) {
		t.Errorf("the token is not in the two forms that send fields: %s", body)
	}
	kept := showForm(t, pages, "/poems/1", route.Anyone, text, "")
	if strings.Contains(kept.Body.String(), session.FormField) || kept.Header().Get("Set-Cookie") != "" {
		t.Errorf("a page that may be kept has a token: %v %s", kept.Header(), kept.Body)
	}
	own := showForm(t, pages, "/submit", route.Anyone, text, "no-store")
	cookies := own.Result().Cookies()
	if len(cookies) != 1 || len(cookies[0].Value) < 26 || !cookies[0].HttpOnly || strings.Count(own.Body.String(), field+session.FormToken(cookies[0].Value)) != 2 {
		t.Errorf("a visitor's page has no token of its own: %v %s", cookies, own.Body)
	}
	if again := showForm(t, pages, "/submit", route.Anyone, text, "no-store"); again.Body.String() == own.Body.String() {
		t.Error("two visitors have one token")
	}
}

// What is quoted of the archive is escaped, and marked with its script where
// that is not the page's.
func TestTell(t *testing.T) {
	t.Parallel()
	pages := newPages(t, func(c *page.Config) {
		words := *c.Words
		words.Words = catalogue.Words{"quote": "读 %s & %d"}
		c.Words = &words
	})
	for _, tt := range []struct {
		name, text string
		want       template.HTML
	}{
		{"in the script of the page", "荷风", "读 荷风 &amp; 2"},
		{"in the other script", "雲開", `读 <span lang="zh-Hant">雲開</span> &amp; 2`},
		{"markup", "<b>", "读 &lt;b&gt; &amp; 2"},
	} {
		if got := pages.Tell("quote", tt.text, 2); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := pages.Message(corpus.NewMessage("quote", "<b>", 2)); got != "读 &lt;b&gt; &amp; 2" {
		t.Errorf("a message: %s", got)
	}
	if got := pages.Message(corpus.Message{Text: "<旧>"}); got != "&lt;旧&gt;" {
		t.Errorf("a message of before: %s", got)
	}
}

func TestBusy(t *testing.T) {
	t.Parallel()
	pages := newPages(t)
	if got := string(pages.Busy()); strings.Contains(got, "sent") || !strings.HasPrefix(got, "busy zh-Hans") {
		t.Error(got)
	}
	if got := string(pages.BusyForm()); !strings.Contains(got, "sent") {
		t.Error(got)
	}
	var problem answer.Problem
	if err := json.Unmarshal(pages.BusyProblem(), &problem); err != nil || problem.Status != http.StatusServiceUnavailable {
		t.Errorf("%v %+v", err, problem)
	}
}

// The bar has what the site answers and the account may use.
func TestBar(t *testing.T) {
	t.Parallel()
	routes := &route.Table{}
	for _, path := range []string{"/curator", "/curator/poems", "/curator/accounts"} {
		routes.Add(route.Get(path, route.Curator, nil, route.Terms{}))
	}
	pages := newPages(t, func(c *page.Config) { c.Routes = routes })
	body := showSignedIn(t, pages, "/curator/poems/3", route.Curator, page.View{})
	if want := "(/curator)(/curator/poems here)"; !strings.Contains(body, want) || strings.Contains(body, "accounts") {
		t.Errorf("%s, want %s", body, want)
	}
}
