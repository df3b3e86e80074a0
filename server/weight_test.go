package server_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

// mostOfPage bounds the HTML, CSS and JavaScript of a first visit, as sent.
const mostOfPage = 100 << 10

// The pages residents open most are light, and hold nothing that only
// curators use.
func TestWeightOfAFirstVisit(t *testing.T) {
	web := httptest.NewServer(servertest.NewSite(t, servertest.SampleArchive(t)))
	defer web.Close()
	for _, target := range []string{"/", "/search?q=%E6%9C%88", "/poems/1", "/submit"} {
		sum, body := weigh(t, web.URL+target)
		for _, n := range servertest.Parse(t, body).All("link", "script") {
			address := servertest.Attr(n, "href") + servertest.Attr(n, "src")
			if !strings.HasSuffix(address, ".css") && !strings.HasSuffix(address, ".js") {
				continue
			}
			if strings.HasSuffix(address, "/curator.css") {
				t.Errorf("%s loads %s", target, address)
			}
			size, _ := weigh(t, web.URL+address)
			sum += size
		}
		if sum > mostOfPage {
			t.Errorf("%s: %d bytes", target, sum)
		}
		t.Logf("%s: %d bytes", target, sum)
	}
}

// weigh fetches compressed, and returns how many bytes came and what they say.
func weigh(t *testing.T, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, res.StatusCode, err)
	}
	if res.Header.Get("Content-Encoding") != "gzip" {
		return len(raw), string(raw)
	}
	r, err := gzip.NewReader(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return len(raw), string(plain)
}
