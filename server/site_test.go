package server_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server"
)

// Poems of the test archive that routes are tried on, by what is special
// about them; sample poems follow after them.
const (
	published = "1"
	withdrawn = "2"
	inReview  = "3"
	hostile   = "4"
)

const nasty = `<script>alert(1)</script>"'&{{.}}<img src=x onerror=alert(2)>`

type always bool

func (a always) Ready() bool { return bool(a) }

func noon() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }

// newSite serves st, with changes to the configuration made by with.
func newSite(t testing.TB, st *store.Store, with ...func(*server.Config)) *server.Server {
	t.Helper()
	cfg := server.Config{Store: st, Search: plainSearcher{st}, Ready: always(true), Version: "9.9.9", Now: noon,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	for _, change := range with {
		change(&cfg)
	}
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// archive holds one poem of each status, one that tries to break pages, and
// the samples.
func archive(t testing.TB) *store.Store {
	t.Helper()
	st := openStore(t)
	place, tune, note := "东亭社区/听荷亭", "鹧鸪天", "自注一句。"
	date, form := corpus.ParseDate("2021年重阳"), corpus.Form("词")
	tags, collections := []string{"秋", "茶/酒"}, []string{"甲集"}
	full := draft("T-1", "鹧鸪天·雨后", "楚凤散人", "一湖秋水，半岸芦花。\n\n两行雁字，一叶扁舟。")
	full.Place, full.Tune, full.Note, full.Date, full.Form, full.Tags, full.Collections, full.Aliases =
		&place, &tune, &note, &date, &form, &tags, &collections, []string{"凤老"}
	gone := draft("T-2", "撤回之诗", "甲", "此诗已撤")
	importDrafts(t, st, true, full, gone)
	importDrafts(t, st, false, draft("T-3", "待审之诗", "只在待审中的人", "此诗待审"))
	broken := draft("T-4", nasty, nasty, nasty+"\n"+nasty)
	broken.Tags, broken.Note, broken.Preface, broken.Source = &[]string{nasty}, ptr(nasty), ptr(nasty), ptr("javascript:alert(3)")
	broken.Tune, broken.Place, broken.Collections = ptr(nasty), ptr("别处/"+strings.ReplaceAll(nasty, "/", "")), &[]string{nasty}
	importDrafts(t, st, true, broken)
	importDrafts(t, st, true, sampleDrafts(t)...)
	if err := st.SetStatus(t.Context(), store.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	addStones(t, st)
	return st
}

func ptr[T any](v T) *T { return &v }

func get(t testing.TB, h http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return do(t, h, http.MethodGet, target, headers...)
}

func do(t testing.TB, h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec
}

func newRequest(target, remote string) *http.Request {
	req := httptest.NewRequest(http.MethodGet, target, nil)
	req.RemoteAddr = remote
	return req
}

func serve(h http.Handler, req *http.Request) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec
}
