package results_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
	"shiyun/server/paths"
	"shiyun/server/servertest"
)

func TestSearchPage(t *testing.T) {
	long := strings.Repeat("长", 300) + "秋水" + strings.Repeat("短", 300)
	f := &servertest.FixedSearcher{Result: search.Result{Query: "秋水", Total: 43, Partial: true, Notice: corpus.NewMessage("query.cut", search.MaxQuery), Cursor: "next page", Hits: []search.Hit{
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
	site := servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(f))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/search?q=+秋水+&form=词&place=1&sort=date&cursor=abc").Body.String())
	if want := (search.Request{Query: "秋水", Limit: 20, Cursor: "abc", Sort: search.SortDate, Form: "词", Place: "1"}); f.Asked != want {
		t.Errorf("asked %+v, want %+v", f.Asked, want)
	}
	body := servertest.Text(p.Node)
	for _, want := range []string{"找到 43 首", "文字太长，只看前 2000 个字", "索引正在更新", "简繁异体", "读音相近", "字句相近", "第 1 行", "开头", "2021 年"} {
		if !strings.Contains(body, want) {
			t.Errorf("page does not say %q", want)
		}
	}
	var marks []string
	for _, n := range p.All("mark") {
		marks = append(marks, servertest.Text(n))
	}
	if got := strings.Join(marks, "|"); got != "秋水|秋水|秋水" {
		t.Errorf("marked %s", got)
	}
	if strings.Contains(body, strings.Repeat("长", 100)) {
		t.Error("a paragraph is shown whole")
	}
	links := servertest.Links(p)
	if hit := encoded("/poems/1?cursor=abc&form=词&in=s&place=1&q=秋水&sort=date") + "#L1"; !links[hit] {
		t.Errorf("no link to %s, which remembers the search", hit)
	}
	for _, want := range []string{
		"/search?cursor=next+page&form=词&place=1&q=秋水&sort=date", // next page
		"/search?author=1&form=词&place=1&q=秋水&sort=date",         // a filter more
		"/search?place=1&q=秋水&sort=date",                         // a filter less
		"/search?form=词&place=1&q=秋水 -作者:楚凤散人&sort=date",         // something left out
		"/search?form=词&place=1&q=秋水 -年:2020&sort=date",
		"/search?form=词&place=1&q=秋水&sort=title", // another order
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

// A search with nothing to remark on shows no empty box above its hits.
func TestASearchWithoutANoticeShowsNone(t *testing.T) {
	f := &servertest.FixedSearcher{Result: search.Result{Query: "秋水", Total: 1, Hits: []search.Hit{
		{ID: 1, Title: "秋水篇", Author: "楚凤散人", AuthorID: 1, Match: search.MatchExact}}}}
	site := servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(f))
	servertest.CheckPage(t, servertest.Get(t, site, "/search?q=秋水").Body.String())
}

func TestNothingFoundHelps(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, tt := range []struct {
		target, says string
		links        []string
		without      string
	}{
		{"/search?q=没有这样的诗句", "没有找到“没有这样的诗句”", []string{"/authors", "/today", "/tags", "/help/search"}, "去掉筛选"},
		{"/search?q=没有这样的诗句&form=词", "去掉筛选", []string{"/search?q=没有这样的诗句"}, ""},
		{"/search?q=没有这样的诗句+-体:词", "没有找到“没有这样的诗句”", []string{"/search?q=没有这样的诗句"}, ""},
		{"/search?q=没有 -体:词 -年:2021&tag=秋", "除去 词", []string{"/search?q=没有", "/search?q=没有 -年:2021&tag=秋", "/search?q=没有 -体:词&tag=秋"}, ""},
		{"/search?form=没有", "没有找到", []string{"/search?q="}, "“”"},
	} {
		p := servertest.CheckPage(t, servertest.Get(t, site, encoded(tt.target)).Body.String())
		body, links := servertest.Text(p.Node), servertest.Links(p)
		if !strings.Contains(body, tt.says) || tt.without != "" && strings.Contains(body, tt.without) {
			t.Errorf("%s: says %s", tt.target, body)
		}
		for _, want := range tt.links {
			if !links[encoded(want)] {
				t.Errorf("%s: no link to %s", tt.target, want)
			}
		}
		if !strings.Contains(body, "先读一首今天的诗") || len(p.Classed("card")) != 1 {
			t.Errorf("%s: no poem to read instead", tt.target)
		}
	}
}

// How near the hits come is said once above them, and only where none is
// exact.
func TestLooseHitsAreCalledSo(t *testing.T) {
	st := servertest.SampleArchive(t)
	for _, tt := range []struct {
		tiers []search.Match
		says  string
	}{
		{[]search.Match{search.MatchExact, search.MatchFolded}, ""},
		{[]search.Match{search.MatchFolded}, "下面是简繁异体写法不同的。"},
		{[]search.Match{search.MatchSound, search.MatchNear}, "下面是读音相近的。"},
		{[]search.Match{search.MatchNear}, "下面是字句相近的。"},
		{nil, ""},
	} {
		f := &servertest.FixedSearcher{Result: search.Result{Total: len(tt.tiers)}}
		for _, tier := range tt.tiers {
			f.Result.Hits = append(f.Result.Hits, search.Hit{ID: 1, Title: "题", Author: "人", AuthorID: 1, Match: tier})
		}
		p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, st, servertest.WithSearch(f)), "/search?q=x").Body.String())
		got := ""
		for _, n := range p.Classed("loose") {
			got += servertest.Text(n)
		}
		if got != tt.says {
			t.Errorf("%v: says %q, want %q", tt.tiers, got, tt.says)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	f := &servertest.FixedSearcher{Result: search.Result{Total: 1, DidYouMean: "故人 & 长坐", Hits: []search.Hit{
		{ID: 1, Title: "题", Author: "人", AuthorID: 1, Match: search.MatchSound}}}}
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(f)), "/search?q=x&form=词&cursor=abc").Body.String())
	asked := p.Classed("meant")
	if len(asked) != 1 || servertest.Text(asked[0]) != "没有一字不差的。你是不是要找「故人 & 长坐」？" || !servertest.Links(p)[encoded("/search?q=故人 %26 长坐&form=词")] {
		t.Errorf("asks %v", asked)
	}
}

// A hit shows the other half of its couplet, from the archive and never from
// a poem that is not public.
func TestHitsShowTheCouplet(t *testing.T) {
	st := servertest.SampleArchive(t)
	form := corpus.Form("七绝")
	d := servertest.Draft("T-5", "题", "人", "一湖秋水，\n半岸芦花。\n两行雁字，\n一叶扁舟。")
	d.Form = &form
	servertest.Import(t, st, true, d)
	found, err := servertest.PlainSearcher{Store: st}.Search(t.Context(), search.Request{Query: "雁字，", Form: "七绝", Limit: 1})
	if err != nil || len(found.Hits) != 1 {
		t.Fatalf("%v %v", found, err)
	}
	site := servertest.NewSite(t, st, servertest.WithSearch(&servertest.FixedSearcher{Result: found}))
	shown := func() (halves []string) {
		p := servertest.CheckPage(t, servertest.Get(t, site, "/search?q=x").Body.String())
		for _, n := range p.Classed("half") {
			halves = append(halves, servertest.Attr(n, "class")+" "+servertest.Text(n))
		}
		return halves
	}
	if got := strings.Join(shown(), "|"); got != "half 两行雁字，|half beside 一叶扁舟。" {
		t.Errorf("shown %s", got)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, found.Hits[0].ID, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(shown(), "|"); got != "half 两行雁字，" {
		t.Errorf("shown of a withdrawn poem %s", got)
	}
}

func TestListsGoOnToTheEnd(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	_, total, err := st.ListPublished(t.Context(), poems.Filter{Tag: "样例"}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	titles := 0
	for target := "/tags/" + url.PathEscape("样例"); target != ""; {
		p := servertest.CheckPage(t, servertest.Get(t, site, target).Body.String())
		titles += len(p.Classed("card-title"))
		target = ""
		for _, n := range p.Classed("next") {
			target = servertest.Attr(n, "href")
		}
	}
	if titles != total {
		t.Errorf("%d poems on the pages, want %d", titles, total)
	}
}

func TestManyAuthorsAreShownByInitial(t *testing.T) {
	st := servertest.OpenStore(t)
	var drafts []corpus.Draft
	for i := range 500 {
		drafts = append(drafts, servertest.Draft(fmt.Sprint(i), "题", fmt.Sprintf("张%d", i), fmt.Sprintf("诗%d", i)))
	}
	servertest.Import(t, st, true, drafts...)
	site := servertest.NewSite(t, st)
	if p := servertest.CheckPage(t, servertest.Get(t, site, "/authors").Body.String()); len(p.Classed("names")) != 0 || len(p.Classed("initials")) != 1 {
		t.Error("names are shown before an initial is chosen")
	}
	names := 0
	for target := "/authors?initial=Z"; target != ""; {
		p := servertest.CheckPage(t, servertest.Get(t, site, target).Body.String())
		for _, n := range p.Classed("names") {
			names += strings.Count(servertest.Text(n), "1 首")
		}
		target = ""
		for _, n := range p.Classed("next") {
			target = servertest.Attr(n, "href")
		}
	}
	if names != 500 {
		t.Errorf("%d names, want 500", names)
	}
}

// What a question denies is a chip that says so, and no card: a card would
// lead to the very poems that were not wanted.
func TestDeniedPartsAreChips(t *testing.T) {
	f := &servertest.FixedSearcher{Result: search.Result{Understood: &search.Understood{Parts: []search.UnderstoodPart{
		{Kind: search.PartTag, Name: "月", Poems: 9, Denied: true}, {Kind: search.PartForm, Name: "七绝", Poems: 28}}}}}
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(f)), "/search?q=不写月的七绝").Body.String())
	links := servertest.Links(p)
	if links[paths.Tag("月")] || !links[paths.Form("七绝")] {
		t.Errorf("cards lead to %v", links)
	}
	if chips := p.Classed("chosen"); len(chips) != 1 || !strings.Contains(servertest.Text(chips[0]), "除了月") {
		t.Errorf("chips %v", chips)
	}
}
