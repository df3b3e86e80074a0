package server_test

import (
	"net/http"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

// Programs are answered as HTTP has it: 304 where nothing changed, 400 for a
// cursor that is none, where the list goes on, and what a page of another site
// may do.
func TestProgramsAreAnsweredByTheBook(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
	ask := func(method, target string, headers ...string) *http.Response {
		r := servertest.NewRequest(target, "192.0.2.7:1")
		r.Method = method
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return servertest.Serve(site, r).Result()
	}
	first := ask("GET", "/api/v1/search?q=月")
	if again := ask("GET", "/api/v1/search?q=月", "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("a search asked again: %d", again.StatusCode)
	}
	for _, target := range []string{"/api/v1/search?q=月&cursor=zzz", "/api/v1/poems?cursor=zzz", "/api/v1/search?q=月&cursor=e30"} {
		if got := ask("GET", target).StatusCode; got != http.StatusBadRequest {
			t.Errorf("%s: %d", target, got)
		}
	}
	list := ask("GET", "/api/v1/poems?limit=1&form=")
	next, relation, _ := strings.Cut(list.Header.Get("Link"), ">; ")
	if relation != `rel="next"` {
		t.Fatalf("Link: %q", list.Header.Get("Link"))
	}
	if got := ask("GET", strings.TrimPrefix(next, "<")).StatusCode; got != http.StatusOK {
		t.Errorf("%s: %d", next, got)
	}
	preflight := ask("OPTIONS", "/api/v1/search?q=月", "Origin", "https://else.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if preflight.StatusCode != http.StatusNoContent || !strings.Contains(preflight.Header.Get("Access-Control-Allow-Methods"), "GET") ||
		!strings.Contains(preflight.Header.Get("Access-Control-Allow-Headers"), "If-None-Match") {
		t.Errorf("preflight: %d %v", preflight.StatusCode, preflight.Header)
	}
	if exposed := first.Header.Get("Access-Control-Expose-Headers"); !strings.Contains(exposed, "ETag") || !strings.Contains(exposed, "Link") {
		t.Errorf("exposed: %q", exposed)
	}
}

func TestEncodingsAreHeeded(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for accepts, want := range map[string]string{"gzip": "gzip", "gzip;q=0": "", "gzip;q=0, br": "", "deflate, gzip;q=0.5": "gzip", "gzip; q=0.0, identity": ""} {
		r := servertest.NewRequest("/", "192.0.2.7:1")
		r.Header.Set("Accept-Encoding", accepts)
		if got := servertest.Serve(site, r).Header().Get("Content-Encoding"); got != want {
			t.Errorf("%s: %q, want %q", accepts, got, want)
		}
	}
}

func TestASlashAtTheEndIsLeftOut(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for path, want := range map[string]string{"/poems/1/": "/poems/1", "/poems/1/?in=a1": "/poems/1?in=a1", "/authors//": "/authors"} {
		rec := servertest.Get(t, site, path)
		if rec.Code != http.StatusMovedPermanently || rec.Header().Get("Location") != want {
			t.Errorf("%s: %d to %q", path, rec.Code, rec.Header().Get("Location"))
		}
	}
	for _, path := range []string{"/", "//else.example/", "///"} {
		if rec := servertest.Serve(site, servertest.NewRequest("http://site.example"+path, "192.0.2.7:1")); strings.HasPrefix(rec.Header().Get("Location"), "//") {
			t.Errorf("%s leads to %q", path, rec.Header().Get("Location"))
		}
	}
}
