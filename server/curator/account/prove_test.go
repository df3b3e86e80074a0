package account_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/server/servertest"
)

// An act that gives power asks for the password again a while after sign-in,
// and carries out what was asked for once it is given.
func TestPasswordIsAskedAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	site := servertest.NewSite(t, st)
	servertest.AddAccount(t, st, "管理员")
	if err := st.SetRole(t.Context(), corpus.ActorCommand, 1, corpus.RoleAdmin); err != nil {
		t.Fatal(err)
	}
	cookie := servertest.SignInAgain(t, st, "管理员")
	add := func(name, proof string) (int, string) {
		form := url.Values{"name": {name}, "role": {"curator"}}
		if proof != "" {
			form.Set("proof", proof)
		}
		rec := servertest.Post(t, site, "/curator/accounts", form, "Cookie", cookie)
		return rec.Code, rec.Body.String()
	}
	if code, _ := add("新来的", ""); code != http.StatusOK {
		t.Errorf("just signed in: %d", code)
	}
	forgetProof(t, dir)
	code, page := add("后来的", "")
	if code != http.StatusForbidden || !strings.Contains(page, `name="name" value="后来的"`) || !strings.Contains(page, `name="proof"`) {
		t.Errorf("a while later: %d %s", code, page)
	}
	servertest.CheckPage(t, page)
	if code, _ = add("后来的", "不是这一句话吧"); code != http.StatusForbidden {
		t.Errorf("a wrong password: %d", code)
	}
	if code, page = add("后来的", servertest.Password+"！"); code != http.StatusOK || !strings.Contains(page, "/curator/welcome/") {
		t.Errorf("the password: %d", code)
	}
	if code, _ = add("再来的", ""); code != http.StatusOK {
		t.Errorf("just given: %d", code)
	}
}

// forgetProof makes every session in the archive of dir twenty minutes old.
func forgetProof(t *testing.T, dir string) {
	t.Helper()
	d, err := db.Open(t.Context(), sqlite.In(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Write(t.Context(), "age", func(tx bun.Tx) error {
		_, err := tx.ExecContext(context.Background(), "UPDATE sessions SET created_at = created_at - 1200000000")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A form must come from a page of the same session.
func TestFormsHaveTheTokenOfTheSession(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	cookie, other := servertest.SignIn(t, st, "甲", corpus.RoleAdmin), servertest.SignIn(t, st, "乙", corpus.RoleAdmin)
	token := func(cookie string) string {
		found := regexp.MustCompile(`name="form_token" value="([^"]+)"`).FindAllStringSubmatch(servertest.Get(t, site, "/curator/me", "Cookie", cookie).Body.String(), -1)
		if len(found) < 2 {
			t.Fatal("the forms of a page have no token")
		}
		return found[0][1]
	}
	for _, tt := range []struct {
		name, token, site string
		want              int
	}{
		{"its own", token(cookie), "", http.StatusSeeOther}, {"of another session", token(other), "same-origin", http.StatusForbidden},
		{"made up", "AAAA", "same-origin", http.StatusForbidden}, {"none, and no word of where from", "", "", http.StatusBadRequest},
		{"none, from a page of ours", "", "same-origin", http.StatusSeeOther},
	} {
		form := url.Values{}
		if tt.token != "" {
			form.Set("form_token", tt.token)
		}
		headers := []string{"Cookie", cookie, "Sec-Fetch-Site", tt.site}
		if rec := servertest.Post(t, site, "/curator/me/sessions/end", form, headers...); rec.Code != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, rec.Code, tt.want)
		}
	}
}

// Whoever lost their phone signs in with one of ten codes, each once; an
// administrator can have everybody asked for a code.
func TestRecoveryCodesAndRequiredCodes(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	a := servertest.AddAccount(t, st, "王老师")
	if err := st.SetCode(t.Context(), a.Actor(), a.ID, account.NewSecret(), 1); err != nil {
		t.Fatal(err)
	}
	codes, err := st.NewRecoveryCodes(t.Context(), a.Actor(), a.ID)
	if err != nil || len(codes) != 10 {
		t.Fatalf("%v, %v", codes, err)
	}
	for _, tt := range []struct {
		code string
		want int
	}{{"aaaa-bbbb-cccc-dddd", http.StatusUnprocessableEntity}, {strings.ToUpper(codes[3]), http.StatusSeeOther}, {codes[3], http.StatusUnprocessableEntity}} {
		if rec := servertest.Enter(t, site, "王老师", servertest.Password+"！", tt.code); rec.Code != tt.want {
			t.Errorf("code %s: %d, want %d", tt.code, rec.Code, tt.want)
		}
	}
	admin := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	if rec := servertest.Post(t, site, "/curator/accounts/require-codes", url.Values{"required": {"1"}}, "Cookie", admin); rec.Code != http.StatusSeeOther {
		t.Fatalf("requiring: %d", rec.Code)
	}
	if rec := servertest.Get(t, site, "/curator/poems", "Cookie", admin); rec.Header().Get("Location") != "/curator/me/code" {
		t.Errorf("without a code: %d %s", rec.Code, rec.Header().Get("Location"))
	}
	if rec := servertest.Get(t, site, "/curator/me/code", "Cookie", admin); rec.Code != http.StatusOK {
		t.Errorf("setting it up: %d", rec.Code)
	}
}
