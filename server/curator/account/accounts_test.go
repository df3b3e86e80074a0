package account_test

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
	"shiyun/server/servertest"
)

func TestFirstAccount(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	stale, err := st.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token, err := st.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	target := server.WelcomePath(token)
	rec := servertest.Get(t, site, target)
	if servertest.CheckPage(t, rec.Body.String()); rec.Code != http.StatusOK || rec.Header().Get("Referrer-Policy") != "strict-origin" || rec.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", rec.Code, rec.Header())
	}
	form := url.Values{"name": {"王老师"}, "password": {password}, "again": {password}}
	for name, change := range map[string]url.Values{"no name": {"name": {""}}, "an actor's name": {"name": {"@system"}}, "short": {"password": {"短"}, "again": {"短"}},
		"common": {"password": {"1234567890"}, "again": {"1234567890"}}, "not the same twice": {"again": {password + "x"}}} {
		tried := url.Values{"name": form["name"], "password": form["password"], "again": form["again"]}
		for key, value := range change {
			tried[key] = value
		}
		rec := servertest.Post(t, site, target, tried)
		if p := servertest.Parse(t, rec.Body.String()); rec.Code != http.StatusUnprocessableEntity || len(p.Classed("notice")) != 1 || strings.Contains(rec.Body.String(), tried.Get("password")+`"`) {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
	rec = servertest.Post(t, site, target, form)
	cookie := servertest.CookieOf(rec, "shiyun")
	if rec.Code != http.StatusSeeOther || !servertest.IsSignedIn(t, site, cookie) || servertest.Get(t, site, "/curator/accounts", "Cookie", cookie).Code != http.StatusOK {
		t.Fatalf("first account: %d", rec.Code)
	}
	for name, again := range map[string]string{"used": token, "replaced": stale, "made up": "x"} {
		if got := servertest.Post(t, site, server.WelcomePath(again), form).Code; got != http.StatusNotFound {
			t.Errorf("a link that is %s: %d", name, got)
		}
	}
	if more, err := st.FirstLink(t.Context()); err != nil || more != "" {
		t.Errorf("another first link: %q, %v", more, err)
	}
	if got := servertest.Verbs(t, st, 2); got != "account sign_in" {
		t.Errorf("the audit log says %s", got)
	}
}

// The life of an account as an administrator sees it.
func TestAccountsPage(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "http://shiyun.example" })
	boss := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	rec := servertest.Post(t, site, "/curator/accounts", url.Values{"name": {"李老师"}, "role": {"curator"}}, "Cookie", boss)
	link := servertest.Text(servertest.Parse(t, rec.Body.String()).All("textarea")[0])
	path, ok := strings.CutPrefix(link, "http://shiyun.example")
	if rec.Code != http.StatusOK || !ok {
		t.Fatalf("%d, link %q", rec.Code, link)
	}
	if strings.Contains(servertest.Get(t, site, "/curator/accounts", "Cookie", boss).Body.String(), path) {
		t.Error("the link is shown again")
	}
	again := servertest.Post(t, site, "/curator/accounts/2/link", nil, "Cookie", boss)
	fresh, _ := strings.CutPrefix(servertest.Text(servertest.Parse(t, again.Body.String()).All("textarea")[0]), "http://shiyun.example")
	form := url.Values{"password": {password}, "again": {password}, "name": {"别的名字"}}
	if got := servertest.Post(t, site, path, form).Code; got != http.StatusNotFound {
		t.Errorf("the link that was replaced: %d", got)
	}
	rec = servertest.Post(t, site, fresh, form)
	cookie := servertest.CookieOf(rec, "shiyun")
	if rec.Code != http.StatusSeeOther || !servertest.IsSignedIn(t, site, cookie) {
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
		if got := servertest.Post(t, site, step.action, step.form, "Cookie", boss).Code; got != step.want || servertest.IsSignedIn(t, site, cookie) != step.known {
			t.Errorf("%s %v: %d, want %d; signed in: %v", step.action, step.form, got, step.want, !step.known)
		}
	}
}

func TestCodeIsSetUp(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	servertest.AddAccount(t, st, "王老师")
	cookie := servertest.SignInAgain(t, st, "王老师")
	p := servertest.Parse(t, servertest.Get(t, site, "/curator/me/code", "Cookie", cookie).Body.String())
	secret := strings.ReplaceAll(servertest.Text(p.Classed("secret")[0]), " ", "")
	sealed := ""
	for _, n := range p.All("input") {
		if servertest.Attr(n, "name") == "secret" {
			sealed = servertest.Attr(n, "value")
		}
	}
	if sealed == "" || strings.Contains(sealed, secret) {
		t.Fatalf("the form carries %q", sealed)
	}
	code, err := totp.GenerateCode(secret, servertest.Noon())
	if err != nil {
		t.Fatal(err)
	}
	stranger := servertest.SignIn(t, st, "别人", corpus.RoleCurator)
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
		if got := servertest.Post(t, site, "/curator/me/code", form, "Cookie", tt.cookie).Code; got != tt.want || hasCode(t, st, "王老师") || hasCode(t, st, "别人") {
			t.Errorf("%s: %d, or a code is asked for now", name, got)
		}
	}
	form := url.Values{"secret": {sealed}, "code": {code}, "password": {password}}
	if got := servertest.Post(t, site, "/curator/me/code", form, "Cookie", cookie).Code; got != http.StatusSeeOther || !hasCode(t, st, "王老师") {
		t.Fatalf("setting the code up: %d", got)
	}
	if got := servertest.Enter(t, site, "王老师", password, code).Code; got != http.StatusUnprocessableEntity {
		t.Errorf("the code that set it up signs in: %d", got)
	}
	for _, tt := range []struct {
		given string
		left  bool
	}{{"x", true}, {password, false}} {
		servertest.Post(t, site, "/curator/me/code/drop", url.Values{"password": {tt.given}}, "Cookie", cookie)
		if got := hasCode(t, st, "王老师"); got != tt.left {
			t.Errorf("after the password %q a code is asked for: %t", tt.given, got)
		}
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
	t.Parallel()
	st := servertest.SampleArchive(t)
	beijing := time.FixedZone("CST", 8*3600)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.Now = func() time.Time { return servertest.Noon().In(beijing) } })
	boss := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	for i := range 120 {
		if err := st.Record(t.Context(), corpus.Act{By: corpus.ActorResident, Verb: corpus.ActSubmit, Object: fmt.Sprintf("submission/%d", i), Detail: servertest.Nasty}); err != nil {
			t.Fatal(err)
		}
	}
	var seen []string
	for target := "/curator/audit"; target != ""; {
		p := servertest.CheckPage(t, servertest.Get(t, site, target, "Cookie", boss).Body.String())
		target = ""
		for _, row := range p.Classed("row") {
			seen = append(seen, servertest.Text(row))
		}
		if next := p.Classed("next"); len(next) == 1 {
			target = servertest.Attr(next[0], "href")
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
	rec := servertest.Post(t, site, "/curator/audit/verify", nil, "Cookie", boss)
	if said := servertest.Text(servertest.Parse(t, rec.Body.String()).Classed("notice")[0]); !strings.Contains(said, head) || !strings.Contains(said, fmt.Sprint(n)) {
		t.Errorf("verified: %s; want %d acts and %s", said, n, head)
	}
}

// The log is narrowed by person, act and day of the residents, and stays
// narrowed from page to page.
func TestAuditIsNarrowed(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	beijing := time.FixedZone("CST", 8*3600)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.Now = func() time.Time { return time.Now().In(beijing) } })
	boss := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	for range 60 {
		if err := st.Record(t.Context(), corpus.Act{By: corpus.ActorResident, Verb: corpus.ActSubmit, Object: "submission/1"}); err != nil {
			t.Fatal(err)
		}
	}
	today := time.Now().In(beijing).Format(time.DateOnly)
	for query, want := range map[string]int{"by=@resident&verb=submit&day=" + today: 60, "by=管理员": 1, "verb=erase": 0, "day=2020-01-01": 0, "by=没有这个人&verb=submit": 60} {
		rows, target := 0, "/curator/audit?"+query
		for target != "" {
			p := servertest.CheckPage(t, servertest.Get(t, site, target, "Cookie", boss).Body.String())
			rows, target = rows+len(p.Classed("row")), ""
			if next := p.Classed("next"); len(next) == 1 {
				target = servertest.Attr(next[0], "href")
			}
		}
		if rows != want {
			t.Errorf("%s: %d acts; want %d", query, rows, want)
		}
	}
}

func TestAddressesAfterSigningInStayOnTheSite(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	cookie := servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
	for next, want := range map[string]string{"https://evil.example/": "/curator", "/curator/me?a=1": "/curator/me?a=1"} {
		rec := servertest.Get(t, site, "/curator/sign-in?next="+url.QueryEscape(next), "Cookie", cookie)
		if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != want {
			t.Errorf("next=%s: %d to %q", next, rec.Code, rec.Header().Get("Location"))
		}
	}
	if rec := servertest.Get(t, site, "/curator/me?a=/b"); rec.Header().Get("Location") != "/curator/sign-in?next=%2Fcurator%2Fme%3Fa%3D%2Fb" {
		t.Errorf("a visitor is sent to %q", rec.Header().Get("Location"))
	}
}
