package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server"
)

// Every page of accounts is sound, and its links and forms lead to routes.
func TestCuratorPagesAreSound(t *testing.T) {
	st := archive(t)
	site := newSite(t, st)
	cookie := signedIn(t, st, nasty[:20], corpus.RoleAdmin)
	signedIn(t, st, "王老师", corpus.RoleCurator)
	for _, target := range []string{"/curator", "/curator/me", "/curator/me/code", "/curator/accounts", "/curator/audit"} {
		rec := get(t, site, target, "Cookie", cookie)
		if rec.Code != http.StatusOK {
			t.Errorf("%s: %d", target, rec.Code)
			continue
		}
		p := checkPage(t, rec.Body.String())
		if len(p.classed("desk")) != 1 || strings.Contains(rec.Body.String(), "<script>alert") {
			t.Errorf("%s: no bar, or unescaped", target)
		}
		for _, n := range p.all("a", "form") {
			method, address := http.MethodGet, attr(n, "href")
			if n.Data == "form" {
				method, address = strings.ToUpper(attr(n, "method")), attr(n, "action")
			}
			if path, _, _ := strings.Cut(address, "?"); !strings.HasPrefix(path, "#") && site.RouteOf(method, path) == "" {
				t.Errorf("%s: %s %s leads nowhere", target, method, address)
			}
		}
		if n := len(p.classed("qr")); target == "/curator/me/code" && n != 1 {
			t.Errorf("%d QR codes", n)
		}
	}
	for _, target := range []string{"/", "/poems/1"} {
		if p := parse(t, get(t, site, target, "Cookie", cookie).Body.String()); len(p.classed("desk")) != 0 {
			t.Errorf("%s shows visitors' caches who is signed in", target)
		}
	}
}

// What a role may not open is not offered to it.
func TestBarOffersWhatMayBeUsed(t *testing.T) {
	st := openStore(t)
	site := newSite(t, st)
	site.Add(http.MethodGet, "/curator/words", "curator", nil, 0, 0, false)
	for role, want := range map[corpus.Role]bool{corpus.RoleCurator: false, corpus.RoleAdmin: true} {
		body := get(t, site, "/curator", "Cookie", signedIn(t, st, string(role), role)).Body.String()
		for path, offered := range map[string]bool{"/curator/accounts": want, "/curator/audit": want, "/curator/words": true, "/curator/nothing": false} {
			if n := strings.Count(body, `href="`+path+`"`); (n == 2) != offered || n != 0 && n != 2 {
				t.Errorf("%s is offered %s %d times, on bar and cards", role, path, n)
			}
		}
	}
}

func TestFirstAccount(t *testing.T) {
	st := openStore(t)
	site := newSite(t, st)
	stale, err := st.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token, err := st.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	target := server.WelcomePath(token)
	rec := get(t, site, target)
	if checkPage(t, rec.Body.String()); rec.Code != http.StatusOK || rec.Header().Get("Referrer-Policy") != "strict-origin" || rec.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", rec.Code, rec.Header())
	}
	form := url.Values{"name": {"王老师"}, "password": {password}, "again": {password}}
	for name, change := range map[string]url.Values{"no name": {"name": {""}}, "an actor's name": {"name": {"@system"}}, "short": {"password": {"短"}, "again": {"短"}},
		"common": {"password": {"1234567890"}, "again": {"1234567890"}}, "not the same twice": {"again": {password + "x"}}} {
		tried := url.Values{"name": form["name"], "password": form["password"], "again": form["again"]}
		for key, value := range change {
			tried[key] = value
		}
		rec := send(t, site, target, tried)
		if p := parse(t, rec.Body.String()); rec.Code != http.StatusUnprocessableEntity || len(p.classed("notice")) != 1 || strings.Contains(rec.Body.String(), tried.Get("password")+`"`) {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
	rec = send(t, site, target, form)
	cookie := cookieOf(rec, "shiyun")
	if rec.Code != http.StatusSeeOther || !knows(t, site, cookie) || get(t, site, "/curator/accounts", "Cookie", cookie).Code != http.StatusOK {
		t.Fatalf("first account: %d", rec.Code)
	}
	for name, again := range map[string]string{"used": token, "replaced": stale, "made up": "x"} {
		if got := send(t, site, server.WelcomePath(again), form).Code; got != http.StatusNotFound {
			t.Errorf("a link that is %s: %d", name, got)
		}
	}
	if more, err := st.FirstLink(t.Context()); err != nil || more != "" {
		t.Errorf("another first link: %q, %v", more, err)
	}
	if got := verbs(t, st, 2); got != "account sign_in" {
		t.Errorf("the audit log says %s", got)
	}
}

// The life of an account as an administrator sees it.
func TestAccountsPage(t *testing.T) {
	st := openStore(t)
	site := newSite(t, st, func(c *server.Config) { c.PublicURL = "http://shiyun.example" })
	boss := signedIn(t, st, "管理员", corpus.RoleAdmin)
	rec := send(t, site, "/curator/accounts", url.Values{"name": {"李老师"}, "role": {"curator"}}, "Cookie", boss)
	link := text(parse(t, rec.Body.String()).all("textarea")[0])
	path, ok := strings.CutPrefix(link, "http://shiyun.example")
	if rec.Code != http.StatusOK || !ok {
		t.Fatalf("%d, link %q", rec.Code, link)
	}
	if strings.Contains(get(t, site, "/curator/accounts", "Cookie", boss).Body.String(), path) {
		t.Error("the link is shown again")
	}
	again := send(t, site, "/curator/accounts/2/link", nil, "Cookie", boss)
	fresh, _ := strings.CutPrefix(text(parse(t, again.Body.String()).all("textarea")[0]), "http://shiyun.example")
	form := url.Values{"password": {password}, "again": {password}, "name": {"别的名字"}}
	if got := send(t, site, path, form).Code; got != http.StatusNotFound {
		t.Errorf("the link that was replaced: %d", got)
	}
	rec = send(t, site, fresh, form)
	cookie := cookieOf(rec, "shiyun")
	if rec.Code != http.StatusSeeOther || !knows(t, site, cookie) {
		t.Fatalf("using the link: %d %s", rec.Code, rec.Body)
	}
	if a, err := st.Account(t.Context(), 2); err != nil || a.Name != "李老师" || a.Role != corpus.RoleCurator || !a.HasPassword {
		t.Errorf("account %+v, %v", a, err)
	}
	for _, step := range []struct {
		action string
		form   url.Values
		want   int
		known  bool
	}{
		{"/curator/accounts", url.Values{"name": {"李老师"}}, 422, true},
		{"/curator/accounts", url.Values{"name": {"@x"}}, 422, true},
		{"/curator/accounts/1/disable", nil, 409, true}, // the last administrator
		{"/curator/accounts/1/role", url.Values{"role": {"curator"}}, 409, true},
		{"/curator/accounts/2/role", url.Values{"role": {"owner"}}, 400, true},
		{"/curator/accounts/2/role", url.Values{"role": {"admin"}}, 303, true},
		{"/curator/accounts/2/role", url.Values{"role": {"curator"}}, 303, true},
		{"/curator/accounts/2/drop-code", nil, 303, true},
		{"/curator/accounts/99/disable", nil, 404, true},
		{"/curator/accounts/2/disable", nil, 303, false},
		{"/curator/accounts/2/link", nil, 409, false},
		{"/curator/accounts/2/enable", nil, 303, false},
		{"/curator/accounts/2/sign-out", nil, 303, false},
	} {
		if got := send(t, site, step.action, step.form, "Cookie", boss).Code; got != step.want || knows(t, site, cookie) != step.known {
			t.Errorf("%s %v: %d, want %d; signed in: %v", step.action, step.form, got, step.want, !step.known)
		}
	}
}

func TestCodeIsSetUp(t *testing.T) {
	st := openStore(t)
	site := newSite(t, st)
	withPassword(t, st, "王老师")
	cookie := signInAgain(t, st, "王老师")
	p := parse(t, get(t, site, "/curator/me/code", "Cookie", cookie).Body.String())
	secret := strings.ReplaceAll(text(p.classed("secret")[0]), " ", "")
	sealed := ""
	for _, n := range p.all("input") {
		if attr(n, "name") == "secret" {
			sealed = attr(n, "value")
		}
	}
	if sealed == "" || strings.Contains(sealed, secret) {
		t.Fatalf("the form carries %q", sealed)
	}
	code, err := totp.GenerateCode(secret, noon())
	if err != nil {
		t.Fatal(err)
	}
	stranger := signedIn(t, st, "别人", corpus.RoleCurator)
	for name, tt := range map[string]struct {
		cookie, sealed, code, password string
		want                           int
	}{
		"wrong code":       {cookie, sealed, "000000", password, 422},
		"wrong password":   {cookie, sealed, code, "x", 422},
		"forged secret":    {cookie, secret, code, password, 303},
		"another's secret": {stranger, sealed, code, password, 303},
	} {
		form := url.Values{"secret": {tt.sealed}, "code": {tt.code}, "password": {tt.password}}
		if got := send(t, site, "/curator/me/code", form, "Cookie", tt.cookie).Code; got != tt.want || hasCode(t, st, "王老师") || hasCode(t, st, "别人") {
			t.Errorf("%s: %d, or a code is asked for now", name, got)
		}
	}
	form := url.Values{"secret": {sealed}, "code": {code}, "password": {password}}
	if got := send(t, site, "/curator/me/code", form, "Cookie", cookie).Code; got != http.StatusSeeOther || !hasCode(t, st, "王老师") {
		t.Fatalf("setting the code up: %d", got)
	}
	if got := enter(t, site, "王老师", password, code).Code; got != http.StatusUnprocessableEntity {
		t.Errorf("the code that set it up signs in: %d", got)
	}
	for given, left := range map[string]bool{"x": true, password: false} {
		if send(t, site, "/curator/me/code/drop", url.Values{"password": {given}}, "Cookie", cookie); hasCode(t, st, "王老师") != left && given == "x" {
			t.Error("dropped with a wrong password")
		}
	}
	if hasCode(t, st, "王老师") {
		t.Error("the code is still asked for")
	}
}

func hasCode(t *testing.T, st *store.Store, name string) bool {
	t.Helper()
	a, err := st.AccountNamed(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return a.HasCode
}

func TestAuditPage(t *testing.T) {
	st := archive(t)
	beijing := time.FixedZone("CST", 8*3600)
	site := newSite(t, st, func(c *server.Config) { c.Now = func() time.Time { return noon().In(beijing) } })
	boss := signedIn(t, st, "管理员", corpus.RoleAdmin)
	for i := range 120 {
		if err := st.Record(t.Context(), corpus.Act{By: corpus.ActorResident, Verb: corpus.ActSubmit, Object: fmt.Sprintf("submission/%d", i), Detail: nasty}); err != nil {
			t.Fatal(err)
		}
	}
	var seen []string
	for target := "/curator/audit"; target != ""; {
		p := checkPage(t, get(t, site, target, "Cookie", boss).Body.String())
		target = ""
		for _, row := range p.classed("row") {
			seen = append(seen, text(row))
		}
		if next := p.classed("next"); len(next) == 1 {
			target = attr(next[0], "href")
		}
	}
	all := strings.Join(seen, "\n")
	if n := strings.Count(all, "居民来稿"); n != 120 {
		t.Errorf("%d of 120 submissions are shown", n)
	}
	for _, want := range []string{"管理员 登录", "命令行 改动账户 管理员 添加 管理员", "命令行 改变状态 诗 2 已发布 → 已撤回"} {
		if !strings.Contains(strings.Join(strings.Fields(all), ""), strings.Join(strings.Fields(want), "")) {
			t.Errorf("no act %q in\n%.600s", want, all[max(0, len(all)-600):])
		}
	}
	n, head, err := st.VerifyAudit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rec := send(t, site, "/curator/audit/verify", nil, "Cookie", boss)
	if said := text(parse(t, rec.Body.String()).classed("notice")[0]); !strings.Contains(said, head) || !strings.Contains(said, fmt.Sprint(n)) {
		t.Errorf("verified: %s; want %d acts and %s", said, n, head)
	}
}
