package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shiyun/indexer/search"
	"shiyun/server/servertest"
)

// places for such values, with %s where one goes.
var hostileTargets = []string{
	"/search?q=%s", "/search?q=月&cursor=%s", "/search?q=月&form=%s&author=%s&place=%s&tag=%s&year=%s&sort=%s",
	"/poems/%s", "/poems/1/%s", "/authors/%s", "/authors?initial=%s&after=%s", "/authors/1?after=%s", "/forms/%s", "/places/%s",
	"/tags/%s", "/years/%s", "/collections/%s", "/collections/1?page=%s", "/threads/%s", "/threads?page=%s", "/tunes/%s", "/s/%s", "/s/%s/qr.svg", "/s/%s/print?size=%s", "/fonts/stones/%s/%s/kai.woff", "/assets/%s/%s", "/%s",
	"/api/v1/search?q=%s&limit=%s", "/api/v1/suggest?q=%s&limit=%s", "/api/v1/poems?limit=%s&cursor=%s",
	"/api/v1/poems?author=%s", "/api/v1/poems?place=%s", "/api/v1/poems?form=%s&tag=%s&year=%s", "/api/v1/poems/%s", "/api/v1/poems/%s/similar?limit=%s", "/api/v1/authors?initial=%s",
	"/poems/1?%s=%s", "/search?q=月+-体:%s+-标签:%s", "/help/search?%s=%s",
}

func TestHostileInputIsAnsweredCalmly(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, target := range hostileTargets {
		for _, value := range servertest.HostileValues {
			path, query, _ := strings.Cut(target, "?")
			address := strings.ReplaceAll(path, "%s", url.PathEscape(value))
			if query != "" {
				address += "?" + strings.ReplaceAll(query, "%s", url.QueryEscape(value))
			}
			rec := servertest.Get(t, site, address)
			if rec.Code >= 500 {
				t.Errorf("%s with %.40q: %d", target, value, rec.Code)
			}
			if strings.Contains(rec.Body.String(), "<script>alert") && rec.Header().Get("Content-Type") == htmlUTF {
				t.Errorf("%s with %.40q: unescaped", target, value)
			}
			if rec.Header().Get("Set-Cookie") != "" {
				t.Errorf("%s with %.40q: a header was smuggled in", target, value)
			}
		}
	}
}

// Addresses that url.Parse never makes but a socket may bring.
func TestBrokenAddresses(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for query, want := range map[string]int{
		"q=%zz": 400, "q=%": 400, "q=%ff%fe": 400, "q=%00": 400, "%00=1": 400, "q=%ed%a0%80": 400,
		"q=" + strings.Repeat("%E5%B1%B1", 2000): 200, "q=" + strings.Repeat("a", 300_000): 414,
	} {
		req := httptest.NewRequest(http.MethodGet, "/search", nil)
		req.URL.RawQuery = query
		rec := httptest.NewRecorder()
		site.ServeHTTP(rec, req)
		if rec.Code != want {
			t.Errorf("%.20s: %d, want %d", query, rec.Code, want)
		}
	}
}

// The name a visitor gives the site goes into codes to scan, which take
// seconds to draw for a long one.
func TestHostThatNoSiteHas(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for host, want := range map[string]int{strings.Repeat("a", 253) + ":65535": 200, strings.Repeat("a", 300): 400, strings.Repeat("a", 100_000): 400} {
		req := httptest.NewRequest(http.MethodGet, "/opensearch.xml", nil)
		req.Host = host
		if rec := servertest.Serve(site, req); rec.Code != want {
			t.Errorf("%d bytes: %d, want %d", len(host), rec.Code, want)
		}
	}
}

// A page does not grow with what was pasted: its many links carry only what
// a search looks at.
func TestPastedTextDoesNotSwellThePage(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(&servertest.FixedSearcher{Result: search.Result{Total: 20, Facets: search.Facets{
		Form: make([]search.FacetValue, 10), Author: make([]search.FacetValue, 10), Tag: make([]search.FacetValue, 10)}}}))
	for _, q := range []string{strings.Repeat("山", 20_000), strings.Repeat("月 -体:词 ", 3000)} {
		rec := servertest.Get(t, site, "/search?q="+url.QueryEscape(q))
		if rec.Code != http.StatusOK || rec.Body.Len() > 2<<20 {
			t.Errorf("%.20s: %d, %d bytes", q, rec.Code, rec.Body.Len())
		}
	}
}

func TestWithdrawnAndWaitingPoemsAreNowhere(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	for _, target := range []string{"/", "/today", "/authors", "/authors?initial=J", "/authors?initial=Z", "/tags", "/places", "/years",
		"/search?q=撤", "/search?q=待审", "/search?q=月&author=3", "/api/v1/search?q=撤", "/api/v1/suggest?q=待审", "/api/v1/poems?limit=100",
		"/api/v1/poems?author=3", "/api/v1/authors", "/poems/2", "/poems/3", "/api/v1/poems/2", "/api/v1/poems/3"} {
		body := servertest.Get(t, site, target).Body.String()
		for _, secret := range []string{"撤回之诗", "此诗已撤", "待审之诗", "此诗待审", "只在待审中的人"} {
			if strings.Contains(body, secret) {
				t.Errorf("%s shows %s", target, secret)
			}
		}
	}
}
