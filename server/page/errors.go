package page

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/request"
	"shiyun/server/session"
)

// Failure is an error as it is shown: nothing of the inner error is in it
// save a sentence that was meant for people.
type Failure struct {
	Status    int
	Code      string
	Title     string
	Detail    string
	RequestID string
	// Sent is what was written in a form that was not taken, so that it is not
	// lost; Action is where it is sent again.
	Sent   []Sent
	Action string
}

// Sent is a field of a form.
type Sent struct{ Name, Value string }

// Long reports whether a field is worth showing: what a person wrote.
func (s Sent) Long() bool {
	return strings.Contains(s.Value, "\n") || utf8.RuneCountInString(s.Value) > 20
}

// sentFields returns the fields of a form that was sent, nil where it holds a
// password or was no plain form.
func sentFields(c echo.Context) []Sent {
	r := c.Request()
	if r.Method != http.MethodPost || r.PostForm.Has("password") {
		return nil
	}
	var sent []Sent
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == session.FormField { // the page has one of its own
			continue
		}
		for _, value := range r.PostForm[name] {
			sent = append(sent, Sent{name, value})
		}
	}
	return sent
}

// kinds are the failures by status. Anything else is a fault of ours.
var kinds = map[int]struct{ code, title, detail string }{
	http.StatusBadRequest:            {"invalid", "error.invalid.title", "error.invalid.detail"},
	http.StatusUnauthorized:          {"signed_out", "error.signed_out.title", "error.signed_out.detail"},
	http.StatusForbidden:             {"forbidden", "error.forbidden.title", "error.forbidden.detail"},
	http.StatusNotFound:              {"not_found", "error.not_found.title", "error.not_found.detail"},
	http.StatusMethodNotAllowed:      {"method_not_allowed", "error.method.title", "error.method.detail"},
	http.StatusConflict:              {"conflict", "error.conflict.title", "error.conflict.detail"},
	http.StatusGone:                  {"gone", "error.gone.title", "error.gone.detail"},
	http.StatusRequestEntityTooLarge: {"too_large", "error.too_large.title", "error.too_large.detail"},
	http.StatusRequestURITooLong:     {"too_long", "error.too_long.title", "error.too_long.detail"},
	http.StatusTooManyRequests:       {"too_many", "error.too_many.title", "error.too_many.detail"},
	http.StatusServiceUnavailable:    {"unavailable", "error.unavailable.title", "error.unavailable.detail"},
	http.StatusInternalServerError:   {"internal", "error.internal.title", "error.internal.detail"},
}

var statusOf = map[corpus.Code]int{
	corpus.NotFound:    http.StatusNotFound,
	corpus.Gone:        http.StatusGone,
	corpus.Invalid:     http.StatusBadRequest,
	corpus.Conflict:    http.StatusConflict,
	corpus.Unavailable: http.StatusServiceUnavailable,
}

// classify returns the status of an error and its message for people, which
// may be zero.
func classify(err error) (status int, detail corpus.Message) {
	var ours *corpus.Error
	var theirs *echo.HTTPError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &ours) && statusOf[ours.Code] != 0:
		return statusOf[ours.Code], ours.Message
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, corpus.Message{}
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, corpus.Message{}
	case errors.As(err, &theirs):
		return theirs.Code, corpus.Message{}
	}
	return http.StatusInternalServerError, corpus.Message{}
}

// Classify returns the status of an error and a sentence for people in the site's
// script, which may be "".
func (p *Pages) Classify(err error) (status int, detail string) {
	status, message := classify(err)
	if status == http.StatusInternalServerError && p.cfg.Passes != nil && p.cfg.Passes(err) {
		status = http.StatusServiceUnavailable
	}
	return status, p.cfg.Words.Render(message)
}

// Failure returns an error as it is shown, in the site's script.
func (p *Pages) Failure(err error, id string) Failure {
	status, detail := p.Classify(err)
	kind, ok := kinds[status]
	if !ok {
		status = http.StatusInternalServerError
		kind = kinds[status]
	}
	if detail == "" {
		detail = p.cfg.Words.Say(kind.detail)
	}
	return Failure{Status: status, Code: kind.code, Title: p.cfg.Words.Say(kind.title), Detail: detail, RequestID: id}
}

// AnswerError is the one place where errors become answers. Once the first
// byte is out no answer can follow.
func (p *Pages) AnswerError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	f := p.Failure(err, request.ID(c))
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Del("ETag")
	if f.Status == http.StatusServiceUnavailable || f.Status == http.StatusTooManyRequests {
		h.Set("Retry-After", "5")
		f.Sent, f.Action = sentFields(c), request.Address(c)
	}
	if errors.Is(err, session.ErrForeignForm) && !request.IsCurators(c) {
		f.Sent, f.Action = sentFields(c), request.Address(c)
	}
	show := p.showError
	if request.IsAPI(c) {
		show = problem
	}
	if p.cfg.Dev && f.Status == http.StatusInternalServerError {
		f.Detail = err.Error()
	}
	handler := func(c echo.Context) (answer.Answer, error) { return show(c, f) }
	if failed := answer.Serve(handler)(c); failed != nil {
		p.cfg.Log.Error("answer error", "request_id", f.RequestID, "error", failed)
		if p.cfg.Dev {
			http.Error(c.Response(), errors.Join(err, failed).Error(), f.Status)
		}
	}
}

func (p *Pages) showError(c echo.Context, f Failure) (answer.Answer, error) {
	return p.Show(c, f.Status, "error", View{Title: f.Title, NoIndex: true, Data: f})
}

// problem answers in the form of RFC 9457.
func problem(_ echo.Context, f Failure) (answer.Answer, error) {
	return answer.JSONAs(f.Status, answer.MIMEProblem, answer.Problem{Type: "about:blank", Title: f.Title, Status: f.Status, Detail: f.Detail, Code: f.Code, RequestID: f.RequestID})
}
