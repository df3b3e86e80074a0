package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store"
)

const goodPassword = "一句自己记得住的话"

// signedIn makes an account and signs it in, past the form; the result is the
// Cookie header of its browser.
func signedIn(t testing.TB, st *store.Store, name string, role corpus.Role) string {
	t.Helper()
	if _, err := st.AddAccount(t.Context(), corpus.ActorCommand, name, role); err != nil {
		t.Fatal(err)
	}
	return signInAgain(t, st, name)
}

func signInAgain(t testing.TB, st *store.Store, name string) string {
	t.Helper()
	cred, err := st.Credentials(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	token, err := st.SignIn(t.Context(), cred, 0, "测试的设备", "")
	if err != nil {
		t.Fatal(err)
	}
	return "shiyun=" + token
}

// withPassword makes an account that can sign in with goodPassword and more.
func withPassword(t testing.TB, st *store.Store, name string) corpus.Account {
	t.Helper()
	a, err := st.AddAccount(t.Context(), corpus.ActorCommand, name, corpus.RoleCurator)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := account.Hash(t.Context(), goodPassword+"！")
	if err == nil {
		err = st.SetPassword(t.Context(), a.ID, hash)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// send posts a form as a browser on the site's own page does.
func send(t testing.TB, h http.Handler, target string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, target, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.RemoteAddr = "127.0.0.1:1" // the machine itself: attempts are counted by account alone
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return serve(h, req)
}

// enter fills in the sign-in form.
func enter(t testing.TB, h http.Handler, name, password, code string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return send(t, h, "/curator/sign-in", url.Values{"name": {name}, "password": {password}, "code": {code}}, headers...)
}

// cookieOf is the Cookie header of a browser that got this answer.
func cookieOf(rec *httptest.ResponseRecorder, name string) string {
	for _, c := range rec.Result().Cookies() {
		if c.Name == name && c.Value != "" && c.MaxAge >= 0 {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// knows tells whether the site takes the cookie for somebody signed in.
func knows(t testing.TB, h http.Handler, cookie string) bool {
	t.Helper()
	return get(t, h, "/curator/me", "Cookie", cookie).Code == http.StatusOK
}

// verbs are those of the last acts of the audit log, oldest first.
func verbs(t testing.TB, st *store.Store, n int) string {
	t.Helper()
	acts, err := st.Acts(context.WithoutCancel(t.Context()), 0, n)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for i := len(acts) - 1; i >= 0; i-- {
		list = append(list, string(acts[i].Verb))
	}
	return strings.Join(list, " ")
}
