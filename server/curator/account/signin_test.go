package account_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // the archive file, past the store
	"github.com/pquerna/otp/totp"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store"
	"shiyun/server"
	"shiyun/server/servertest"
)

const password = servertest.Password + "！"

func TestSigningIn(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	servertest.AddAccount(t, st, "Wang老师")
	off := servertest.AddAccount(t, st, "停用的人")
	if err := st.SetDisabled(t.Context(), corpus.ActorCommand, off.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := st.AddAccount(t.Context(), corpus.ActorCommand, "没有密码", corpus.RoleCurator); err != nil {
		t.Fatal(err)
	}
	var said string
	for name, tt := range map[string][2]string{
		"wrong password": {"Wang老师", password + "x"}, "no password": {"Wang老师", ""}, "a NUL in it": {"Wang老师", "x\x00y"},
		"unknown name": {"无此人", password}, "no name": {"", ""}, "an actor's name": {"@command", password}, "not UTF-8": {"\xff", password},
		"disabled": {"停用的人", password}, "link never used": {"没有密码", ""}, "somebody else's": {"停用的人", ""}, "very long": {strings.Repeat("长", 5000), strings.Repeat("x", 50_000)},
	} {
		rec := servertest.Enter(t, site, tt[0], tt[1], "")
		if rec.Code != http.StatusUnprocessableEntity && rec.Code != http.StatusBadRequest || servertest.CookieOf(rec, "shiyun") != "" {
			t.Errorf("%s: %d, %s", name, rec.Code, rec.Header().Get("Set-Cookie"))
		}
		if rec.Code == http.StatusUnprocessableEntity {
			now := servertest.Text(servertest.Parse(t, rec.Body.String()).Classed("notice")[0])
			if said != "" && said != now {
				t.Errorf("%s: says %q, others %q", name, now, said)
			}
			said = now
		}
	}
	if rec := servertest.Enter(t, site, "Wang老师", strings.Repeat("x", 1<<20), ""); rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a password of 1 MB: %d", rec.Code)
	}
	rec := servertest.Enter(t, site, " wang老师 ", password, "")
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/curator" || !servertest.IsSignedIn(t, site, servertest.CookieOf(rec, "shiyun")) {
		t.Fatalf("signing in: %d %v", rec.Code, rec.Header())
	}
	for _, c := range rec.Result().Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Secure || c.Domain != "" {
			t.Errorf("cookie %+v", c)
		}
	}
	if got := servertest.Verbs(t, st, 1); got != "sign_in" {
		t.Errorf("the audit log ends with %s", got)
	}
	out := servertest.Post(t, site, "/curator/sign-out", nil, "Cookie", servertest.CookieOf(rec, "shiyun"))
	if out.Code != http.StatusSeeOther || servertest.IsSignedIn(t, site, servertest.CookieOf(rec, "shiyun")) || servertest.CookieOf(out, "shiyun") != "" {
		t.Errorf("signing out: %d %v", out.Code, out.Header())
	}
	if got := servertest.Get(t, site, "/curator/sign-out", "Cookie", servertest.SignInAgain(t, st, "Wang老师")).Code; got != http.StatusMethodNotAllowed {
		t.Errorf("signing out by a link: %d", got)
	}
}

func TestCookiesAreSecureByHTTPS(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	servertest.AddAccount(t, st, "王老师")
	sites := map[string]*server.Server{
		"public address":  servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "https://shiyun.example" }),
		"a trusted proxy": servertest.NewSite(t, st, func(c *server.Config) { c.TrustedProxies = []string{"127.0.0.1"} }),
		"nothing":         servertest.NewSite(t, st),
	}
	for name, site := range sites {
		rec := servertest.Enter(t, site, "王老师", password, "", "X-Forwarded-Proto", "https")
		secure := name != "nothing"
		if (servertest.CookieOf(rec, "__Host-shiyun") != "") != secure || (servertest.CookieOf(rec, "shiyun") != "") == secure {
			t.Errorf("%s: %v", name, rec.Header()["Set-Cookie"])
		}
		if !secure {
			continue
		}
		cookie := servertest.CookieOf(rec, "__Host-shiyun")
		for sent, fine := range map[string]bool{cookie: true, strings.TrimPrefix(cookie, "__Host-"): false} {
			req := servertest.NewRequest("/curator/me", "127.0.0.1:1")
			req.Header.Set("X-Forwarded-Proto", "https")
			req.Header.Set("Cookie", sent)
			if got := servertest.Serve(site, req).Code; (got == http.StatusOK) != fine {
				t.Errorf("%s: cookie %.8s… is answered with %d", name, sent, got)
			}
		}
		for _, c := range rec.Result().Cookies() {
			if !c.Secure {
				t.Errorf("%s: cookie %s is not secure", name, c.Name)
			}
		}
	}
}

// A token that somebody planted before is worth nothing afterwards.
func TestSessionIsNewAfterSigningIn(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	servertest.AddAccount(t, st, "王老师")
	for name, planted := range map[string]string{"made up": "shiyun=planted", "the attacker's own": servertest.SignIn(t, st, "坏人", corpus.RoleCurator), "an earlier one": servertest.SignInAgain(t, st, "王老师")} {
		rec := servertest.Enter(t, site, "王老师", password, "", "Cookie", planted)
		if fresh := servertest.CookieOf(rec, "shiyun"); fresh == "" || fresh == planted || servertest.IsSignedIn(t, site, planted) || !servertest.IsSignedIn(t, site, fresh) {
			t.Errorf("%s: %d, cookie %q", name, rec.Code, fresh)
		}
	}
}

func TestAttemptsAreSlowedDownByAccount(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	now := servertest.Noon()
	site := servertest.NewSite(t, st, func(c *server.Config) { c.Now = func() time.Time { return now } })
	servertest.AddAccount(t, st, "王老师")
	known := servertest.CookieOf(servertest.Enter(t, site, "王老师", password, ""), "shiyun-device")
	for _, name := range []string{"王老师", "无此人"} {
		var all sync.WaitGroup
		var mu sync.Mutex
		looked := 0
		for i := range 30 { // at once, from everywhere; the machine itself is no exception
			all.Go(func() {
				req := httptest.NewRequest(http.MethodPost, "/curator/sign-in", strings.NewReader(url.Values{"name": {name}, "password": {"猜的密码，很长"}}.Encode()))
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.RemoteAddr = [2]string{fmt.Sprintf("198.51.100.%d:1", i), "127.0.0.1:1"}[i%2]
				if servertest.Serve(site, req).Code == http.StatusUnprocessableEntity {
					mu.Lock()
					looked++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if looked != 4 {
			t.Errorf("%s: %d attempts of 30 were looked at", name, looked)
		}
	}
	rec := servertest.Enter(t, site, "王老师", password, "")
	if rec.Code != http.StatusTooManyRequests || rec.Header().Get("Retry-After") != "1" {
		t.Errorf("the right password meanwhile: %d, again in %s s", rec.Code, rec.Header().Get("Retry-After"))
	}
	if rec := servertest.Enter(t, site, "王老师", "猜的密码，很长", "", "Cookie", known); rec.Code != http.StatusUnprocessableEntity {
		t.Errorf("on a device that is known: %d", rec.Code)
	}
	delay := time.Second
	for range 12 {
		now = now.Add(delay)
		if got := servertest.Enter(t, site, "王老师", "猜的密码，很长", "").Code; got != http.StatusUnprocessableEntity {
			t.Fatalf("after %v: %d", delay, got)
		}
		delay = min(2*delay, 15*time.Minute)
		now = now.Add(delay - time.Second)
		if got := servertest.Enter(t, site, "王老师", password, "").Code; got != http.StatusTooManyRequests {
			t.Fatalf("a second before %v are over: %d", delay, got)
		}
		now = now.Add(time.Second - delay)
	}
	now = now.Add(15 * time.Minute)
	if got := servertest.Enter(t, site, "王老师", password, "").Code; got != http.StatusSeeOther {
		t.Errorf("in the end: %d", got)
	}
	if got := servertest.Enter(t, site, "王老师", "猜的密码，很长", "").Code; got != http.StatusUnprocessableEntity {
		t.Errorf("and then counted anew: %d", got)
	}
}

func TestAttemptsAreLimitedByAddress(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.OpenStore(t))
	denied := 0
	for i := range 40 {
		req := httptest.NewRequest(http.MethodPost, "/curator/sign-in", strings.NewReader("name="+fmt.Sprint("n", i)))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.RemoteAddr = "203.0.113.9:1"
		if servertest.Serve(site, req).Code == http.StatusTooManyRequests {
			denied++
		}
	}
	if denied != 20 {
		t.Errorf("%d of 40 denied", denied)
	}
}

// Of two who use a code at once, one gets in.
func TestCodesCountOnce(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	a := servertest.AddAccount(t, st, "王老师")
	secret := account.NewSecret()
	if err := st.SetCode(t.Context(), a.Actor(), a.ID, secret, 0); err != nil {
		t.Fatal(err)
	}
	code, err := totp.GenerateCode(secret, servertest.Noon())
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]string{"none": "", "another": "000000"} {
		if got := servertest.Enter(t, site, "王老师", password, wrong).Code; got != http.StatusUnprocessableEntity {
			t.Errorf("code %s: %d", name, got)
		}
	}
	var all sync.WaitGroup
	results := make([]int, 2)
	for i := range results {
		all.Go(func() { results[i] = servertest.Enter(t, site, "王老师", password, code).Code })
	}
	all.Wait()
	if results[0]+results[1] != http.StatusSeeOther+http.StatusUnprocessableEntity {
		t.Errorf("the same code twice at once: %v", results)
	}
	if got := servertest.Enter(t, site, "王老师", password, code).Code; got != http.StatusUnprocessableEntity {
		t.Errorf("the same code again: %d", got)
	}
	if cred, err := st.Credentials(t.Context(), "王老师"); err != nil || cred.Secret != secret {
		t.Errorf("secret %q, %v", cred.Secret, err)
	}
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	site := servertest.NewSite(t, st)
	a := servertest.AddAccount(t, st, "王老师")
	for name, end := range map[string]func(asking string) error{
		"password changed":  func(string) error { return st.SetPassword(t.Context(), a.ID, mustHash(t)) },
		"disabled":          func(string) error { return st.SetDisabled(t.Context(), corpus.ActorCommand, a.ID, true) },
		"all ended":         func(string) error { return st.EndSessions(t.Context(), a.Actor(), a.ID, "") },
		"not used for long": func(string) error { return alter(dir, "UPDATE sessions SET seen_at = seen_at - 7*86400*1000000") },
		"begun long ago":    func(string) error { return alter(dir, "UPDATE sessions SET ends_at = ends_at - 30*86400*1000000") },
		"archive put back":  func(string) error { return alter(dir, "DELETE FROM sessions") },
		"signed out":        func(c string) error { return ok(servertest.Post(t, site, "/curator/sign-out", nil, "Cookie", c), 303) },
		"new password set": func(c string) error {
			return ok(servertest.Post(t, site, "/curator/me/password", url.Values{"old": {password}, "password": {password}, "again": {password}}, "Cookie", c), 303)
		},
		"ended from another": func(c string) error {
			return ok(servertest.Post(t, site, "/curator/me/sessions/"+other(t, site, servertest.SignInAgain(t, st, "王老师"))+"/end", nil, "Cookie", c), 303)
		},
	} {
		if err := st.SetDisabled(t.Context(), corpus.ActorCommand, a.ID, false); err != nil {
			t.Fatal(err)
		}
		if err := alter(dir, "DELETE FROM sessions"); err != nil {
			t.Fatal(err)
		}
		cookie := servertest.SignInAgain(t, st, "王老师")
		if !servertest.IsSignedIn(t, site, cookie) {
			t.Fatalf("%s: not signed in at first", name)
		}
		asking := cookie
		if name == "ended from another" {
			asking = servertest.SignInAgain(t, st, "王老师")
		}
		if err := end(asking); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if servertest.IsSignedIn(t, site, cookie) {
			t.Errorf("%s: still signed in", name)
		}
	}
}

func mustHash(t *testing.T) string {
	t.Helper()
	hash, err := account.Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func alter(dir, statement string) error {
	db, err := sql.Open("sqlite3", "file:"+dir+"/archive.db?_busy_timeout=5000")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}

func ok(rec *httptest.ResponseRecorder, want int) error {
	if rec.Code != want {
		return fmt.Errorf("%d, want %d: %s", rec.Code, want, rec.Body)
	}
	return nil
}

// other is the handle of the session that has been there longest.
func other(t *testing.T, site http.Handler, cookie string) string {
	t.Helper()
	found := ""
	for _, form := range servertest.Parse(t, servertest.Get(t, site, "/curator/me", "Cookie", cookie).Body.String()).All("form") {
		if handle, is := strings.CutPrefix(servertest.Attr(form, "action"), "/curator/me/sessions/"); is && handle != "end" {
			found, _ = strings.CutSuffix(handle, "/end")
		}
	}
	if found == "" {
		t.Fatal("no other session is shown")
	}
	return found
}
