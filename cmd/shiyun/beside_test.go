package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shiyun/indexer/search"
)

// Every command works beside a running server, and the server sees what they
// did by the time they return.
func TestCommandsBesideAServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	s := serve(t, "serve", dir)
	s.awaitReady(t)

	t.Run("import", func(t *testing.T) {
		poems := invent(1, 1500)
		report := wantReport(t, shiyun(t, "import", "--json", "--publish", "--data", dir, writePoems(t, poems)))
		for _, p := range []invented{poems[0], poems[999], poems[1499]} {
			if r := s.search(t, phrase(p)); r.Total != 1 || r.Partial || r.Hits[0].Ref != p.Ref {
				t.Errorf("%s right after the import: %+v", p.Ref, r)
			}
		}
		if report.Created != len(poems) {
			t.Errorf("report %+v", report)
		}
		s.awaitReady(t)
	})
	api := fromAPI(t, s)
	t.Run("search", func(t *testing.T) { searchesAgree(t, asked, api, dir) })
	t.Run("rebuild", func(t *testing.T) {
		shiyunWhileSearching(t, s, "index", "rebuild", "--data", dir)
		wantSound(t, dir)
	})
	t.Run("verify", func(t *testing.T) { shiyunWhileSearching(t, s, "index", "verify", "--data", dir) })
	t.Run("second server", func(t *testing.T) { refusesSecond(t, s, dir) })
	t.Run("end", func(t *testing.T) {
		s.signal(t, syscall.SIGTERM)
		if status := s.wait(t); status != 0 {
			t.Errorf("the server ended with status %d", status)
		}
		if left, err := filepath.Glob(filepath.Join(dir, "serve.json")); err != nil || len(left) > 0 {
			t.Errorf("the server left %v, %v", left, err)
		}
	})
	t.Run("search without a server", func(t *testing.T) { searchesAgree(t, asked[:3], api, dir) })
	t.Run("after the server", func(t *testing.T) {
		wantSound(t, dir)
		shiyun(t, "import", "--publish", "--data", dir, writePoems(t, invent(2, 3)))
	})
}

// phrase asks for the poem and no other.
func phrase(p invented) string { return `"` + strings.ReplaceAll(p.Body, "\n", "") + `"` }

// wantSound has the index compared with the archive.
func wantSound(t testing.TB, dir string) {
	t.Helper()
	var report struct{ Poems, Missing, Stale, Extra, Sampled, Unfound int }
	if err := json.Unmarshal([]byte(shiyun(t, "index", "verify", "--data", dir)), &report); err != nil {
		t.Fatal(err)
	}
	if report.Poems == 0 || report.Sampled == 0 || report.Missing+report.Stale+report.Extra+report.Unfound > 0 {
		t.Errorf("the index is not sound: %+v", report)
	}
}

// asking is a search and how the API's parameters say the same.
type asking struct {
	name   string
	args   []string
	params string
}

// asked begins with those that are worth the half second it takes to ask
// without a server.
var asked = []asking{
	{"word", []string{"望月"}, "q=望月&limit=20"},
	{"spaces around", []string{" 月 "}, "q=+月+&limit=20"},
	{"limit 0", []string{"月", "--limit", "0"}, "q=月&limit=0"},
	{"limit below 0", []string{"月", "--limit=-4"}, "q=月&limit=-4"},
	{"pasted", []string{strings.Repeat("湖灯一点傍疏桥，", 40)}, "q=" + strings.Repeat("湖灯一点傍疏桥，", 40) + "&limit=20"},
	{"words", []string{"东亭", "桥"}, "q=东亭+桥&limit=20"},
	{"phrase", []string{`"梧桐"`}, "q=%22梧桐%22&limit=20"},
	{"field", []string{"author:汀兰"}, "q=author:汀兰&limit=20"},
	{"nothing found", []string{"没有这样的句子"}, "q=没有这样的句子&limit=20"},
	{"nothing asked", []string{""}, "q=&limit=20"},
	{"limit", []string{"月", "--limit", "3"}, "q=月&limit=3"},
	{"limit too high", []string{"月", "--limit", "1000"}, "q=月&limit=1000"},
	{"marks", []string{"&<>'%"}, "q=%26%3C%3E'%25&limit=20"},
}

// fromAPI is what the API answers to each, by name.
func fromAPI(t *testing.T, s *site) map[string]map[string]any {
	t.Helper()
	answers := map[string]map[string]any{}
	for _, a := range asked {
		status, body, err := s.answer("/api/v1/search?" + a.params)
		if err != nil || status != http.StatusOK {
			t.Fatalf("%s: status %d, %v", a.name, status, err)
		}
		answers[a.name] = object(t, string(body))
	}
	return answers
}

// searchesAgree compares "search --json" with the API's object, key by key.
func searchesAgree(t *testing.T, asked []asking, api map[string]map[string]any, dir string) {
	for _, a := range asked {
		got := shiyun(t, append([]string{"search", "--json", "--data", dir}, a.args...)...)
		if diff := cmp.Diff(api[a.name], object(t, got)); diff != "" {
			t.Errorf("%s: search --json differs from the API:\n%s", a.name, diff)
		}
	}
}

// object reads a search result without the time it took, which must be there.
func object(t *testing.T, text string) (o map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("%.200s: %v", text, err)
	}
	if _, ok := o["took_ms"].(float64); !ok {
		t.Errorf("took_ms is %v", o["took_ms"])
	}
	delete(o, "took_ms")
	return o
}

// shiyunWhileSearching runs a command while searches go on. None of them may
// fail or be short.
func shiyunWhileSearching(t *testing.T, s *site, args ...string) {
	t.Helper()
	queries := []string{"月", "东亭", `"望月"`, "诗人1"}
	want := map[string]search.Result{}
	for _, q := range queries {
		want[q] = s.search(t, q)
	}
	p := start(t, args...)
	searches := 0
	for p.running() || searches < len(queries) {
		q := queries[searches%len(queries)]
		got := s.search(t, q)
		if got.Total != want[q].Total || got.Total == 0 || !cmp.Equal(got.Hits, want[q].Hits) {
			t.Fatalf("%s: %d poems, want %d (partial %v)", q, got.Total, want[q].Total, got.Partial)
		}
		searches++
		time.Sleep(betweenSearches)
	}
	if status := p.wait(t); status != 0 {
		t.Fatalf("%v: status %d: %s", args, status, p.err)
	}
	t.Logf("%d searches meanwhile", searches)
}

// refusesSecond starts a second server on the directory, on another port and
// on the same: either way the directory is what is named.
func refusesSecond(t *testing.T, s *site, dir string) {
	address := strings.TrimPrefix(s.url, "http://")
	for _, addr := range []string{"127.0.0.1:0", address} {
		second := start(t, "serve", "--data", dir, "--addr", addr)
		status, said := second.wait(t), second.err.String()
		if status != 1 || !strings.Contains(said, address) || !strings.Contains(said, fmt.Sprint(s.cmd.Process.Pid)) || strings.Contains(said, "bind:") {
			t.Errorf("second server on %s: status %d, %s", addr, status, said)
		}
	}
	if s.search(t, "月").Total == 0 || !s.ready() {
		t.Error("the first server suffered")
	}
}
