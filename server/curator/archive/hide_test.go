package archive_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// What was changed at a person's request is taken away by a curator and given
// back by an administrator alone.
func TestRevisionIsHidden(t *testing.T) {
	t.Parallel()
	st, site := servertest.SiteOf(t, servertest.Draft("", "访邻", "汀兰", "住在三栋的王阿婆"))
	body := "住在隔壁的阿婆"
	if _, err := st.Revise(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, 1, corpus.Draft{Body: &body}); err != nil {
		t.Fatal(err)
	}
	curator, admin := servertest.SignIn(t, st, "整理者", corpus.RoleCurator), servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	act := func(cookie, path, number string, want int) string {
		t.Helper()
		rec := servertest.Post(t, site, "/curator/poems/1/"+path, url.Values{"number": {number}}, "Cookie", cookie)
		if rec.Code != want {
			t.Errorf("%s %s: %d, want %d", path, number, rec.Code, want)
		}
		return rec.Body.String()
	}
	public := func() string { return servertest.Get(t, site, "/poems/1/history").Body.String() }
	if !strings.Contains(public(), "三栋") {
		t.Fatal("the test shows nothing: the revision is not there")
	}
	if page := act(curator, "hide", "2", http.StatusConflict); !strings.Contains(page, "就是大家现在读到的") {
		t.Errorf("the one everybody reads: %s", page)
	}
	act(curator, "hide", "1", http.StatusSeeOther)
	if page := public(); strings.Contains(page, "三栋") || !strings.Contains(page, "此处一版不公开") {
		t.Errorf("readers see %s", page)
	}
	if page := servertest.Get(t, site, "/curator/poems/1/compare", "Cookie", curator).Body.String(); !strings.Contains(page, "三栋") {
		t.Errorf("curators see %s", page)
	}
	act(curator, "restore", "1", http.StatusConflict)
	act(curator, "show", "1", http.StatusForbidden)
	act(admin, "show", "1", http.StatusSeeOther)
	if !strings.Contains(public(), "三栋") {
		t.Error("it does not come back")
	}
}
