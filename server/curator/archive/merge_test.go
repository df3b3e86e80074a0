package archive_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

const (
	lotus        = "荷叶田田照晚塘，清风送我满身香。"
	lotusRevised = "荷叶田田映晚塘，清风送我满身香。"
	crane        = "白鹤飞来又飞去，青山依旧对斜阳。"
)

// wantMoved holds an address to where it leads; "" for nowhere else.
func wantMoved(v *servertest.Curator, target, to string) {
	v.T.Helper()
	rec := servertest.Get(v.T, v.Site, target)
	if got := rec.Header().Get("Location"); got != to || to == "" && rec.Code != http.StatusOK {
		v.T.Errorf("%s: %d to %q, want %q", target, rec.Code, got, to)
	}
}

// Whoever merged two authors takes them apart again where they merged them.
func TestMergedAuthorsAreTakenApartByAClick(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus), servertest.Draft("", "看鹤", "老周", crane), servertest.Draft("", "港", "周先生", "港口汽笛一声长。"))
	v.Open("/curator/authors/3")
	v.Press("先看看", map[string]string{"into": "老周"})
	v.Press("合并", nil)
	if v.At != "/curator/authors/2?saved=1" {
		t.Fatalf("at %s", v.At)
	}
	v.WantText("“周先生”（第 3 位）并入了这一位")
	wantMoved(v, "/authors/3", "/authors/2")
	v.Press("撤销合并", nil)
	v.Await(corpus.BatchUndone)
	v.WantText("合并作者", "已撤销")
	wantMoved(v, "/authors/3", "")
	v.Open("/curator/authors/2")
	if strings.Contains(v.Answer.Body.String(), "撤销合并") {
		t.Error("it can be taken apart twice")
	}
	v.Open("/curator/poems/3/history")
	v.WantText("第 1 批里改的", "第 2 批里改的")
}

func TestMergedPoemsAreTakenApartByAClick(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus), servertest.Draft("", "采荷二", "汀兰", lotusRevised))
	v.Open("/curator/poems/2/merge?into=1")
	v.Press("合并", nil)
	v.WantText("《采荷二》（第 2 首）并入了这一首")
	wantMoved(v, "/poems/2", "/poems/1")
	v.Press("撤销合并", nil)
	v.Await(corpus.BatchUndone)
	wantMoved(v, "/poems/2", "")
}

// An author without poems is merged and taken apart all the same.
func TestMergeOfNoPoemsIsTakenApart(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus), servertest.Draft("", "看鹤", "老周", crane))
	author := "老周"
	servertest.Post(t, v.Site, "/curator/poems/1", url.Values{"title": {"采荷"}, "author": {author}, "body": {lotus}, "revision": {"1"}, "act": {"save"}}, "Cookie", v.Cookie)
	servertest.Post(t, v.Site, "/curator/authors/1/merge", url.Values{"into": {"2"}, "sure": {"1"}}, "Cookie", v.Cookie)
	if _, err := v.Store.Author(t.Context(), 1); corpus.CodeOf(err) != corpus.NotFound {
		t.Fatalf("not merged: %v", err)
	}
	batches, err := v.Store.Batches(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	v.Open(fmt.Sprintf("/curator/batches/%d/undo", batches[0].ID))
	v.Open(fmt.Sprintf("/curator/batches/%d", batches[0].ID))
	v.WantText("撤销")
	v.Open("/curator/authors/2")
	v.Press("撤销合并", nil)
	v.Await(corpus.BatchUndone)
	if a, err := v.Store.Author(t.Context(), 1); err != nil || a.Name != "汀兰" {
		t.Errorf("%+v, %v", a, err)
	}
}

// An author whose name another has in the other script is proposed for merging
// on both pages.
func TestNamesakesAreMergedByAClick(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "刘克庄", lotus), servertest.Draft("", "看鹤", "劉克莊", crane), servertest.Draft("", "港", "老周", "港口汽笛一声长。"))
	v.Open("/curator/authors/3")
	if strings.Contains(v.Answer.Body.String(), "名字相近") {
		t.Error("老周 is like nobody")
	}
	v.Open("/curator/authors/2")
	v.WantText("名字相近", "刘克庄")
	v.Press("并入“刘克庄”", nil)
	v.Press("合并", nil)
	if v.At != "/curator/authors/1?saved=1" {
		t.Fatalf("at %s", v.At)
	}
	wantMoved(v, "/authors/2", "/authors/1")
}
