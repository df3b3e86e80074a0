package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/indexer/search"
	"shiyun/server"
	"shiyun/server/servertest"
	"shiyun/server/site"
)

type panicking struct{}

func (panicking) Search(context.Context, search.Request) (search.Result, error) {
	panic("内部机密")
}
func (panicking) Suggest(context.Context, string, int) ([]search.Suggestion, error) {
	panic("内部机密")
}
func (panicking) Similar(context.Context, corpus.PoemID, int) ([]search.Related, error) {
	panic("内部机密")
}
func (panicking) Borrowed(context.Context, []search.LinesAsked) ([][]borrowing.Found, error) {
	panic("内部机密")
}
func (panicking) Uses(context.Context, []rune, bool, int) ([]search.CharUse, error) {
	panic("内部机密")
}
func (panicking) Answers(context.Context) ([]search.Answer, error) { panic("内部机密") }

func TestErrorsBecomeAnswers(t *testing.T) {
	st := servertest.SampleArchive(t)
	inner := errors.New("内部机密")
	tests := []struct {
		name   string
		search site.Searcher
		status int
		says   string
		level  string
	}{
		{"plain error", &servertest.FixedSearcher{Err: inner}, 500, "出了差错", "ERROR"},
		{"panic", panicking{}, 500, "出了差错", "ERROR"},
		{"unavailable", &servertest.FixedSearcher{Err: &corpus.Error{Code: corpus.Unavailable, Message: corpus.Message{Text: "索引正在重建"}, Err: inner}}, 503, "索引正在重建", "ERROR"},
		{"invalid", &servertest.FixedSearcher{Err: fmt.Errorf("search: %w", &corpus.Error{Code: corpus.Invalid, Message: corpus.Message{Text: "看不懂"}})}, 400, "看不懂", "INFO"},
		{"conflict", &servertest.FixedSearcher{Err: &corpus.Error{Code: corpus.Conflict, Message: corpus.Message{Text: "撞上了"}}}, 409, "撞上了", "INFO"},
		{"not found", &servertest.FixedSearcher{Err: &corpus.Error{Code: corpus.NotFound, Message: corpus.Message{Text: "没有"}}}, 404, "没有", "INFO"},
		{"too slow", &servertest.FixedSearcher{Err: fmt.Errorf("search: %w", context.DeadlineExceeded)}, 503, "忙不过来", "ERROR"},
		{"visitor gone", &servertest.FixedSearcher{Err: fmt.Errorf("search: %w", context.Canceled)}, 503, "忙不过来", "INFO"},
	}
	for _, tt := range tests {
		for _, path := range []string{"/search", "/api/v1/search"} {
			t.Run(tt.name+path, func(t *testing.T) {
				var log bytes.Buffer
				site := servertest.NewSite(t, st, servertest.WithSearch(tt.search), func(c *server.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
				rec := servertest.Get(t, site, path+"?q=不该记下")
				body := rec.Body.String()
				if rec.Code != tt.status || !strings.Contains(body, tt.says) {
					t.Errorf("%d, want %d saying %s:\n%s", rec.Code, tt.status, tt.says, body)
				}
				if strings.Contains(body, "机密") {
					t.Errorf("internal text on the page:\n%s", body)
				}
				id := rec.Header().Get("X-Request-Id")
				if tt.status >= 500 && !strings.Contains(body, id) {
					t.Error("the answer does not name the request")
				}
				if rec.Header().Get("Retry-After") == "" && tt.status == http.StatusServiceUnavailable {
					t.Error("no word on when to try again")
				}
				checkLog(t, log.String(), id, tt.level)
			})
		}
	}
}

func checkLog(t *testing.T, log, id, level string) {
	t.Helper()
	for line := range strings.Lines(log) {
		if strings.Contains(line, "msg=request") && strings.Contains(line, "request_id="+id) && strings.Contains(line, "level="+level) {
			if strings.Contains(log, "不该记下") {
				t.Errorf("the query is in the log: %s", log)
			}
			return
		}
	}
	t.Errorf("no line of level %s for request %s in:\n%s", level, id, log)
}

func TestReadiness(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t), func(c *server.Config) { c.Ready = servertest.Ready(false) })
	if rec := servertest.Get(t, site, "/readyz"); rec.Code != http.StatusServiceUnavailable || !strings.Contains(rec.Body.String(), "catching_up") {
		t.Errorf("not ready: %d %s", rec.Code, rec.Body)
	}
	if rec := servertest.Get(t, site, "/healthz"); rec.Code != http.StatusOK {
		t.Errorf("catching up is not ill: %d", rec.Code)
	}
}

// The searches of one address are limited; those of the machine itself and of
// visitors behind a trusted proxy are counted apart.
func TestSearchesAreLimitedByAddress(t *testing.T) {
	denied := func(remote string, proxies []string, forwarded func(i int) string) (n int) {
		site := servertest.NewSite(t, servertest.OpenStore(t), func(c *server.Config) { c.TrustedProxies = proxies })
		for i := range 200 {
			req := servertest.NewRequest("/api/v1/suggest?q=x", remote)
			req.Header.Set("X-Forwarded-For", forwarded(i))
			if servertest.Serve(site, req).Code == http.StatusTooManyRequests {
				n++
			}
		}
		return n
	}
	changing := func(i int) string { return fmt.Sprintf("198.51.100.%d", i) }
	for _, tt := range []struct {
		name, remote string
		proxies      []string
		denied       int // of two hundred
	}{
		{"one visitor with made-up addresses", "203.0.113.9:1", nil, 100},
		{"the machine itself", "127.0.0.1:1", nil, 0},
		{"many visitors behind a proxy", "10.0.0.7:1", []string{"10.0.0.7"}, 0},
		{"many made-up visitors beside a proxy", "10.0.0.8:1", []string{"10.0.0.7"}, 100},
	} {
		if n := denied(tt.remote, tt.proxies, changing); n != tt.denied {
			t.Errorf("%s: %d of 200 denied, want %d", tt.name, n, tt.denied)
		}
	}
}

// A poem's page searches too: for poems like it, and for the way the reader
// came by.
func TestEveryPageThatSearchesIsLimited(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(&servertest.FixedSearcher{}))
	for _, target := range []string{"/search?q=x", "/feeds/search.atom?q=x", "/api/v1/search?q=x", "/play/chain?line=x", "/poems/1?in=s&q=x", "/poems/1/x?in=s&q=x"} {
		limited := false
		for range 400 {
			if limited = servertest.Serve(site, servertest.NewRequest(target, "203.0.113.9:1")).Code == http.StatusTooManyRequests; limited {
				break
			}
		}
		if !limited {
			t.Errorf("%s has no limit", target)
		}
	}
}
