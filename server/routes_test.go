package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shiyun/server"
)

const (
	htmlUTF = "text/html; charset=UTF-8"
	jsonUTF = "application/json; charset=utf-8"
	problem = "application/problem+json; charset=utf-8"
	svg     = "image/svg+xml"
	plain   = "text/plain; charset=UTF-8"
)

// route is an address and how it must be answered.
type route struct {
	target      string
	status      int
	contentType string
}

// answers lists an address for every route and every way it ends.
var answers = []route{
	{"/", 200, htmlUTF},
	{"/search", 200, htmlUTF},
	{"/search?q=秋水", 200, htmlUTF},
	{"/search?q=没有这样的诗句", 200, htmlUTF},
	{"/search?q=月&form=七绝&sort=date", 200, htmlUTF},
	{"/search?form=七绝", 200, htmlUTF},
	{"/search?q=月+-体:七绝", 200, htmlUTF},
	{"/help/search", 200, htmlUTF},
	{"/help", 404, htmlUTF},
	{"/today", 200, htmlUTF},
	{"/random", 302, ""},
	{"/poems/" + published, 200, htmlUTF},
	{"/poems/" + published + "/yu-hou", 200, htmlUTF},
	{"/poems/" + published + "?after=x&unknown=1", 200, htmlUTF},
	{"/poems/" + withdrawn, 410, htmlUTF},
	{"/poems/" + inReview, 404, htmlUTF},
	{"/poems/" + hostile, 200, htmlUTF},
	{"/poems/999999", 404, htmlUTF},
	{"/poems", 404, htmlUTF},
	{"/authors", 200, htmlUTF},
	{"/authors?initial=C", 200, htmlUTF},
	{"/authors?initial=%23", 200, htmlUTF},
	{"/authors?initial=nonsense&after=999999", 200, htmlUTF},
	{"/authors/1", 200, htmlUTF},
	{"/authors/2", 404, htmlUTF}, // all withdrawn
	{"/authors/3", 404, htmlUTF}, // all in review
	{"/authors/999999", 404, htmlUTF},
	{"/forms", 200, htmlUTF},
	{"/forms/词", 200, htmlUTF},
	{"/forms/排律?after=999999", 200, htmlUTF},
	{"/forms/宋词", 301, ""},
	{"/forms/没有这种", 404, htmlUTF},
	{"/places", 200, htmlUTF},
	{"/places/1", 200, htmlUTF},
	{"/places/999999", 404, htmlUTF},
	{"/tags", 200, htmlUTF},
	{"/tags/秋", 200, htmlUTF},
	{"/tags/%E8%8C%B6%2F%E9%85%92", 200, htmlUTF},
	{"/tags/没有这个", 404, htmlUTF},
	{"/years", 200, htmlUTF},
	{"/years/2021", 200, htmlUTF},
	{"/years/1911", 404, htmlUTF},
	{"/years/abc", 404, htmlUTF},
	{"/collections/1", 200, htmlUTF},
	{"/collections/999999", 404, htmlUTF},
	{"/api/v1/search?q=秋水", 200, jsonUTF},
	{"/api/v1/search", 200, jsonUTF},
	{"/api/v1/suggest?q=秋", 200, jsonUTF},
	{"/api/v1/suggest", 200, jsonUTF},
	{"/api/v1/poems", 200, jsonUTF},
	{"/api/v1/poems/" + published, 200, jsonUTF},
	{"/api/v1/poems/" + withdrawn, 410, problem},
	{"/api/v1/poems/" + inReview, 404, problem},
	{"/api/v1/poems/abc", 404, problem},
	{"/api/v1/poems/" + published + "/similar", 200, jsonUTF},
	{"/api/v1/poems/" + withdrawn + "/similar", 410, problem},
	{"/api/v1/poems/" + inReview + "/similar", 404, problem},
	{"/api/v1/poems/abc/similar", 404, problem},
	{"/api/v1/authors", 200, jsonUTF},
	{"/api/v1/authors?initial=C", 200, jsonUTF},
	{"/api/v1/openapi.json", 200, jsonUTF},
	{"/api/v1/nothing", 404, problem},
	{"/api/", 404, problem},
	{"/healthz", 200, jsonUTF},
	{"/readyz", 200, jsonUTF},
	{"/assets/000000000000/shiyun.css", 404, htmlUTF},
	{"/assets/000000000000/..%2f..%2farchive.db", 404, htmlUTF},
	{"/favicon.ico", 200, svg},
	{"/favicon.svg", 200, svg},
	{"/robots.txt", 200, plain},
	{"/nothing", 404, htmlUTF},
	{"/admin%2Fx", 404, htmlUTF},
	{"//evil.example/%2f..", 404, htmlUTF},
	{"/%09/evil", 404, htmlUTF},
}

func TestAnswers(t *testing.T) {
	site := newSite(t, archive(t))
	for _, r := range answers {
		t.Run(r.target, func(t *testing.T) {
			rec := get(t, site, r.target)
			if rec.Code != r.status {
				t.Errorf("status %d, want %d", rec.Code, r.status)
			}
			if got := rec.Header().Get("Content-Type"); got != r.contentType {
				t.Errorf("content type %q, want %q", got, r.contentType)
			}
			checkHeaders(t, r.target, rec.Result().Header)
		})
	}
}

func checkHeaders(t *testing.T, target string, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
			"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if h.Get("X-Request-Id") == "" {
		t.Error("no request id")
	}
	if api := strings.HasPrefix(target, "/api/"); api != (h.Get("Access-Control-Allow-Origin") == "*") {
		t.Errorf("open to other sites: %v, want %v", !api, api)
	}
}

// Every route has an address above, so that a new one cannot stay untested.
func TestEveryRouteIsTried(t *testing.T) {
	site := newSite(t, archive(t))
	tried := map[string]bool{"/assets/:hash/:name": true} // followed from pages elsewhere
	for _, r := range answers {
		if r.status < 400 || r.status == 410 {
			tried[site.RouteOf(http.MethodGet, r.target)] = true
		}
	}
	routes := site.Routes()
	if len(routes) == 0 {
		t.Fatal("no routes")
	}
	for _, path := range routes {
		if !tried[path] {
			t.Errorf("no address for route %s", path)
		}
	}
}

func TestHeadSaysTheSameWithoutABody(t *testing.T) {
	web := httptest.NewServer(newSite(t, archive(t)))
	defer web.Close()
	for _, target := range []string{"/", "/poems/1", "/poems/2", "/api/v1/poems/1", "/api/v1/poems/2", "/healthz", "/robots.txt", "/nothing"} {
		full, err := http.Get(web.URL + target)
		if err != nil {
			t.Fatal(err)
		}
		full.Body.Close()
		head, err := http.Head(web.URL + target)
		if err != nil {
			t.Fatal(err)
		}
		head.Body.Close()
		if head.StatusCode != full.StatusCode || head.Header.Get("Content-Type") != full.Header.Get("Content-Type") ||
			head.Header.Get("ETag") != full.Header.Get("ETag") {
			t.Errorf("HEAD %s: %d %v, GET: %d %v", target, head.StatusCode, head.Header, full.StatusCode, full.Header)
		}
	}
}

func TestNothingIsTakenIn(t *testing.T) {
	site := newSite(t, archive(t))
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		for target, contentType := range map[string]string{"/poems/1": htmlUTF, "/api/v1/poems/1": problem} {
			rec := do(t, site, method, target, "X-HTTP-Method-Override", "GET")
			if rec.Code != http.StatusMethodNotAllowed || rec.Header().Get("Content-Type") != contentType {
				t.Errorf("%s %s: %d %s", method, target, rec.Code, rec.Header().Get("Content-Type"))
			}
		}
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	site := newSite(t, archive(t))
	for _, target := range []string{"/", "/poems/1", "/api/v1/poems/1"} {
		tag := get(t, site, target).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Fatalf("%s: tag %q", target, tag)
		}
		if rec := get(t, site, target, "If-None-Match", `"other", `+tag); rec.Code != http.StatusNotModified || rec.Body.Len() != 0 {
			t.Errorf("%s again: %d with %d bytes", target, rec.Code, rec.Body.Len())
		}
		if rec := get(t, site, target, "If-None-Match", `W/"other"`); rec.Code != http.StatusOK {
			t.Errorf("%s with another tag: %d", target, rec.Code)
		}
	}
	for _, target := range []string{"/random", "/readyz", "/healthz", "/poems/2"} {
		if got := get(t, site, target).Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s may be kept: %q", target, got)
		}
	}
}

func TestConfigurationIsChecked(t *testing.T) {
	st := openStore(t)
	if _, err := server.New(server.Config{}); err == nil {
		t.Error("a site without an archive was made")
	}
	for entry, fine := range map[string]bool{"10.0.0.7": true, "10.0.0.0/8": true, "fd00::/8": true, "::1": true,
		"proxy.example": false, "10.0.0.0/99": false, "": false} {
		_, err := server.New(server.Config{Store: st, Search: plainSearcher{st}, Ready: always(true), TrustedProxies: []string{entry}})
		if (err == nil) != fine {
			t.Errorf("trusted proxy %q: %v", entry, err)
		}
	}
}
