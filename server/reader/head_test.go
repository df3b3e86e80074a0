package reader_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
)

// kindsOfPages are addresses of pages that people send on.
var kindsOfPages = []string{"/", "/today", "/poems/1", "/authors", "/authors/1", "/forms", "/forms/七绝", "/tunes/浣溪沙", "/places", "/places/1", "/tags", "/tags/样例",
	"/years", "/years/2023", "/collections", "/collections/1", "/threads", "/threads/1", "/calendar", "/calendar/重阳", "/stats", "/play", "/play/feihua", "/play/chain",
	"/s/t1", "/submit", "/help", "/help/read", "/help/search", "/licences"}

// Every kind of page says what a message with its address shows: title,
// description, a square picture of less than 100 KB, each by a whole address.
func TestHeadsOfPages(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	for _, target := range kindsOfPages {
		t.Run(target, func(t *testing.T) {
			page := servertest.Parse(t, servertest.Get(t, site, target).Body.String())
			meta, links := map[string]string{}, map[string]string{}
			for _, n := range page.All("meta") {
				meta[servertest.Attr(n, "property")+servertest.Attr(n, "name")] = servertest.Attr(n, "content")
			}
			for _, n := range page.All("link") {
				links[servertest.Attr(n, "rel")] = servertest.Attr(n, "href")
			}
			for _, name := range []string{"og:title", "og:description", "description", "og:type", "og:image", "og:url"} {
				if meta[name] == "" {
					t.Errorf("no %s", name)
				}
			}
			if meta["twitter:card"] != "summary" || links["apple-touch-icon"] == "" || links["manifest"] == "" {
				t.Errorf("twitter:card %q, touch icon %q, manifest %q", meta["twitter:card"], links["apple-touch-icon"], links["manifest"])
			}
			if links["canonical"] != meta["og:url"] {
				t.Errorf("canonical %q beside %q", links["canonical"], meta["og:url"])
			}
			for _, address := range []string{links["canonical"], meta["og:image"]} {
				path, whole := strings.CutPrefix(address, "https://shiyun.example/")
				if rec := servertest.Get(t, site, "/"+path); !whole || rec.Code != http.StatusOK || strings.Contains(address, ".png") && rec.Body.Len() >= 100_000 {
					t.Errorf("%q: whole %v, %d, %d bytes", address, whole, rec.Code, rec.Body.Len())
				}
			}
		})
	}
}

// Where no public address is configured, a curator who signs in shows under
// which the site is reached, and no other visitor does.
func TestHostIsLearntFromCurators(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	canonical := func(site http.Handler, host string) string {
		req := servertest.NewRequest("/poems/1", "10.0.0.1:1")
		req.Host = host
		for _, n := range servertest.Parse(t, servertest.Serve(site, req).Body.String()).All("link") {
			if servertest.Attr(n, "rel") == "canonical" {
				return servertest.Attr(n, "href")
			}
		}
		return ""
	}
	servertest.AddAccount(t, st, "王老师")
	site := servertest.NewSite(t, st)
	const host = "example.com" // of requests of tests
	servertest.Enter(t, site, "王老师", "不是这个口令", "")
	if got := canonical(site, host); got != "/poems/1" {
		t.Errorf("before anybody has signed in: %s", got)
	}
	if rec := servertest.Enter(t, site, "王老师", servertest.Password+"！", ""); rec.Code != http.StatusSeeOther {
		t.Fatalf("signing in: %d", rec.Code)
	}
	for _, one := range []http.Handler{site, servertest.NewSite(t, st)} { // and after the program began again
		for said, want := range map[string]string{host: "http://example.com/poems/1", "evil.example": "/poems/1"} {
			if got := canonical(one, said); got != want {
				t.Errorf("under %s: %s, want %s", said, got, want)
			}
		}
	}
}

// The pages that list poems are in the sitemap, and each is there.
func TestSitemapHasAllKinds(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	kinds := map[string]int{}
	body := servertest.Get(t, site, "/sitemaps/lists.xml").Body.String()
	for _, part := range strings.Split(body, "<loc>")[1:] {
		address, _, _ := strings.Cut(part, "</loc>")
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		kind := strings.Split(u.Path, "/")[1]
		if kinds[kind]++; kinds[kind] > 2 {
			continue
		}
		if rec := servertest.Get(t, site, u.RequestURI()); rec.Code != http.StatusOK {
			t.Errorf("%s: %d", address, rec.Code)
		}
	}
	for _, kind := range []string{"authors", "places", "forms", "tunes", "tags", "years", "collections", "s"} {
		if kinds[kind] == 0 {
			t.Errorf("none of %s", kind)
		}
	}
}

func TestManifest(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	var m struct {
		Name  string                 `json:"name"`
		Start string                 `json:"start_url"`
		Icons []struct{ Src string } `json:"icons"`
	}
	rec := servertest.Get(t, site, "/site.webmanifest")
	if err := json.Unmarshal(rec.Body.Bytes(), &m); err != nil || m.Name == "" || m.Start != "/" || len(m.Icons) != 2 {
		t.Fatalf("%v, %+v", err, m)
	}
	for _, icon := range m.Icons {
		if rec := servertest.Get(t, site, icon.Src); rec.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: %d", icon.Src, rec.Code)
		}
	}
}
