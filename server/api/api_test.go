package api_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/server"
	"shiyun/server/servertest"
)

// decode reads a JSON answer into maps, as a program without our types would.
func TestPoemJSON(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example/" })
	got := servertest.JSON(t, site, "/api/v1/poems/1")
	want := map[string]any{
		"id": 1.0, "ref": "T-1", "title": "鹧鸪天·雨后", "author": "楚凤散人", "author_id": 1.0, "preface": "",
		"body": "一湖秋水，半岸芦花。\n\n两行雁字，一叶扁舟。",
		"lines": []any{
			map[string]any{"n": 1.0, "stanza": 1.0, "text": "一湖秋水，半岸芦花。"},
			map[string]any{"n": 2.0, "stanza": 2.0, "text": "两行雁字，一叶扁舟。"},
		},
		"note": "自注一句。", "form": "词", "tune": "鹧鸪天", "place": "东亭社区/听荷亭", "place_id": 2.0, "date": "2021年重阳",
		"date_precision": "lunar", "year": 2021.0, "tags": []any{"秋", "茶/酒"},
		"collections": []any{map[string]any{"id": 1.0, "name": "甲集"}},
		"source":      "", "revision": 1.0, "url": "https://shiyun.example/poems/1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("poem (-want +got):\n%s", diff)
	}
	if body := servertest.Get(t, site, "/api/v1/poems/4").Body.String(); !strings.Contains(body, `"title":"<script>alert(1)</script>\"'&{{.}}`) {
		t.Errorf("verse does not come out as it went in: %s", body)
	}
}

// No list is null anywhere, with and without hits.
func TestListsAreNeverNull(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, target := range []string{"/api/v1/search?q=秋", "/api/v1/search?q=没有这样的诗句", "/api/v1/search", "/api/v1/suggest", "/api/v1/suggest?q=没有",
		"/api/v1/poems/4", "/api/v1/poems?author=没有这个人", "/api/v1/authors?initial=Q", "/api/v1/poems?limit=3"} {
		if body := servertest.Get(t, site, target).Body.String(); strings.Contains(body, "null") {
			t.Errorf("%s: %s", target, body)
		}
	}
}

func TestPoemsAreListedInPages(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	var ids []float64
	for cursor := ""; ; {
		v := servertest.JSON(t, site, "/api/v1/poems?limit=50&cursor="+url.QueryEscape(cursor))
		for _, p := range v["poems"].([]any) {
			ids = append(ids, p.(map[string]any)["id"].(float64))
		}
		if cursor = v["cursor"].(string); cursor == "" {
			if int(v["total"].(float64)) != len(ids) {
				t.Errorf("%d poems, total says %v", len(ids), v["total"])
			}
			break
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) || slices.Contains(ids, 2) || slices.Contains(ids, 3) {
		t.Errorf("ids %v", ids)
	}
}

func TestPoemsAreNarrowed(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for query, want := range map[string]int{
		"author=楚凤散人&form=词&tag=秋&year=2021": 1, "author=1&place=2&form=宋词&tag=秋": 1, "place=听荷亭&tag=茶/酒": 1,
		"author=没有这个人": 0, "place=没有这里": 0, "form=没有这种": 0, "tag=没有": 0, "year=1911": 0, "author=3": 0, "author=999999": 0,
	} {
		if got := servertest.JSON(t, site, "/api/v1/poems?"+query)["total"]; got != float64(want) {
			t.Errorf("%s: %v poems, want %d", query, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for limit, want := range map[string]int{"": 20, "abc": 20, "99999999999999999999": 20, "0": 1, "-5": 1, "7": 7, "1000": 100} {
		v := servertest.JSON(t, site, "/api/v1/poems?limit="+limit)
		if got := len(v["poems"].([]any)); got != want {
			t.Errorf("limit %q: %d poems, want %d", limit, got, want)
		}
		if got := len(servertest.JSON(t, site, "/api/v1/search?q=，&limit="+limit)["hits"].([]any)); got != want {
			t.Errorf("limit %q: %d hits, want %d", limit, got, want)
		}
	}
}

func TestSearchJSON(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	v := servertest.JSON(t, site, "/api/v1/search?q=秋水&author=1")
	hit := v["hits"].([]any)[0].(map[string]any)
	want := map[string]any{
		"id": 1.0, "ref": "T-1", "title": "鹧鸪天·雨后", "title_marks": []any{}, "author": "楚凤散人", "author_id": 1.0, "author_marks": []any{},
		"form": "词", "match": "exact", "opening": []any{"两行雁字，一叶扁舟。"}, "tags": []any{"秋", "茶/酒"},
		"lines": []any{map[string]any{"n": 1.0, "text": "一湖秋水，半岸芦花。", "marks": []any{[]any{2.0, 4.0}}}},
	}
	if diff := cmp.Diff(want, hit); diff != "" {
		t.Errorf("hit (-want +got):\n%s", diff)
	}
	if v["query"] != "秋水" || v["total"] != 1.0 || v["partial"] != false || v["cursor"] != "" {
		t.Errorf("result %v", v)
	}
}

func TestProblemJSON(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	rec := servertest.Get(t, site, "/api/v1/poems/2")
	var got map[string]any
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"type": "about:blank", "title": "这首诗已撤回", "status": 410.0, "code": "gone",
		"detail": "这首诗已应作者或整理者的要求撤回", "request_id": rec.Header().Get("X-Request-Id")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
}

func TestAuthorsJSON(t *testing.T) {
	v := servertest.JSON(t, servertest.NewSite(t, servertest.SampleArchive(t)), "/api/v1/authors?initial=C")
	if got := fmt.Sprint(v["total"]); got == "0" {
		t.Error("no authors under C")
	}
	for _, a := range v["authors"].([]any) {
		if a := a.(map[string]any); a["initial"] != "C" || a["poems"].(float64) < 1 || a["url"] != fmt.Sprintf("/authors/%v", a["id"]) {
			t.Errorf("author %v", a)
		}
	}
}

// What is suggested leads to its page, or to the search for it.
func TestSuggestionsLeadToTheirPages(t *testing.T) {
	t.Parallel()
	tune, place := "鹧鸪天", "东亭社区/听荷亭"
	d := servertest.Draft("T-1", "鹧鸪天·雨后", "楚凤散人", "一湖秋水，半岸芦花。")
	d.Tune, d.Place, d.Tags, d.Collections = &tune, &place, &[]string{"抗洪"}, &[]string{"甲集"}
	w := servertest.NewIndexedSite(t, d)
	servertest.SaveStone(t, w.Store, corpus.Stone{Code: "t3", Name: "镇水石", Text: "半岸芦花"})
	w.Await()
	for typed, want := range map[string]string{
		"东亭": "/places/1", "抗": "/tags/抗洪", "鹧鸪": "/tunes/鹧鸪天", "甲": "/collections/1", "镇": "/s/t3", "t3": "/s/t3",
		"楚凤散人的鹧": "/search?q=楚凤散人的鹧鸪天", "秋": "/search?q=秋",
	} {
		first := servertest.JSON(t, w.Site, "/api/v1/suggest?q="+url.QueryEscape(typed))["suggestions"].([]any)[0].(map[string]any)
		if got, _ := url.PathUnescape(first["url"].(string)); got != want {
			t.Errorf("%s: %v leads to %s, want %s", typed, first, got, want)
		}
	}
}
