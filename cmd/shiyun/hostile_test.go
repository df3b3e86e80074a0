package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// What people and programs send instead of a query. Everything is answered
// within a second, in JSON, with an answer or with the reason there is none.
var hostile = []struct {
	name, params string
	status       int
}{
	{"nothing", "", 200},
	{"empty", "q=", 200},
	{"spaces", "q=" + escape(" \t\n　 "), 200},
	{"bleve's own syntax", "q=" + escape(strings.Repeat("body:* ", 25)), 200},
	{"regular expression", "q=" + escape("/.*/ /(a|a)*$/ body:/(月|月)+$/"), 200},
	{"wildcards", "q=" + strings.Repeat("%3F", 60), 200},
	{"fuzzy and boost", "q=" + escape(`山~2 月^1e400 +月 -月 >2019 [1 TO 9]`), 200},
	{"backslashes", "q=" + escape(strings.Repeat(`\`, 199)), 200},
	{"quotes", "q=" + escape(strings.Repeat(`"`, 199)), 200},
	{"open quote", "q=" + escape(`"望月`), 200},
	{"Chinese quotes", "q=" + escape("“「『”」』"), 200},
	{"brackets", "q=" + escape(strings.Repeat("(", 1000)), 200},
	{"brackets closed", "q=" + escape(strings.Repeat("(", 99)+strings.Repeat(")", 99)), 200},
	{"only not", "q=" + escape(strings.Repeat("-月 ", 60)), 200},
	{"only or", "q=" + escape(strings.Repeat("OR ", 60)), 200},
	{"100 not's", "q=" + escape(strings.Repeat("不 ", 100)), 200},
	{"500 words", "q=" + escape(strings.Repeat("春 风 月 明 ", 125)), 200},
	{"colons", "q=" + escape("a:b:c ::: author: :月 year:99999999999999999999 year:-1 place:"), 200},
	{"2,000 characters", "q=" + escape(strings.Repeat("月", 2000)), 200},
	{"4,000 characters", "q=" + escape(strings.Repeat("a", 4000)), 200},
	{"20,000 characters", "q=" + escape(strings.Repeat("山", 20000)), 200},
	{"20,000 letters", "q=" + strings.Repeat("a", 20000), 200},
	{"NUL", "q=%00", 400},
	{"NUL inside", "q=" + escape("望\x00月"), 400},
	{"broken UTF-8", "q=%ff%fe", 400},
	{"overlong UTF-8", "q=%c0%af", 400},
	{"surrogate", "q=%ed%a0%80", 400},
	{"broken escape", "q=%zz", 400},
	{"control characters", "q=" + escape("望\x01\x1b[31m月\u202e\u200b\ufeff"), 200},
	{"1,500 accents", "q=" + escape("月"+strings.Repeat("\u0301", 1500)), 200},
	{"beyond the plane", "q=" + escape("𠮷\U000E0100\U0010FFFF"), 200},
	{"emoji", "q=" + escape("👨‍👩‍👧‍👦🏮"), 200},
	{"markup", "q=" + escape("<script>alert(1)</script>{{.}}"), 200},
	{"from -1", "q=月&from=-1", 200},
	{"limit 1e9", "q=月&limit=1e9", 200},
	{"limit 1000000000", "q=月&limit=1000000000", 200},
	{"limit beyond int", "q=月&limit=99999999999999999999", 200},
	{"limit -1", "q=月&limit=-1", 200},
	{"limit no number", "q=月&limit=NaN", 200},
	{"cursor rubbish", "q=月&cursor=rubbish", 400},
	{"cursor of JSON", "q=月&cursor=eyJyIjoiYSJ9", 400},
	{"cursor long", "q=月&cursor=" + strings.Repeat("A", 10000), 400},
	{"sort unknown", "q=月&sort=bogus", 200},
	{"year no number", "q=月&year=-99999999999999999999", 200},
	{"author 0", "q=月&author=0", 200},
	{"author no name", "q=月&author=" + escape("' OR 1=1 --"), 200},
	{"place of slashes", "q=月&place=" + escape("////..//"), 200},
	{"everything twice", "q=月&q=风&limit=1&limit=2&sort=date&sort=title", 200},
	{"semicolons", "q=月;limit=1", 200},
}

// Not parallel: it measures time.
func TestHostileQueries(t *testing.T) {
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	s := serve(t, "serve", dir)
	s.awaitReady(t)
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			status, body, took := quickest(t, s, "/api/v1/search?"+h.params)
			if status != h.status || took > time.Second {
				t.Errorf("status %d, want %d; %v; %.200s", status, h.status, took, body)
			}
			wantAnswer(t, status, body)
		})
	}
	if s.search(t, "望月").Total == 0 {
		t.Error("afterwards the server finds nothing any more")
	}
}

// quickest asks until an answer comes within a second, five times at most: on a
// machine that is busy one may be late for no fault of its own.
func quickest(t *testing.T, s *site, path string) (status int, body []byte, took time.Duration) {
	t.Helper()
	for range 5 {
		began := time.Now()
		var err error
		if status, body, err = s.answer(path); err != nil {
			t.Fatal(err)
		}
		if took = time.Since(began); took <= time.Second {
			break
		}
	}
	return status, body, took
}

// wantAnswer holds for a search result, or a problem that says what is wrong.
func wantAnswer(t *testing.T, status int, body []byte) {
	t.Helper()
	var answer struct {
		Query  *string
		Total  *int
		Hits   []json.RawMessage
		Status int
		Title  string
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("%v: %.200s", err, body)
	}
	switch {
	case status == http.StatusOK && (answer.Query == nil || answer.Total == nil || answer.Hits == nil || len(answer.Hits) > 100):
		t.Errorf("no search result: %.200s", body)
	case status != http.StatusOK && (answer.Status != status || answer.Title == ""):
		t.Errorf("no problem: %.200s", body)
	}
}
