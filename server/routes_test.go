package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
)

const (
	htmlUTF = "text/html; charset=UTF-8"
	jsonUTF = "application/json; charset=utf-8"
	problem = "application/problem+json; charset=utf-8"
	svg     = "image/svg+xml"
	plain   = "text/plain; charset=UTF-8"
	xmlUTF  = "application/xml; charset=utf-8"
	atomUTF = "application/atom+xml; charset=utf-8"
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
	{"/help", 200, htmlUTF},
	{"/help/read", 200, htmlUTF},
	{"/licences", 200, htmlUTF},
	{"/about", 200, htmlUTF},
	{"/help/nothing", 404, htmlUTF},
	{"/today", 200, htmlUTF},
	{"/random", 302, ""},
	{"/screen", 200, htmlUTF},
	{"/screen?n=7&still=1", 200, htmlUTF},
	{"/screen?n=nonsense", 200, htmlUTF},
	{"/stones", 200, htmlUTF},
	{"/stones?code=nowhere", 200, htmlUTF},
	{"/poems/" + servertest.Published, 200, htmlUTF},
	{"/poems/" + servertest.Published + "/yu-hou", 200, htmlUTF},
	{"/poems/" + servertest.Published + "?after=x&unknown=1", 200, htmlUTF},
	{"/poems/" + servertest.Withdrawn, 410, htmlUTF},
	{"/poems/" + servertest.InReview, 404, htmlUTF},
	{"/poems/" + servertest.Hostile, 200, htmlUTF},
	{"/poems/" + servertest.Published + "?in=s&q=秋水&script=hant&char=秋", 200, htmlUTF},
	{"/poems/" + servertest.Published + "/text", 200, plain},
	{"/poems/" + servertest.Published + "/history", 200, htmlUTF},
	{"/poems/" + servertest.Published + "/lines", 200, htmlUTF},
	{"/poems/" + servertest.Published + "/card.png", 200, "image/png"},
	{"/poems/" + servertest.Published + "/card-square.png", 200, "image/png"},
	{"/poems/" + servertest.Withdrawn + "/text", 410, htmlUTF},
	{"/poems/" + servertest.Withdrawn + "/history", 410, htmlUTF},
	{"/poems/" + servertest.Withdrawn + "/lines", 410, htmlUTF},
	{"/poems/" + servertest.Withdrawn + "/card.png", 410, htmlUTF},
	{"/poems/" + servertest.InReview + "/text", 404, htmlUTF},
	{"/poems/" + servertest.InReview + "/history", 404, htmlUTF},
	{"/poems/" + servertest.InReview + "/lines", 404, htmlUTF},
	{"/poems/" + servertest.InReview + "/card.png", 404, htmlUTF},
	{"/media/1/nothing.jpg", 404, htmlUTF}, // what is there is tried in media_test.go
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
	{"/stats", 200, htmlUTF},
	{"/collections/1", 200, htmlUTF},
	{"/collections/999999", 404, htmlUTF},
	{"/collections", 200, htmlUTF},
	{"/collections/1?page=99999999999", 200, htmlUTF},
	{"/tunes/鹧鸪天", 200, htmlUTF},
	{"/tunes/鷓鴣天", 302, ""},
	{"/tunes/没有这个", 404, htmlUTF},
	{"/metre", 200, htmlUTF},
	{"/metre/rhymes", 200, htmlUTF},
	{"/metre/rhymes?char=春&book=cilin", 200, htmlUTF},
	{"/metre/rhymes?char=a", 200, htmlUTF},
	{"/metre/rhymes?group=一东&book=没有", 200, htmlUTF},
	{"/metre/tunes", 200, htmlUTF},
	{"/metre/tunes/忆江南", 200, htmlUTF},
	{"/metre/tunes/念奴嬌?n=1", 200, htmlUTF},
	{"/metre/tunes/没有这个", 404, htmlUTF},
	{"/metre/rules", 200, htmlUTF},
	{"/metre/rules/lone_level", 200, htmlUTF},
	{"/metre/rules/nothing", 404, htmlUTF},
	{"/poems/" + servertest.Published + "?metre=1", 200, htmlUTF},
	{"/threads", 200, htmlUTF},
	{"/threads?page=0", 200, htmlUTF},
	{"/threads/" + servertest.Published, 200, htmlUTF},
	{"/threads/" + servertest.Withdrawn, 410, htmlUTF},
	{"/threads/" + servertest.InReview, 404, htmlUTF},
	{"/s/t1", 200, htmlUTF},
	{"/s/T1", 302, ""},
	{"/s/ｔ１", 302, ""},
	{"/s/old1", 302, ""},
	{"/s/gone", 410, htmlUTF},
	{"/s/t999", 404, htmlUTF},
	{"/s/t1/qr.svg", 200, svg},
	{"/s/t1/qr.png", 200, "image/png"},
	{"/s/t1/print", 200, htmlUTF},
	{"/s/t1/print?size=a5", 200, htmlUTF},
	{"/s/gone/qr.png", 410, htmlUTF},
	{"/api/v1/search?q=秋水", 200, jsonUTF},
	{"/api/v1/search", 200, jsonUTF},
	{"/api/v1/suggest?q=秋", 200, jsonUTF},
	{"/api/v1/suggest", 200, jsonUTF},
	{"/api/v1/poems", 200, jsonUTF},
	{"/api/v1/poems/" + servertest.Published, 200, jsonUTF},
	{"/api/v1/poems/" + servertest.Withdrawn, 410, problem},
	{"/api/v1/poems/" + servertest.InReview, 404, problem},
	{"/api/v1/poems/abc", 404, problem},
	{"/api/v1/poems/" + servertest.Published + "/similar", 200, jsonUTF},
	{"/api/v1/poems/" + servertest.Withdrawn + "/similar", 410, problem},
	{"/api/v1/poems/" + servertest.InReview + "/similar", 404, problem},
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
	{"/preferences?back=/poems/1", 200, htmlUTF},
	{"/styleguide", 200, htmlUTF},
	{"/fonts/poem/" + servertest.Published + "/1/kai.woff", 200, "font/woff"},
	{"/fonts/poem/" + servertest.Published + "/1/kai.css", 200, "text/css; charset=utf-8"},
	{"/fonts/poem/" + servertest.Withdrawn + "/1/kai.woff", 404, htmlUTF},
	{"/favicon.ico", 200, svg},
	{"/favicon.svg", 200, svg},
	{"/robots.txt", 200, plain},
	{"/sitemap.xml", 200, xmlUTF},
	{"/sitemaps/0.xml", 200, xmlUTF},
	{"/sitemaps/lists.xml", 200, xmlUTF},
	{"/sitemaps/x", 404, htmlUTF},
	{"/sw.js", 200, "text/javascript; charset=utf-8"},
	{"/offline", 200, htmlUTF},
	{"/site.webmanifest", 200, "application/manifest+json; charset=utf-8"},
	{"/opensearch.xml", 200, "application/opensearchdescription+xml; charset=utf-8"},
	{"/feeds/poems.atom", 200, atomUTF},
	{"/feeds/authors/1.atom", 200, atomUTF},
	{"/feeds/authors/2.atom", 404, htmlUTF}, // all withdrawn
	{"/feeds/collections/1.atom", 200, atomUTF},
	{"/feeds/collections/999999.atom", 404, htmlUTF},
	{"/feeds/search.atom?q=秋水", 200, atomUTF},
	{"/calendar", 200, htmlUTF},
	{"/calendar/重阳", 200, htmlUTF},
	{"/calendar/没有的日子", 404, htmlUTF},
	{"/paper?form=七绝", 200, htmlUTF},
	{"/paper?author=1", 200, htmlUTF},
	{"/paper?author=2", 404, htmlUTF}, // all withdrawn
	{"/paper", 404, htmlUTF},
	{"/paper?form=七绝&page=99", 404, htmlUTF},
	{"/paper?tune=鹧鸪天", 200, htmlUTF},
	{"/paper?collection=1", 200, htmlUTF},
	{"/paper?collection=999999", 404, htmlUTF},
	{"/paper?thread=" + servertest.Published, 404, htmlUTF}, // nobody has answered it
	{"/search/paper?q=秋&sort=title", 200, htmlUTF},
	{"/search/paper?form=七绝", 200, htmlUTF},
	{"/search/paper?q=没有这样的诗句", 404, htmlUTF},
	{"/search/paper?q=秋&page=99", 404, htmlUTF},
	{"/search/paper", 404, htmlUTF},
	{"/play", 200, htmlUTF},
	{"/play/feihua", 200, htmlUTF},
	{"/play/feihua?c=花&at=9&line=x", 200, htmlUTF},
	{"/play/chain", 200, htmlUTF},
	{"/play/guess", 200, htmlUTF},
	{"/curator/sign-in", 200, htmlUTF},
	{"/curator/sign-in?next=/curator/me", 200, htmlUTF},
	{"/curator/welcome/nothing", 404, htmlUTF},
	{"/curator/nothing", 404, htmlUTF},
	{"/curator", 303, ""},
	{"/curator/accounts", 303, ""},
	{"/submit", 200, htmlUTF},
	{"/poems/" + servertest.Published + "/correct", 200, htmlUTF},
	{"/poems/" + servertest.Withdrawn + "/correct", 410, htmlUTF},
	{"/poems/" + servertest.InReview + "/correct", 404, htmlUTF},
	{"/poems/" + servertest.Published + "/recite", 200, htmlUTF},
	{"/poems/" + servertest.Withdrawn + "/recite", 410, htmlUTF},
	{"/poems/" + servertest.InReview + "/recite", 404, htmlUTF},
	{"/receipt", 200, htmlUTF},
	{"/receipt/nothing", 404, htmlUTF},
	{"/receipt/nothing/picture", 404, htmlUTF},
	{"/receipt/nothing/edit", 404, htmlUTF},
	{"/receipt/nothing/withdraw", 404, htmlUTF},
	{"/nothing", 404, htmlUTF},
	{"/admin%2Fx", 404, htmlUTF},
	{"//evil.example/%2f..", 404, htmlUTF},
	{"/%09/evil", 404, htmlUTF},
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, r := range answers {
		t.Run(r.target, func(t *testing.T) {
			rec := servertest.Get(t, site, r.target)
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
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; " +
			"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Cross-Origin-Opener-Policy": "same-origin",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if want := map[bool]string{true: "no-referrer", false: "same-origin"}[target == "/receipt/nothing"]; h.Get("Referrer-Policy") != want {
		t.Errorf("Referrer-Policy: %q, want %q", h.Get("Referrer-Policy"), want)
	}
	if h.Get("X-Request-Id") == "" {
		t.Error("no request id")
	}
	if api := strings.HasPrefix(target, "/api/"); api != (h.Get("Access-Control-Allow-Origin") == "*") {
		t.Errorf("open to other sites: %v, want %v", !api, api)
	}
}

// Every route for everybody has an address above, so that a new one cannot
// stay untested. TestWhoMayUseWhat asks those of curators.
func TestEveryRouteIsTried(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	tried := map[string]bool{"/assets/:hash/:name": true, "/fonts/site/:hash/kai.woff": true, "/fonts/site/:hash/kai.css": true, "/curator/welcome/:token": true, "/media/:id/:name": true,
		"/fonts/stones/:code/:hash/kai.woff": true, "/fonts/stones/:code/:hash/kai.css": true,
		"/receipt/:token": true, "/receipt/:token/edit": true, "/receipt/:token/withdraw": true, "/receipt/:token/picture": true} // their addresses are found elsewhere
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
	web := httptest.NewServer(servertest.NewSite(t, servertest.SampleArchive(t)))
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
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		for target, contentType := range map[string]string{"/poems/1": htmlUTF, "/api/v1/poems/1": problem} {
			rec := servertest.Do(t, site, method, target, "X-HTTP-Method-Override", "GET")
			if rec.Code != http.StatusMethodNotAllowed || rec.Header().Get("Content-Type") != contentType {
				t.Errorf("%s %s: %d %s", method, target, rec.Code, rec.Header().Get("Content-Type"))
			}
		}
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, target := range []string{"/", "/poems/1", "/api/v1/poems/1"} {
		tag := servertest.Get(t, site, target).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Fatalf("%s: tag %q", target, tag)
		}
		if rec := servertest.Get(t, site, target, "If-None-Match", `"other", `+tag); rec.Code != http.StatusNotModified || rec.Body.Len() != 0 {
			t.Errorf("%s again: %d with %d bytes", target, rec.Code, rec.Body.Len())
		}
		if rec := servertest.Get(t, site, target, "If-None-Match", `W/"other"`); rec.Code != http.StatusOK {
			t.Errorf("%s with another tag: %d", target, rec.Code)
		}
	}
	for _, target := range []string{"/random", "/readyz", "/healthz", "/poems/2"} {
		if got := servertest.Get(t, site, target).Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s may be kept: %q", target, got)
		}
	}
}

func TestConfigurationIsChecked(t *testing.T) {
	st := servertest.OpenStore(t)
	if _, err := server.New(server.Config{}); err == nil {
		t.Error("a site without an archive was made")
	}
	for entry, fine := range map[string]bool{"10.0.0.7": true, "10.0.0.0/8": true, "fd00::/8": true, "::1": true,
		"proxy.example": false, "10.0.0.0/99": false, "": false} {
		_, err := server.New(server.Config{Store: st, Search: servertest.PlainSearcher{Store: st}, Ready: servertest.Ready(true), TrustedProxies: []string{entry}})
		if (err == nil) != fine {
			t.Errorf("trusted proxy %q: %v", entry, err)
		}
	}
}
