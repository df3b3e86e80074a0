package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

func TestListOnPaperHasItsPoemsWhole(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	list := servertest.Parse(t, servertest.Get(t, site, "/forms/七绝").Body.String())
	address := ""
	for _, a := range list.All("a") {
		if strings.HasPrefix(servertest.Attr(a, "href"), "/paper") {
			address = servertest.Attr(a, "href")
		}
	}
	var want []string
	for _, p := range servertest.PublishedPoems(t, st) {
		if p.Form == "七绝" {
			want = append(want, p.Title)
		}
	}
	p := servertest.CheckPage(t, servertest.Get(t, site, address, "Cookie", "shiyun_view=pinyin=all").Body.String())
	sheets := p.Classed("on-paper")
	if len(sheets) != len(want) || len(sheets) == 0 {
		t.Fatalf("%d poems on paper at %q, want %d", len(sheets), address, len(want))
	}
	for i, sheet := range sheets {
		if !strings.HasPrefix(strings.TrimSpace(servertest.Text(sheet)), want[i]) {
			t.Errorf("poem %d begins %.20q, want %s", i, servertest.Text(sheet), want[i])
		}
	}
	if len(p.All("rt")) < 20*len(sheets) {
		t.Errorf("%d readings over %d poems of 28 characters", len(p.All("rt")), len(sheets))
	}
}

func TestWithdrawnPoemsAreNotOnPaper(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	p, err := st.Published(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, p.ID, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if body := servertest.Get(t, site, "/paper?form="+string(p.Form)).Body.String(); strings.Contains(body, p.Title) {
		t.Errorf("%s is on paper", p.Title)
	}
}

// titlesOnPaper are the titles of the poems of a list on paper.
func titlesOnPaper(p servertest.Page) []string {
	var titles []string
	for _, n := range p.Classed("poem-title") {
		titles = append(titles, servertest.Text(n))
	}
	return titles
}

// paperLink is the address a page has of its list on paper.
func paperLink(t *testing.T, p servertest.Page) string {
	t.Helper()
	for _, a := range p.All("a") {
		if strings.Contains(servertest.Attr(a, "href"), "/paper?") {
			return servertest.Attr(a, "href")
		}
	}
	t.Fatal("no way to paper")
	return ""
}

func TestPaperKeepsTheOrderOfTheScreen(t *testing.T) {
	t.Parallel()
	poems := []corpus.Draft{servertest.Draft("1", "望月亭", "楚凤散人", "湖灯一点傍疏桥。"), servertest.Draft("2", "次韵楚凤散人望月亭", "汀兰", "手抄新句过秋桥。"),
		servertest.Draft("3", "安步", "石上松", "旧凳原来是断桥。"), servertest.Draft("4", "种豆", "菜篮子", "豆角爬满架。")}
	for i := range poems {
		poems[i].Collections = &[]string{"甲集"}
		poems[i].Form = servertest.Ptr(corpus.Form("新诗"))
	}
	poems[2].Form = servertest.Ptr(corpus.Form("七绝"))
	w := servertest.NewIndexedSite(t, poems...)
	w.Post("/curator/collections/1/move", "/curator/collections/1#p3", "poem", "3", "to", "1")
	w.Await()
	for target, want := range map[string]string{
		"/collections/1":                 "安步 望月亭 次韵楚凤散人望月亭 种豆",
		"/search?q=桥&sort=title":         "安步 望月亭 次韵楚凤散人望月亭",
		"/search?q=桥&sort=newest":        "安步 次韵楚凤散人望月亭 望月亭",
		"/search?q=桥&form=新诗&sort=title": "望月亭 次韵楚凤散人望月亭",
		"/search?form=七绝":                "安步",
		"/threads/1":                     "望月亭 次韵楚凤散人望月亭",
		"/forms/新诗":                      "望月亭 次韵楚凤散人望月亭 种豆",
	} {
		address := paperLink(t, servertest.Parse(t, w.Page(target)))
		if got := strings.Join(titlesOnPaper(servertest.CheckPage(t, w.Page(address))), " "); got != want {
			t.Errorf("%s at %s: %q, want %q", target, address, got, want)
		}
	}
}

// A list longer than a part comes whole, part by part, there and back.
func TestLongListsComeInParts(t *testing.T) {
	t.Parallel()
	var poems []corpus.Draft
	for i := range 130 {
		d := servertest.Draft(fmt.Sprint(i), fmt.Sprintf("第%03d首", i), "甲", "桥头一盏灯。")
		d.Form, d.Collections = servertest.Ptr(corpus.Form("新诗")), &[]string{"甲集"}
		poems = append(poems, d)
	}
	w := servertest.NewIndexedSite(t, poems...)
	for _, first := range []string{"/paper?form=新诗", "/paper?collection=1", "/search/paper?q=桥&sort=title"} {
		var there, back []string
		last := first
		for at := first; at != ""; at = relOf(w, at, "next") {
			there = append(there, titlesOnPaper(servertest.CheckPage(t, w.Page(at)))...)
			last = at
		}
		for at := last; at != ""; at = relOf(w, at, "prev") {
			back = append(titlesOnPaper(servertest.Parse(t, w.Page(at))), back...)
		}
		if len(there) != 130 || !slices.IsSorted(there) || !slices.Equal(there, back) {
			t.Errorf("%s: %d poems there, %d back", first, len(there), len(back))
		}
	}
	if part := servertest.Text(servertest.Parse(t, w.Page("/paper?form=新诗&page=3")).Classed("lead")[0]); part != "第 121–130 首，共 130 首" {
		t.Errorf("the last part says %q", part)
	}
}

// relOf is where a page's link with a relation leads; "" for none.
func relOf(w *servertest.IndexedSite, target, rel string) string {
	for _, a := range servertest.Parse(w.T, w.Page(target)).All("a") {
		if slices.Contains(strings.Fields(servertest.Attr(a, "rel")), rel) {
			return servertest.Attr(a, "href")
		}
	}
	return ""
}
