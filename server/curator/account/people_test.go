package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/erasure"
	"shiyun/server"
	"shiyun/server/servertest"
)

// Administrators see what the archive has of a person, take it along for them
// and erase it, with the password asked again and said twice.
func TestPersonIsErasedOnThePage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	title, name, text := "新荷", "丁砚耕", "一片新荷半池月影"
	if _, err := st.SubmitPoem(t.Context(), curation.Sent{Draft: corpus.Draft{Title: &title, Author: &name, Body: &text}, Token: "t", Contact: st.Secrets().Seal("13800005555")}); err != nil {
		t.Fatal(err)
	}
	var erased corpus.Person
	site := servertest.NewSite(t, st, func(c *server.Config) {
		c.EraseFiles = func(_ context.Context, p corpus.Person, left erasure.Needles) ([]string, error) {
			if erased = p; len(left) < 3 {
				t.Errorf("%d needles", len(left))
			}
			return []string{"uploads/7/0"}, nil
		}
	})
	for _, a := range []struct {
		name string
		role corpus.Role
	}{{"管理员", corpus.RoleAdmin}, {"王老师", corpus.RoleCurator}} {
		if id := servertest.AddAccount(t, st, a.name).ID; a.role == corpus.RoleAdmin {
			if err := st.SetRole(t.Context(), corpus.ActorCommand, id, a.role); err != nil {
				t.Fatal(err)
			}
		}
	}
	boss, teacher := servertest.SignInAgain(t, st, "管理员"), servertest.SignInAgain(t, st, "王老师")
	post := func(path, cookie string, form url.Values) (int, string) {
		rec := servertest.Post(t, site, path, form, "Cookie", cookie)
		if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
			servertest.CheckPage(t, rec.Body.String())
		}
		return rec.Code, rec.Body.String()
	}
	if code, _ := post("/curator/people", teacher, url.Values{"who": {name}}); code != http.StatusForbidden {
		t.Errorf("a curator: %d", code)
	}
	if code, body := post("/curator/people", boss, url.Values{"who": {"无此人甲"}}); code != http.StatusNotFound || !strings.Contains(body, "无此人甲") {
		t.Errorf("nobody: %d", code)
	}
	code, body := post("/curator/people", boss, url.Values{"who": {name}})
	if code != http.StatusOK || !strings.Contains(body, `action="/curator/people/erase"`) {
		t.Fatalf("found: %d %s", code, body)
	}
	if strings.Contains(body, "13800005555") {
		t.Error("a contact is shown")
	}
	number := url.Values{"who": {"1"}}
	forgetProof(t, dir)
	if code, body := post("/curator/people/export", boss, number); code != http.StatusForbidden || !strings.Contains(body, `name="proof"`) {
		t.Errorf("an export without the password: %d", code)
	}
	number.Set("proof", servertest.Password+"！")
	if code, body := post("/curator/people/export", boss, number); code != http.StatusOK || !strings.Contains(body, "13800005555") {
		t.Errorf("the export: %d %.200s", code, body)
	}
	number.Del("proof")
	if code, body := post("/curator/people/erase", boss, number); code != http.StatusUnprocessableEntity || !strings.Contains(body, "请先勾上") || erased.Author != 0 {
		t.Errorf("said once: %d, erased %d", code, erased.Author)
	}
	number.Set("confirm", "1")
	if code, body := post("/curator/people/erase", boss, number); code != http.StatusOK || !strings.Contains(body, "已经清除") || !strings.Contains(body, "uploads/7/0") || erased.Names[0] != name {
		t.Errorf("erased: %d %s", code, body)
	}
	if _, err := st.Person(t.Context(), name); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("the person is still there: %v", err)
	}
	if servertest.Get(t, servertest.NewSite(t, st, func(c *server.Config) { c.EraseFiles = nil }), "/curator/people", "Cookie", boss).Code != http.StatusNotFound {
		t.Error("a page where nothing can be erased")
	}
}
