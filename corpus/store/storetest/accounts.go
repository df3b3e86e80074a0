package storetest

import (
	"sync"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

func addAccount(t testing.TB, s *store.Store, name string, role corpus.Role) corpus.Account {
	t.Helper()
	a, err := s.AddAccount(t.Context(), corpus.ActorCommand, name, role)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func testNamesAreGivenOutOnce(t *testing.T, empty Empty) {
	s := open(t, empty)
	a := addAccount(t, s, "Wang老师", corpus.RoleAdmin)
	addAccount(t, s, "李老师", corpus.RoleAdmin)
	if err := s.SetDisabled(t.Context(), corpus.ActorCommand, a.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddAccount(t.Context(), corpus.ActorCommand, "wang老师", corpus.RoleCurator); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("a name that was taken: %v", err)
	}
	if got, err := s.AccountNamed(t.Context(), "WANG老师"); err != nil || got.ID != a.ID || !got.Disabled || got.HasPassword {
		t.Errorf("%+v, %v", got, err)
	}
}

// Two administrators who shut each other out at the same moment do not leave
// the archive without one.
func testOneAdministratorStays(t *testing.T, empty Empty) {
	s := open(t, empty)
	admins := []corpus.Account{addAccount(t, s, "甲", corpus.RoleAdmin), addAccount(t, s, "乙", corpus.RoleAdmin)}
	addAccount(t, s, "丙", corpus.RoleCurator)
	errs := make([]error, 2)
	var all sync.WaitGroup
	for i, a := range admins {
		all.Go(func() {
			if i == 0 {
				errs[i] = s.SetDisabled(t.Context(), "乙", a.ID, true)
			} else {
				errs[i] = s.SetRole(t.Context(), "甲", a.ID, corpus.RoleCurator)
			}
		})
	}
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || corpus.CodeOf(errs[0])+corpus.CodeOf(errs[1]) != corpus.Conflict {
		t.Errorf("%v; %v", errs[0], errs[1])
	}
	if n, _, err := s.VerifyAudit(t.Context()); err != nil || n != 4 {
		t.Errorf("%d acts, %v; what was refused is no act", n, err)
	}
}

func testLinksEnd(t *testing.T, empty Empty) {
	archive := begin(t, empty)
	s := archive.open(t)
	a := addAccount(t, s, "王老师", corpus.RoleCurator)
	link := func() string {
		token, err := s.AddLink(t.Context(), corpus.ActorCommand, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	for name, end := range map[string]func(token string) error{
		"a day later": func(string) error {
			return archive.exec(t, "UPDATE account_links SET ends_at = ends_at - 86400000000")
		},
		"used":     func(token string) error { _, err := s.UseLink(t.Context(), token, "", "hash"); return err },
		"replaced": func(string) error { link(); return nil },
		"disabled": func(string) error { return s.SetDisabled(t.Context(), corpus.ActorCommand, a.ID, true) },
	} {
		if err := s.SetDisabled(t.Context(), corpus.ActorCommand, a.ID, false); err != nil {
			t.Fatal(err)
		}
		token := link()
		if got, err := s.Link(t.Context(), token); err != nil || got.ID != a.ID {
			t.Errorf("%s: at first %+v, %v", name, got, err)
		}
		if err := end(token); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := s.Link(t.Context(), token); corpus.CodeOf(err) != corpus.NotFound {
			t.Errorf("%s: the link still opens: %v", name, err)
		}
		if _, err := s.UseLink(t.Context(), token, "", "other"); corpus.CodeOf(err) != corpus.NotFound {
			t.Errorf("%s: the link can still be used: %v", name, err)
		}
	}
}

// Of two who use a link at once, one sets the password.
func testLinkIsUsedOnce(t *testing.T, empty Empty) {
	s := open(t, empty)
	token, err := s.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	errs := make([]error, 4)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() { _, errs[i] = s.UseLink(t.Context(), token, string(rune('甲'+i)), "hash") })
	}
	all.Wait()
	used := 0
	for _, err := range errs {
		if err == nil {
			used++
		} else if corpus.CodeOf(err) != corpus.NotFound {
			t.Error(err)
		}
	}
	if accounts, err := s.Accounts(t.Context()); used != 1 || err != nil || len(accounts) != 1 || !accounts[0].May(corpus.RoleAdmin) {
		t.Errorf("used %d times; accounts %+v, %v", used, accounts, err)
	}
}

// A session in use lives on; one left alone for a week does not.
func testSessionsGrowOld(t *testing.T, empty Empty) {
	archive := begin(t, empty)
	s := archive.open(t)
	addAccount(t, s, "王老师", corpus.RoleCurator)
	cred, err := s.Credentials(t.Context(), "王老师")
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.SignIn(t.Context(), cred, 0, "手机", "")
	if err != nil {
		t.Fatal(err)
	}
	for range 4 { // 24 days, a visit every six
		if err := archive.exec(t, "UPDATE sessions SET seen_at = seen_at - 518400000000, ends_at = ends_at - 518400000000"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SignedIn(t.Context(), token); err != nil {
			t.Fatalf("a session in use: %v", err)
		}
	}
	list, err := s.Sessions(t.Context(), cred.Account.ID, token)
	if err != nil || len(list) != 1 || !list[0].Current || list[0].Device != "手机" || len(list[0].Handle) != 16 {
		t.Errorf("%+v, %v", list, err)
	}
	if err := archive.exec(t, "UPDATE sessions SET ends_at = ends_at - 518400000000"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignedIn(t.Context(), token); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("after 30 days: %v", err)
	}
	if token, err = s.SignIn(t.Context(), cred, 0, "电脑", ""); err != nil {
		t.Fatal(err)
	}
	// Begun while the clock stood at 2100.
	if err := archive.exec(t, "UPDATE sessions SET created_at = created_at + 2300000000000000, seen_at = seen_at + 2300000000000000, ends_at = ends_at + 2300000000000000 WHERE device = '电脑'"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignedIn(t.Context(), token); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("a session of 2100: %v", err)
	}
	if _, err := s.SignIn(t.Context(), cred, 0, "电脑", ""); err != nil {
		t.Fatal(err)
	}
	if n, err := archive.number(t, "SELECT count(*) FROM sessions"); err != nil || n != 1 {
		t.Errorf("%d sessions are kept, %v; old ones go", n, err)
	}
}

func testProofsAndRecoveryCodes(t *testing.T, empty Empty) {
	s := open(t, empty)
	addAccount(t, s, "王老师", corpus.RoleCurator)
	cred, err := s.Credentials(t.Context(), "王老师")
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.SignIn(t.Context(), cred, 0, "手机", "")
	if err == nil {
		err = s.Prove(t.Context(), token)
	}
	if ok, provedErr := s.Proved(t.Context(), token); err != nil || provedErr != nil || !ok {
		t.Errorf("proved %v, %v, %v", ok, err, provedErr)
	}
	if ok, err := s.Proved(t.Context(), "another"); err != nil || ok {
		t.Errorf("another session is proved: %v, %v", ok, err)
	}
	codes, err := s.NewRecoveryCodes(t.Context(), cred.Account.Actor(), cred.Account.ID)
	if err != nil || len(codes) != 10 {
		t.Fatalf("%v, %v", codes, err)
	}
	for _, c := range []struct {
		code string
		want bool
	}{{codes[0], true}, {codes[0], false}, {"nothing", false}, {codes[9], true}} {
		if used, err := s.UseRecoveryCode(t.Context(), cred.Account.ID, c.code); err != nil || used != c.want {
			t.Errorf("%s: %v, %v", c.code, used, err)
		}
	}
}
