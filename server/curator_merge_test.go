package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
)

// wantMoved holds an address to where it leads; "" for nowhere else.
func (v *volunteer) wantMoved(target, to string) {
	v.t.Helper()
	rec := get(v.t, v.site, target)
	if got := rec.Header().Get("Location"); got != to || to == "" && rec.Code != http.StatusOK {
		v.t.Errorf("%s: %d to %q, want %q", target, rec.Code, got, to)
	}
}

// Whoever merged two authors takes them apart again where they merged them.
func TestMergedAuthorsAreTakenApartByAClick(t *testing.T) {
	v := newVolunteer(t)
	importDrafts(t, v.store, true, draft("", "采荷", "汀兰", lotus), draft("", "看鹤", "老周", crane), draft("", "港", "周先生", "港口汽笛一声长。"))
	v.open("/curator/authors/3")
	v.press("先看看", map[string]string{"into": "老周"})
	v.press("合并", nil)
	if v.at != "/curator/authors/2?saved=1" {
		t.Fatalf("at %s", v.at)
	}
	v.says("“周先生”（第 3 位）并入了这一位")
	v.wantMoved("/authors/3", "/authors/2")
	v.press("撤销合并", nil)
	v.await(corpus.BatchUndone)
	v.says("合并作者", "已撤销")
	v.wantMoved("/authors/3", "")
	v.open("/curator/authors/2")
	if strings.Contains(v.rec.Body.String(), "撤销合并") {
		t.Error("it can be taken apart twice")
	}
	v.open("/curator/poems/3/history")
	v.says("第 1 批里改的", "第 2 批里改的")
}

func TestMergedPoemsAreTakenApartByAClick(t *testing.T) {
	v := newVolunteer(t)
	importDrafts(t, v.store, true, draft("", "采荷", "汀兰", lotus), draft("", "采荷二", "汀兰", lotusRevised))
	v.open("/curator/poems/2/merge?into=1")
	v.press("合并", nil)
	v.says("《采荷二》（第 2 首）并入了这一首")
	v.wantMoved("/poems/2", "/poems/1")
	v.press("撤销合并", nil)
	v.await(corpus.BatchUndone)
	v.wantMoved("/poems/2", "")
}

// An author without poems is merged and taken apart all the same.
func TestMergeOfNoPoemsIsTakenApart(t *testing.T) {
	v := newVolunteer(t)
	importDrafts(t, v.store, true, draft("", "采荷", "汀兰", lotus), draft("", "看鹤", "老周", crane))
	author := "老周"
	send(t, v.site, "/curator/poems/1", url.Values{"title": {"采荷"}, "author": {author}, "body": {lotus}, "revision": {"1"}, "act": {"save"}}, "Cookie", v.cookie)
	send(t, v.site, "/curator/authors/1/merge", url.Values{"into": {"2"}, "sure": {"1"}}, "Cookie", v.cookie)
	if _, err := v.store.Author(t.Context(), 1); corpus.CodeOf(err) != corpus.NotFound {
		t.Fatalf("not merged: %v", err)
	}
	batches, err := v.store.Batches(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	v.open(fmt.Sprintf("/curator/batches/%d/undo", batches[0].ID))
	v.open(fmt.Sprintf("/curator/batches/%d", batches[0].ID))
	v.says("撤销")
	v.open("/curator/authors/2")
	v.press("撤销合并", nil)
	v.await(corpus.BatchUndone)
	if a, err := v.store.Author(t.Context(), 1); err != nil || a.Name != "汀兰" {
		t.Errorf("%+v, %v", a, err)
	}
}
