package reader_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
)

// choose sends the form of preferences and returns the answer.
func choose(t *testing.T, site http.Handler, cookie string, form url.Values) *http.Response {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "/preferences", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	return servertest.Serve(site, req).Result()
}

func TestPreferencesAreRemembered(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	answer := choose(t, site, "", url.Values{"size": {"27"}, "theme": {"contrast"}, "elder": {"on"}, "back": {"/poems/1?x=1"}})
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/poems/1?x=1" {
		t.Fatalf("%d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	cookie := answer.Cookies()[0]
	if cookie.Name != "shiyun_view" || cookie.MaxAge != 365*24*3600 || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
		t.Errorf("cookie %v", cookie)
	}
	sent := cookie.Name + "=" + cookie.Value
	for _, target := range []string{"/", "/poems/1", "/search?q=月", "/nothing", "/submit"} {
		rec := servertest.Get(t, site, target, "Cookie", sent)
		root := servertest.Parse(t, rec.Body.String()).All("html")[0]
		if servertest.Attr(root, "data-size") != "27" || servertest.Attr(root, "data-theme") != "contrast" || servertest.Attr(root, "data-elder") != "on" || servertest.Attr(root, "data-direction") != "horizontal" {
			t.Errorf("%s: %v", target, root.Attr)
		}
		if !strings.Contains(strings.Join(rec.Header().Values("Vary"), ","), "Cookie") {
			t.Errorf("%s does not vary by cookie: %v", target, rec.Header().Values("Vary"))
		}
	}
	// One choice leaves the others as they were.
	if got := choose(t, site, sent, url.Values{"direction": {"vertical"}}).Cookies()[0].Value; got != "direction=vertical&elder=on&size=27&theme=contrast" {
		t.Errorf("cookie %q", got)
	}
	reset := choose(t, site, sent, url.Values{"reset": {"1"}, "size": {"30"}})
	if gone := reset.Cookies()[0]; gone.MaxAge >= 0 || gone.Value != "" {
		t.Errorf("not forgotten: %v", gone)
	}
	if to := reset.Header.Get("Location"); to != "/" {
		t.Errorf("leads to %q", to)
	}
}

func TestPreferencesLeadBackToThisSiteOnly(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	for _, back := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", "/\r\nX: y"} {
		if to := choose(t, site, "", url.Values{"size": {"30"}, "back": {back}}).Header.Get("Location"); to != "/" {
			t.Errorf("%q leads to %q", back, to)
		}
		p := servertest.CheckPage(t, servertest.Get(t, site, "/preferences?back="+url.QueryEscape(back)).Body.String())
		for _, n := range p.All("input") {
			if servertest.Attr(n, "name") == "back" && servertest.Attr(n, "value") != "/" {
				t.Errorf("%q is handed on as %q", back, servertest.Attr(n, "value"))
			}
		}
	}
}

func TestPreferencesOfBrokenFormsAreRefused(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	for _, form := range []string{"size=%zz", "size=%00", "back=%ff"} {
		req := httptest.NewRequest(http.MethodPost, "/preferences", strings.NewReader(form))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if rec := servertest.Serve(site, req); rec.Code != http.StatusBadRequest || rec.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s: %d %q", form, rec.Code, rec.Header().Get("Set-Cookie"))
		}
	}
}

// The page of choices works without scripts: every choice is a field of one
// form, and what is chosen is marked.
func TestPreferencesPage(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/preferences?back=/poems/1", "Cookie", "shiyun_view=size=30&pinyin=all").Body.String())
	checked := map[string]string{}
	for _, n := range p.All("input") {
		for _, a := range n.Attr {
			if a.Key == "checked" {
				checked[servertest.Attr(n, "name")] = servertest.Attr(n, "value")
			}
		}
	}
	want := map[string]string{"size": "30", "pinyin": "all", "theme": "auto", "elder": "off", "direction": "horizontal", "script": "original", "words": "auto", "book": "auto"}
	for name, value := range want {
		if checked[name] != value {
			t.Errorf("%s is %q, want %q", name, checked[name], value)
		}
	}
	if len(checked) != len(want) {
		t.Errorf("chosen: %v", checked)
	}
	if len(p.Classed("verse")) != 1 {
		t.Error("nothing to see the choices on")
	}
	servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.OpenStore(t)), "/preferences").Body.String())
}

// Every page leads to the choices and back to itself.
func TestEveryPageLeadsToThePreferences(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, target := range []string{"/", "/poems/1", "/search?q=%E6%9C%88", "/nothing"} {
		link := servertest.Parse(t, servertest.Get(t, site, target).Body.String()).Classed("settings")
		if len(link) != 1 {
			t.Fatalf("%s: %d links", target, len(link))
		}
		if to, err := url.Parse(servertest.Attr(link[0], "href")); err != nil || to.Path != "/preferences" || to.Query().Get("back") != target {
			t.Errorf("%s: %s", target, servertest.Attr(link[0], "href"))
		}
	}
}

func TestPreferencesBehindHTTPS(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	cookie := choose(t, site, "", url.Values{"size": {"30"}}).Cookies()[0]
	if !cookie.Secure || cookie.Name != "__Host-shiyun_view" {
		t.Errorf("cookie %v", cookie)
	}
	body := servertest.Get(t, site, "/", "Cookie", cookie.Name+"="+cookie.Value).Body.String()
	if size := servertest.Attr(servertest.Parse(t, body).All("html")[0], "data-size"); size != "30" {
		t.Errorf("size %q", size)
	}
}
