package reading_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// withoutPinyin is the text of an element, what stands over it left out.
func withoutPinyin(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "rt" {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestScriptIsALookAndNothingElse(t *testing.T) {
	body := "白发生长安，皇后望重阳。\n以后看著乾坤，头发几茎。"
	st, site := servertest.SiteOf(t, servertest.Draft("R1", "东亭听雨后", "汀兰发", body))
	for address, want := range map[string]struct {
		lang, title, first string
		converted          bool
	}{
		"/poems/1":                 {"zh-Hans", "东亭听雨后", "白发生长安，皇后望重阳。", false},
		"/poems/1?script=original": {"zh-Hans", "东亭听雨后", "白发生长安，皇后望重阳。", false},
		"/poems/1?script=hans":     {"zh-Hans", "东亭听雨后", "白发生长安，皇后望重阳。", false},
		"/poems/1?script=hant":     {"zh-Hant", "東亭聽雨後", "白髮生長安，皇后望重陽。", true},
		"/poems/1?script=latin":    {"zh-Hans", "东亭听雨后", "白发生长安，皇后望重阳。", false},
	} {
		p := servertest.CheckPage(t, servertest.Get(t, site, address).Body.String())
		if got := servertest.Text(p.Classed("poem-title")[0]); got != want.title {
			t.Errorf("%s: title %q", address, got)
		}
		if got := servertest.Lines(p)[0]; got != want.first {
			t.Errorf("%s: first line %q", address, got)
		}
		if got := servertest.LangAt(p.Classed("line")[0]); got != want.lang {
			t.Errorf("%s: lang %q", address, got)
		}
		if got := len(p.Classed("converted")) == 1; got != want.converted {
			t.Errorf("%s: labelled as converted: %v", address, got)
		}
		if got := servertest.Text(p.Classed("byline")[0]); got != "汀兰发" {
			t.Errorf("%s: the author is called %q", address, got)
		}
		if got := servertest.Text(p.All("textarea")[0]); !strings.Contains(got, "白发生长安") {
			t.Errorf("%s: what is copied is not the original: %q", address, got)
		}
	}
	if p := servertest.Poem(t, st, 1); p.Body != body || p.Title != "东亭听雨后" || p.Revision != 1 {
		t.Errorf("the archive now has %+v", p)
	}
}

func TestAPreferenceForAScriptHolds(t *testing.T) {
	_, site := servertest.SiteOf(t, servertest.Draft("R1", "東亭聽雨後", "汀兰", "白髮生長安"))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1", "Cookie", "shiyun_view=script=hans").Body.String())
	if got := servertest.Lines(p)[0]; got != "白发生长安" {
		t.Errorf("first line %q", got)
	}
	p = servertest.CheckPage(t, servertest.Get(t, site, "/poems/1").Body.String())
	if got := servertest.LangAt(p.Classed("line")[0]); got != "zh-Hant" {
		t.Errorf("the original is said to be %q", got)
	}
}

func TestPinyin(t *testing.T) {
	_, site := servertest.SiteOf(t, servertest.Draft("R1", "长安", "汀兰", "重阳朝霞，白发少年。\n蘅芜龘龘𠮷，Ａ"))
	sounds := func(pinyin string) (sounded []string, p servertest.Page) {
		p = servertest.CheckPage(t, servertest.Get(t, site, "/poems/1", "Cookie", "shiyun_view=pinyin="+pinyin).Body.String())
		for _, n := range p.All("ruby") {
			rt := n.LastChild
			if servertest.Attr(rt, "lang") != "zh-Latn-pinyin" {
				t.Errorf("pinyin without its language: %q", servertest.Text(n))
			}
			sounded = append(sounded, withoutPinyin(n)+servertest.Text(rt))
		}
		return sounded, p
	}
	if got, _ := sounds("none"); len(got) != 0 {
		t.Errorf("none: %v", got)
	}
	rare, _ := sounds("rare")
	if !slices.Equal(rare, []string{"蘅héng", "龘dá", "龘dá"}) {
		t.Errorf("rare: %v", rare)
	}
	all, p := sounds("all")
	for i, want := range []string{"重chóng", "阳yáng", "朝zhāo", "霞xiá", "白bái", "发fà", "少shào", "年nián"} {
		if i >= len(all) || all[i] != want {
			t.Errorf("all: %v, want %s at %d", all, want, i)
		}
	}
	if got := withoutPinyin(p.Classed("line")[0]); got != "重阳朝霞，白发少年。" {
		t.Errorf("the line itself is now %q", got)
	}
}

func TestACharacterIsLookedUp(t *testing.T) {
	_, site := servertest.SiteOf(t, servertest.Draft("R1", "长安", "汀兰", "草长莺飞，龘。"))
	for char, want := range map[string][]string{
		"长": {"zhǎng", "cháng", "多音字", "这里读“zhǎng”", "長"},
		"龘": {"dá", "龖"},
		"草": {"cǎo"},
		"長": {"cháng", "长"},
	} {
		p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1?char="+char).Body.String())
		panels := p.Classed("char-panel")
		if len(panels) != 1 {
			t.Fatalf("%s: %d panels", char, len(panels))
		}
		for _, w := range want {
			if w != "龖" && !strings.Contains(servertest.Text(panels[0]), w) {
				t.Errorf("%s: %q says nothing of %s", char, servertest.Text(panels[0]), w)
			}
		}
	}
	for _, char := range []string{"", "鹤", "长安", "，", "A", "<b>", "%F0%A0", "\u202e"} {
		p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1?char="+char).Body.String())
		if n := len(p.Classed("char-panel")); n != 0 {
			t.Errorf("%q: %d panels", char, n)
		}
	}
}

func TestWhatIsTaken(t *testing.T) {
	_, site := servertest.SiteOf(t, servertest.Draft("甲-7", "东亭", "汀兰", "一湖秋水\n\n半岸芦花"))
	rec := servertest.Get(t, site, "/poems/1/text")
	if want := "东亭\n汀兰\n\n一湖秋水\n\n半岸芦花\n\n诗韵东亭 http://shiyun.example/poems/1\n"; rec.Body.String() != want {
		t.Errorf("text %q, want %q", rec.Body.String(), want)
	}
	if got := rec.Header().Get("Content-Type"); got != "text/plain; charset=UTF-8" {
		t.Errorf("content type %q", got)
	}
	p := servertest.Parse(t, servertest.Get(t, site, "/poems/1").Body.String())
	if got, want := servertest.Text(p.Classed("citation")[0]), "汀兰. 东亭. 诗韵东亭, 编号甲-7, http://shiyun.example/poems/1, 访问日期2026-05-01."; got != want {
		t.Errorf("citation %q, want %q", got, want)
	}
}

func TestDataForMachines(t *testing.T) {
	evil := `</script><script>alert(1)</script><!--"`
	d := servertest.Draft("R1", evil, evil, "一湖秋水\n"+evil)
	form, date := corpus.Form("七绝"), corpus.ParseDate("2021-9-3")
	d.Form, d.Date, d.Collections = &form, &date, &[]string{"甲集"}
	_, site := servertest.SiteOf(t, d)
	p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1").Body.String())
	scripts := slices.DeleteFunc(p.All("script"), func(n *html.Node) bool { return servertest.Attr(n, "src") != "" })
	if len(scripts) != 1 {
		t.Fatalf("%d scripts in the page", len(scripts))
	}
	var w struct {
		Type     string `json:"@type"`
		Name     string
		Text     string
		Genre    string
		Language string `json:"inLanguage"`
		Created  string `json:"dateCreated"`
		URL      string
		Author   struct {
			Type string `json:"@type"`
			Name string
		}
		PartOf []struct{ Name string } `json:"isPartOf"`
	}
	if err := json.Unmarshal([]byte(scripts[0].FirstChild.Data), &w); err != nil {
		t.Fatalf("%v in %s", err, scripts[0].FirstChild.Data)
	}
	if w.Type != "CreativeWork" || w.Name != evil || w.Author.Name != evil || w.Author.Type != "Person" || w.Text != "一湖秋水\n"+evil ||
		w.Genre != "七绝" || w.Language != "zh-Hans" || w.Created != "2021-09-03" || w.URL != "http://shiyun.example/poems/1" || len(w.PartOf) != 2 {
		t.Errorf("%+v", w)
	}
	meta := map[string]string{}
	for _, n := range p.All("meta") {
		meta[servertest.Attr(n, "property")] = servertest.Attr(n, "content")
	}
	for name, want := range map[string]string{"og:type": "article", "og:url": "http://shiyun.example/poems/1",
		"og:image": "http://shiyun.example/poems/1/card-square.png?r=1", "og:title": evil + " · " + evil} {
		if meta[name] != want {
			t.Errorf("%s is %q, want %q", name, meta[name], want)
		}
	}
}

func TestWaysThroughPoems(t *testing.T) {
	first, second, third := servertest.Draft("W1", "一", "甲", "春水"), servertest.Draft("W2", "二", "乙", "春水"), servertest.Draft("W3", "三", "甲", "秋水")
	third.Collections, second.Collections = &[]string{"集"}, &[]string{"集"}
	first.Tags, second.Tags = &[]string{"茶/酒"}, &[]string{"茶/酒"}
	_, site := servertest.SiteOf(t, first, second, third)
	for address, want := range map[string]string{
		"/poems/1":             "甲的诗 /poems/3",
		"/poems/2":             "",
		"/poems/2?in=c1":       "“集”里的诗 /poems/3?in=c1",
		"/poems/2?in=c2":       "",
		"/poems/1?in=t茶/酒":     "“茶/酒”里的诗 /poems/2?in=t%E8%8C%B6%2F%E9%85%92",
		"/poems/1?in=s&q=春水":   "搜“春水”找到的诗 /poems/2?in=s&q=%E6%98%A5%E6%B0%B4",
		"/poems/3?in=s&q=春水":   "甲的诗 /poems/1",
		"/poems/1?in=s":        "甲的诗 /poems/3",
		"/poems/1?in=<script>": "甲的诗 /poems/3",
		"/poems/1?in=p999999":  "甲的诗 /poems/3",
		"/poems/1?in=c0":       "甲的诗 /poems/3",
	} {
		p := servertest.CheckPage(t, servertest.Get(t, site, address).Body.String())
		var got []string
		for _, nav := range p.Classed("way") {
			for n := range nav.Descendants() {
				if n.Data == "a" && servertest.Attr(n, "rel") == "" {
					got = append(got, servertest.Text(n))
				} else if n.Data == "a" {
					got = append(got, servertest.Attr(n, "href"))
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
		for _, n := range p.All("link") {
			if servertest.Attr(n, "rel") == "canonical" && strings.Contains(servertest.Attr(n, "href"), "?") {
				t.Errorf("%s: canonical %s", address, servertest.Attr(n, "href"))
			}
		}
	}
}

func TestReadersHistory(t *testing.T) {
	st, site := servertest.SiteOf(t)
	servertest.Import(t, st, false, servertest.Draft("H1", "草稿", "汀兰", "还没写好"))
	who := poems.Edit{By: "王老师", Reason: corpus.OwnWords("私下的理由")}
	revise := func(d corpus.Draft) {
		t.Helper()
		if _, err := st.Revise(t.Context(), who, 1, 0, d); err != nil {
			t.Fatal(err)
		}
	}
	revise(corpus.Draft{Body: servertest.Ptr("一湖秋水"), Status: corpus.StatusPublished})
	if rec := servertest.Get(t, site, "/poems/1/history"); !strings.Contains(rec.Body.String(), "发布以后没有改过") {
		t.Error("a change before it was public is told")
	}
	revise(corpus.Draft{Tags: &[]string{"内部标签"}})
	if strings.Contains(servertest.Get(t, site, "/poems/1").Body.String(), "/poems/1/history") {
		t.Error("a history of tags is offered")
	}
	revise(corpus.Draft{Body: servertest.Ptr("一湖春水")})
	revise(corpus.Draft{Status: corpus.StatusWithdrawn})
	revise(corpus.Draft{Note: servertest.Ptr("撤回时写的电话")})
	if rec := servertest.Get(t, site, "/poems/1/history"); rec.Code != 410 {
		t.Errorf("history of a withdrawn poem: %d", rec.Code)
	}
	revise(corpus.Draft{Note: servertest.Ptr("")})
	revise(corpus.Draft{Status: corpus.StatusPublished})
	body := servertest.Get(t, site, "/poems/1/history").Body.String()
	p := servertest.CheckPage(t, body)
	if n := len(p.Classed("change")); n != 1 {
		t.Errorf("%d changes, want 1", n)
	}
	for _, secret := range []string{"王老师", "私下的理由", "还没写好", "撤回时写的电话", "内部标签"} {
		if strings.Contains(body, secret) {
			t.Errorf("readers are told %q", secret)
		}
	}
	if !strings.Contains(servertest.Get(t, site, "/poems/1").Body.String(), `href="/poems/1/history"`) {
		t.Error("the poem does not lead to its history")
	}
}

// Whoever opens a long poem that was often changed must not have every change
// of it worked out: the page only says that there is a history.
func TestAPageDoesNotPayForItsHistory(t *testing.T) {
	const changes = 8
	long := func(n int) *string {
		return servertest.Ptr(strings.Repeat("山高水长"+string(rune('一'+n))+"\n", 3300))
	}
	st, site := servertest.SiteOf(t, corpus.Draft{Ref: "L1", Title: servertest.Ptr("长"), Body: long(0)})
	read := func() uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		rec := servertest.Get(t, site, "/poems/1")
		runtime.ReadMemStats(&after)
		if rec.Code != 200 {
			t.Fatal(rec.Code)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	read()
	once := read()
	for i := range changes {
		if _, err := st.Revise(t.Context(), poems.Edit{By: "王老师"}, 1, 0, corpus.Draft{Body: long(i + 1)}); err != nil {
			t.Fatal(err)
		}
	}
	read()
	each := (int64(read()) - int64(once)) / changes
	t.Logf("a change costs %d bytes of %d", each, len(*long(0)))
	if most := int64(20 * len(*long(0))); each > most {
		t.Errorf("each change costs %d bytes, want at most %d", each, most)
	}
}
