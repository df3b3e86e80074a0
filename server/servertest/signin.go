package servertest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store"
)

// Password is long enough for an account.
const Password = "一句自己记得住的话"

// SignIn makes an account and signs it in, past the form; it returns the Cookie
// header of its browser.
func SignIn(t testing.TB, st *store.Store, name string, role corpus.Role) string {
	t.Helper()
	if _, err := st.AddAccount(t.Context(), corpus.ActorCommand, name, role); err != nil {
		t.Fatal(err)
	}
	return SignInAgain(t, st, name)
}

// SignInAgain signs in an account there is, on another device.
func SignInAgain(t testing.TB, st *store.Store, name string) string {
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

// AddAccount makes the account of a curator whose password is [Password] and "！".
func AddAccount(t testing.TB, st *store.Store, name string) corpus.Account {
	t.Helper()
	a, err := st.AddAccount(t.Context(), corpus.ActorCommand, name, corpus.RoleCurator)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := account.Hash(t.Context(), Password+"！")
	if err == nil {
		err = st.SetPassword(t.Context(), a.ID, hash)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Enter fills in the sign-in form and sends it.
func Enter(t testing.TB, h http.Handler, name, password, code string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return Post(t, h, "/curator/sign-in", url.Values{"name": {name}, "password": {password}, "code": {code}}, headers...)
}

// IsSignedIn reports whether the site takes the cookie for an account's.
func IsSignedIn(t testing.TB, h http.Handler, cookie string) bool {
	t.Helper()
	return Get(t, h, "/curator/me", "Cookie", cookie).Code == http.StatusOK
}
