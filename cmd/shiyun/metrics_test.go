package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

var counterName = regexp.MustCompile(`\b(?:shiyun|go|process)_[a-z_]+`)

// What the dashboard shows is counted, and nothing that people look for is.
func TestMetricsHaveWhatTheDashboardShows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	s := serve(t, "serve", dir, "--metrics-addr", address)
	s.awaitReady(t)
	s.search(t, "月")
	s.search(t, "没有这样的诗句")
	res, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`shiyun_search_seconds_count{outcome="found"} 1`, `shiyun_search_seconds_count{outcome="none"} 1`,
		`shiyun_request_seconds_count{class="search",status="2xx"} 2`, `shiyun_index_lag_changes 0`, `shiyun_index_ready 1`,
		`shiyun_batches{state="done"} 1`, `shiyun_store_waits_total{kind="write"}`,
		`shiyun_backup_last_seconds{place="first"} 0`, `shiyun_backup_failed{place="first"} 0`,
	} {
		if !bytes.Contains(text, []byte(line)) {
			t.Errorf("no %s in\n%s", line, text)
		}
	}
	if bytes.Contains(text, []byte("月")) || bytes.Contains(text, []byte("没有")) {
		t.Error("a query is among the numbers")
	}
	dashboard, err := os.ReadFile("dist/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(dashboard) {
		t.Error("the dashboard is no JSON")
	}
	names := counterName.FindAllString(string(dashboard), -1)
	if len(names) < 10 {
		t.Errorf("the dashboard shows only %q", names)
	}
	for _, name := range names {
		if !strings.Contains(string(text), "\n"+name) && !rare[name] {
			t.Errorf("%s is shown and not counted", name)
		}
	}
	if status, _, _ := s.answer("/metrics"); status != http.StatusNotFound {
		t.Errorf("visitors are shown the numbers: %d", status)
	}
}

// rare are counters that have no value before the first time.
var rare = map[string]bool{"shiyun_requests_rejected_total": true}
