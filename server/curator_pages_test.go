package server_test

import (
	"net/http"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

// Every page of accounts is sound, and its links and forms lead to routes.
func TestCuratorPagesAreSound(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	cookie := servertest.SignIn(t, st, servertest.Nasty[:20], corpus.RoleAdmin)
	servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
	for _, target := range []string{"/curator", "/curator/me", "/curator/me/code", "/curator/accounts", "/curator/people", "/curator/upkeep", "/curator/site", "/curator/audit"} {
		rec := servertest.Get(t, site, target, "Cookie", cookie)
		if rec.Code != http.StatusOK {
			t.Errorf("%s: %d", target, rec.Code)
			continue
		}
		p := servertest.CheckPage(t, rec.Body.String())
		if len(p.Classed("desk")) != 1 || strings.Contains(rec.Body.String(), "<script>alert") {
			t.Errorf("%s: no bar, or unescaped", target)
		}
		for _, n := range p.All("a", "form") {
			method, address := http.MethodGet, servertest.Attr(n, "href")
			if n.Data == "form" {
				method, address = strings.ToUpper(servertest.Attr(n, "method")), servertest.Attr(n, "action")
			}
			if path, _, _ := strings.Cut(address, "?"); !strings.HasPrefix(path, "#") && site.RouteOf(method, path) == "" {
				t.Errorf("%s: %s %s leads nowhere", target, method, address)
			}
		}
		if n := len(p.Classed("qr")); target == "/curator/me/code" && n != 1 {
			t.Errorf("%d QR codes", n)
		}
	}
	for _, target := range []string{"/", "/poems/1"} {
		if p := servertest.Parse(t, servertest.Get(t, site, target, "Cookie", cookie).Body.String()); len(p.Classed("desk")) != 0 {
			t.Errorf("%s shows visitors' caches who is signed in", target)
		}
	}
}

// What a role may not open is not offered to it.
func TestBarOffersWhatMayBeUsed(t *testing.T) {
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	site.Add(http.MethodGet, "/curator/words", "curator", nil, 0, 0, false)
	for role, want := range map[corpus.Role]bool{corpus.RoleCurator: false, corpus.RoleAdmin: true} {
		body := servertest.Get(t, site, "/curator", "Cookie", servertest.SignIn(t, st, string(role), role)).Body.String()
		for path, offered := range map[string]bool{"/curator/accounts": want, "/curator/audit": want, "/curator/words": true, "/curator/nothing": false} {
			if n := strings.Count(body, `href="`+path+`"`); (n == 2) != offered || n != 0 && n != 2 {
				t.Errorf("%s is offered %s %d times, on bar and cards", role, path, n)
			}
		}
	}
}
