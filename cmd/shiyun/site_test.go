package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"regexp"
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// betweenSearches is waited between searches that go on while the index is
// made: without it they would take the processor that makes it.
const betweenSearches = 10 * time.Millisecond

// site is a server, running as a process.
type site struct {
	*process
	url string
}

var announced = regexp.MustCompile(`http://[^/\s]+`)

// serve starts "serve", or "demo", on a free port and waits until it says
// where it is.
func serve(t testing.TB, command, data string, args ...string) *site {
	t.Helper()
	p := start(t, append([]string{command, "--addr", "127.0.0.1:0", "--data", data}, args...)...)
	await(t, "the server says where it is", func() bool {
		return announced.MatchString(p.out.String()) || !p.running()
	})
	if !p.running() {
		t.Fatalf("%s ended with status %d: %s", command, p.status, p.err)
	}
	return &site{p, announced.FindString(p.out.String())}
}

// answer asks for a path and returns the status and the whole body.
func (s *site) answer(path string) (int, []byte, error) {
	client := http.Client{Timeout: 30 * time.Second}
	res, err := client.Get(s.url + path)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, body, err
}

// find searches through the API.
func (s *site) find(q string) (search.Result, error) {
	var result search.Result
	_, body, err := s.answer("/api/v1/search?limit=100&q=" + escape(q))
	if err == nil {
		err = json.Unmarshal(body, &result)
	}
	return result, err
}

func (s *site) search(t testing.TB, q string) search.Result {
	t.Helper()
	result, err := s.find(q)
	if err != nil {
		t.Fatalf("search %s: %v", q, err)
	}
	return result
}

func (s *site) ready() bool {
	status, _, err := s.answer("/readyz")
	return err == nil && status == http.StatusOK
}

func (s *site) awaitReady(t testing.TB) {
	t.Helper()
	await(t, "the server is ready", func() bool { return s.ready() || !s.running() })
	if !s.running() {
		t.Fatalf("the server ended with status %d: %s", s.status, s.err)
	}
}

func idsOf(r search.Result) []corpus.PoemID {
	ids := make([]corpus.PoemID, len(r.Hits))
	for i, h := range r.Hits {
		ids[i] = h.ID
	}
	slices.Sort(ids)
	return ids
}

func escape(q string) string { return url.QueryEscape(q) }
