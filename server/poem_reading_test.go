package server_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server"
)

// inHouse holds one poem to read.
func inHouse(t testing.TB, drafts ...corpus.Draft) (*store.Store, *server.Server) {
	t.Helper()
	st := openStore(t)
	importDrafts(t, st, true, drafts...)
	return st, newSite(t, st, func(c *server.Config) { c.PublicURL = "http://shiyun.example" })
}

func lines(p page) []string {
	var all []string
	for _, n := range p.classed("line") {
		all = append(all, text(n))
	}
	return all
}

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
	st, site := inHouse(t, draft("R1", "东亭听雨后", "汀兰发", body))
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
		p := checkPage(t, get(t, site, address).Body.String())
		if got := text(p.classed("poem-title")[0]); got != want.title {
			t.Errorf("%s: title %q", address, got)
		}
		if got := lines(p)[0]; got != want.first {
			t.Errorf("%s: first line %q", address, got)
		}
		if got := langAt(p.classed("line")[0]); got != want.lang {
			t.Errorf("%s: lang %q", address, got)
		}
		if got := len(p.classed("converted")) == 1; got != want.converted {
			t.Errorf("%s: labelled as converted: %v", address, got)
		}
		if got := text(p.classed("byline")[0]); got != "汀兰发" {
			t.Errorf("%s: the author is called %q", address, got)
		}
		if got := text(p.all("textarea")[0]); !strings.Contains(got, "白发生长安") {
			t.Errorf("%s: what is copied is not the original: %q", address, got)
		}
	}
	if p := poemOf(t, st, 1); p.Body != body || p.Title != "东亭听雨后" || p.Revision != 1 {
		t.Errorf("the archive now has %+v", p)
	}
}

func poemOf(t testing.TB, st *store.Store, id corpus.PoemID) corpus.Poem {
	t.Helper()
	p, err := st.Poem(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPreferenceForAScriptHolds(t *testing.T) {
	_, site := inHouse(t, draft("R1", "東亭聽雨後", "汀兰", "白髮生長安"))
	p := checkPage(t, get(t, site, "/poems/1", "Cookie", "shiyun_view=script=hans").Body.String())
	if got := lines(p)[0]; got != "白发生长安" {
		t.Errorf("first line %q", got)
	}
	p = checkPage(t, get(t, site, "/poems/1").Body.String())
	if got := langAt(p.classed("line")[0]); got != "zh-Hant" {
		t.Errorf("the original is said to be %q", got)
	}
}

func TestPinyin(t *testing.T) {
	_, site := inHouse(t, draft("R1", "长安", "汀兰", "重阳朝霞，白发少年。\n蘅芜龘龘𠮷，Ａ"))
	sounds := func(pinyin string) (sounded []string, p page) {
		p = checkPage(t, get(t, site, "/poems/1", "Cookie", "shiyun_view=pinyin="+pinyin).Body.String())
		for _, n := range p.all("ruby") {
			rt := n.LastChild
			if attr(rt, "lang") != "zh-Latn-pinyin" {
				t.Errorf("pinyin without its language: %q", text(n))
			}
			sounded = append(sounded, withoutPinyin(n)+text(rt))
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
	if got := withoutPinyin(p.classed("line")[0]); got != "重阳朝霞，白发少年。" {
		t.Errorf("the line itself is now %q", got)
	}
}

func TestACharacterIsLookedUp(t *testing.T) {
	_, site := inHouse(t, draft("R1", "长安", "汀兰", "草长莺飞，龘。"))
	for char, want := range map[string][]string{
		"长": {"zhǎng", "cháng", "多音字", "这里读“zhǎng”", "長"},
		"龘": {"dá", "龖"},
		"草": {"cǎo"},
		"長": {"cháng", "长"},
	} {
		p := checkPage(t, get(t, site, "/poems/1?char="+char).Body.String())
		panels := p.classed("char-panel")
		if len(panels) != 1 {
			t.Fatalf("%s: %d panels", char, len(panels))
		}
		for _, w := range want {
			if w != "龖" && !strings.Contains(text(panels[0]), w) {
				t.Errorf("%s: %q says nothing of %s", char, text(panels[0]), w)
			}
		}
	}
	for _, char := range []string{"", "鹤", "长安", "，", "A", "<b>", "%F0%A0", "\u202e"} {
		p := checkPage(t, get(t, site, "/poems/1?char="+char).Body.String())
		if n := len(p.classed("char-panel")); n != 0 {
			t.Errorf("%q: %d panels", char, n)
		}
	}
}

func TestWhatIsTaken(t *testing.T) {
	_, site := inHouse(t, draft("甲-7", "东亭", "汀兰", "一湖秋水\n\n半岸芦花"))
	rec := get(t, site, "/poems/1/text")
	if want := "东亭\n汀兰\n\n一湖秋水\n\n半岸芦花\n\n诗韵东亭 http://shiyun.example/poems/1\n"; rec.Body.String() != want {
		t.Errorf("text %q, want %q", rec.Body.String(), want)
	}
	if got := rec.Header().Get("Content-Type"); got != plain {
		t.Errorf("content type %q", got)
	}
	p := parse(t, get(t, site, "/poems/1").Body.String())
	if got, want := text(p.classed("citation")[0]), "汀兰. 东亭. 诗韵东亭, 编号甲-7, http://shiyun.example/poems/1, 访问日期2026-05-01."; got != want {
		t.Errorf("citation %q, want %q", got, want)
	}
}

func TestDataForMachines(t *testing.T) {
	evil := `</script><script>alert(1)</script><!--"`
	d := draft("R1", evil, evil, "一湖秋水\n"+evil)
	form, date := corpus.Form("七绝"), corpus.ParseDate("2021-9-3")
	d.Form, d.Date, d.Collections = &form, &date, &[]string{"甲集"}
	_, site := inHouse(t, d)
	p := checkPage(t, get(t, site, "/poems/1").Body.String())
	scripts := slices.DeleteFunc(p.all("script"), func(n *html.Node) bool { return attr(n, "src") != "" })
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
	for _, n := range p.all("meta") {
		meta[attr(n, "property")] = attr(n, "content")
	}
	for name, want := range map[string]string{"og:type": "article", "og:url": "http://shiyun.example/poems/1",
		"og:image": "http://shiyun.example/poems/1/card.png?r=1", "og:title": evil + " · " + evil} {
		if meta[name] != want {
			t.Errorf("%s is %q, want %q", name, meta[name], want)
		}
	}
}

func TestWaysThroughPoems(t *testing.T) {
	first, second, third := draft("W1", "一", "甲", "春水"), draft("W2", "二", "乙", "春水"), draft("W3", "三", "甲", "秋水")
	third.Collections, second.Collections = &[]string{"集"}, &[]string{"集"}
	first.Tags, second.Tags = &[]string{"茶/酒"}, &[]string{"茶/酒"}
	_, site := inHouse(t, first, second, third)
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
		p := checkPage(t, get(t, site, address).Body.String())
		var got []string
		for _, nav := range p.classed("way") {
			for n := range nav.Descendants() {
				if n.Data == "a" && attr(n, "rel") == "" {
					got = append(got, text(n))
				} else if n.Data == "a" {
					got = append(got, attr(n, "href"))
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
		for _, n := range p.all("link") {
			if attr(n, "rel") == "canonical" && strings.Contains(attr(n, "href"), "?") {
				t.Errorf("%s: canonical %s", address, attr(n, "href"))
			}
		}
	}
}

func TestReadersHistory(t *testing.T) {
	st, site := inHouse(t)
	importDrafts(t, st, false, draft("H1", "草稿", "汀兰", "还没写好"))
	who := store.Edit{By: "王老师", Reason: "私下的理由"}
	revise := func(d corpus.Draft) {
		t.Helper()
		if _, err := st.Revise(t.Context(), who, 1, 0, d); err != nil {
			t.Fatal(err)
		}
	}
	revise(corpus.Draft{Body: ptr("一湖秋水"), Status: corpus.StatusPublished})
	if rec := get(t, site, "/poems/1/history"); !strings.Contains(rec.Body.String(), "发布以后没有改过") {
		t.Error("a change before it was public is told")
	}
	revise(corpus.Draft{Tags: &[]string{"内部标签"}})
	if strings.Contains(get(t, site, "/poems/1").Body.String(), "/poems/1/history") {
		t.Error("a history of tags is offered")
	}
	revise(corpus.Draft{Body: ptr("一湖春水")})
	revise(corpus.Draft{Status: corpus.StatusWithdrawn})
	revise(corpus.Draft{Note: ptr("撤回时写的电话")})
	if rec := get(t, site, "/poems/1/history"); rec.Code != 410 {
		t.Errorf("history of a withdrawn poem: %d", rec.Code)
	}
	revise(corpus.Draft{Note: ptr("")})
	revise(corpus.Draft{Status: corpus.StatusPublished})
	body := get(t, site, "/poems/1/history").Body.String()
	p := checkPage(t, body)
	if n := len(p.classed("change")); n != 1 {
		t.Errorf("%d changes, want 1", n)
	}
	for _, secret := range []string{"王老师", "私下的理由", "还没写好", "撤回时写的电话", "内部标签"} {
		if strings.Contains(body, secret) {
			t.Errorf("readers are told %q", secret)
		}
	}
	if !strings.Contains(get(t, site, "/poems/1").Body.String(), `href="/poems/1/history"`) {
		t.Error("the poem does not lead to its history")
	}
}

// Whoever opens a long poem that was often changed must not have every change
// of it worked out: the page only says that there is a history.
func TestAPageDoesNotPayForItsHistory(t *testing.T) {
	const changes = 8
	long := func(n int) *string { return ptr(strings.Repeat("山高水长"+string(rune('一'+n))+"\n", 3300)) }
	st, site := inHouse(t, corpus.Draft{Ref: "L1", Title: ptr("长"), Body: long(0)})
	read := func() uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		rec := get(t, site, "/poems/1")
		runtime.ReadMemStats(&after)
		if rec.Code != 200 {
			t.Fatal(rec.Code)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	read()
	once := read()
	for i := range changes {
		if _, err := st.Revise(t.Context(), store.Edit{By: "王老师"}, 1, 0, corpus.Draft{Body: long(i + 1)}); err != nil {
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
