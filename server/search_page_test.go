package server_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server"
)

// fixed answers every search with the same result.
type fixed struct {
	result search.Result
	err    error
	asked  search.Request
}

func (f *fixed) Search(_ context.Context, req search.Request) (search.Result, error) {
	f.asked = req
	return f.result, f.err
}

func (f *fixed) Suggest(context.Context, string, int) ([]search.Suggestion, error) {
	return []search.Suggestion{
		{Kind: "title", Text: "公开", URL: "/poems/1"}, {Kind: "line", Text: "已撤", URL: "/poems/2#L1"},
		{Kind: "title", Text: "待审", URL: "/poems/3"}, {Kind: "author", Text: "作者", URL: "/authors/1"},
	}, f.err
}

func with(s server.Searcher) func(*server.Config) {
	return func(c *server.Config) { c.Search = s }
}

func TestSearchPage(t *testing.T) {
	long := strings.Repeat("长", 300) + "秋水" + strings.Repeat("短", 300)
	f := &fixed{result: search.Result{Query: "秋水", Total: 43, Partial: true, Notice: "搜索词太长，已截短。", Cursor: "next page", Hits: []search.Hit{
		{ID: 1, Title: "秋水篇", TitleMarks: search.Marks{{0, 2}}, Author: "楚凤散人", AuthorID: 1, Match: search.MatchExact,
			Lines: []search.Line{{N: 1, Text: "一湖秋水", Marks: search.Marks{{2, 4}, {3, 99}, {-5, 1}}}, {N: 2, Text: long, Marks: search.Marks{{300, 302}}}}},
		{ID: 4, Title: "繁", Author: "甲", AuthorID: 1, Match: search.MatchFolded, Opening: []string{"开头"}},
		{ID: 5, Title: "音", Author: "甲", AuthorID: 1, Match: search.MatchSound},
		{ID: 6, Title: "近", Author: "甲", AuthorID: 1, Match: search.MatchNear},
	}, Facets: search.Facets{
		Form:   []search.FacetValue{{Value: "词", Count: 9}, {Value: "曲", Count: 1}},
		Author: []search.FacetValue{{Value: "楚凤散人", ID: 1, Count: 9}, {Value: "甲", ID: 2, Count: 1}},
		Year:   []search.FacetValue{{Value: "2021", Count: 2}, {Value: "2020", Count: 1}},
	}}}
	site := newSite(t, archive(t), with(f))
	p := checkPage(t, get(t, site, "/search?q=+秋水+&form=词&place=1&sort=date&cursor=abc").Body.String())
	if want := (search.Request{Query: "秋水", Limit: 20, Cursor: "abc", Sort: search.SortDate, Form: "词", Place: "1"}); f.asked != want {
		t.Errorf("asked %+v, want %+v", f.asked, want)
	}
	body := text(p.Node)
	for _, want := range []string{"找到 43 首", "搜索词太长，已截短。", "索引正在更新", "简繁异体", "读音相近", "近似", "开头", "2021 年"} {
		if !strings.Contains(body, want) {
			t.Errorf("page does not say %q", want)
		}
	}
	var marks []string
	for _, n := range p.all("mark") {
		marks = append(marks, text(n))
	}
	if got := strings.Join(marks, "|"); got != "秋水|秋水|秋水" {
		t.Errorf("marked %s", got)
	}
	if strings.Contains(body, strings.Repeat("长", 100)) {
		t.Error("a paragraph is shown whole")
	}
	links := map[string]bool{}
	for _, n := range p.all("a") {
		links[attr(n, "href")] = true
	}
	for _, want := range []string{
		"/search?cursor=next+page&form=词&place=1&q=秋水&sort=date", // next page
		"/search?author=1&form=词&place=1&q=秋水&sort=date",         // a filter more
		"/search?place=1&q=秋水&sort=date",                         // a filter less
		"/search?form=词&place=1&q=秋水&sort=title",                 // another order
		"/poems/1#L1",
	} {
		if !links[encoded(want)] {
			t.Errorf("no link to %s", want)
		}
	}
}

// encoded escapes the values of a readable address.
func encoded(address string) string {
	path, query, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		panic(err)
	}
	return path + "?" + values.Encode()
}

func TestNothingFoundHelps(t *testing.T) {
	site := newSite(t, archive(t))
	p := checkPage(t, get(t, site, "/search?q=没有这样的诗句&form=词").Body.String())
	if !strings.Contains(text(p.Node), "没有找到") {
		t.Error("page does not say that nothing was found")
	}
	links := map[string]bool{}
	for _, n := range p.all("a") {
		links[attr(n, "href")] = true
	}
	for _, want := range []string{encoded("/search?q=没有这样的诗句"), "/authors", "/today"} {
		if !links[want] {
			t.Errorf("no link to %s", want)
		}
	}
}

func TestListsGoOnToTheEnd(t *testing.T) {
	st := archive(t)
	site := newSite(t, st)
	_, total, err := st.ListPublished(t.Context(), store.Filter{Tag: "样例"}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	titles := 0
	for target := "/tags/" + url.PathEscape("样例"); target != ""; {
		p := checkPage(t, get(t, site, target).Body.String())
		titles += len(p.classed("card-title"))
		target = ""
		for _, n := range p.classed("next") {
			target = attr(n, "href")
		}
	}
	if titles != total {
		t.Errorf("%d poems on the pages, want %d", titles, total)
	}
}

func TestManyAuthorsAreShownByInitial(t *testing.T) {
	st := openStore(t)
	var drafts []corpus.Draft
	for i := range 500 {
		drafts = append(drafts, draft(fmt.Sprint(i), "题", fmt.Sprintf("张%d", i), fmt.Sprintf("诗%d", i)))
	}
	importDrafts(t, st, true, drafts...)
	site := newSite(t, st)
	if p := checkPage(t, get(t, site, "/authors").Body.String()); len(p.classed("names")) != 0 || len(p.classed("initials")) != 1 {
		t.Error("names are shown before an initial is chosen")
	}
	names := 0
	for target := "/authors?initial=Z"; target != ""; {
		p := checkPage(t, get(t, site, target).Body.String())
		for _, n := range p.classed("names") {
			names += strings.Count(text(n), "1 首")
		}
		target = ""
		for _, n := range p.classed("next") {
			target = attr(n, "href")
		}
	}
	if names != 500 {
		t.Errorf("%d names, want 500", names)
	}
}
