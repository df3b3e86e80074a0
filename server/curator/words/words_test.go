package words_test

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/words"
	"shiyun/server/servertest"
)

// A search without results is dealt with by one form, and found from then on.
func TestMissBecomesSynonym(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	for range 2 {
		w.Page("/search?q=菊花角落")
	}
	servertest.Get(t, w.Site, "/api/v1/search?q=菊花角落")
	w.WantText("/curator/searches", "菊花角落", "3 次", "什么也没找到")
	w.Post("/curator/words", "/curator/words", "words", "菊花角落　诗韵东篱角", "miss", "菊花角落")
	w.Await()
	w.WantText("/search?q=菊花角落", "同义词", "<mark>诗韵东篱角</mark>")
	w.WantText("/curator/searches", "!菊花角落")
	w.WantText("/curator/searches?show=settled", "菊花角落", "已加同义词")
	w.WantText("/curator/words", "菊花角落")
	if act := w.LastAct(); act.By != "王老师" || act.Verb != corpus.ActWords {
		t.Errorf("act %+v", act)
	}
	w.Post("/curator/words", "/curator/words", "id", "1", "words", "菊角=诗韵东篱角")
	w.Post("/curator/words/1/remove", "/curator/words")
	w.WantText("/curator/words", "!菊角")
}

func TestWhatCountsAsMissed(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	tests := []struct {
		name, target string
		counted      string // as it stands on the page; "" for not
	}{
		{"found", "/search?q=秋水", ""},
		{"nothing", "/search?q=饕餮", "饕餮"},
		{"only by sound", "/search?q=河叶", "河叶"},
		{"pinyin", "/search?q=qiushui", ""},
		{"pinyin that finds nothing", "/search?q=taotie", "taotie"},
		{"narrowed", "/search?q=魑魅&form=七绝", ""},
		{"something left out", "/search?q=魍魉+-秋", ""},
		{"a later page", "/search?q=螭吻&cursor=eyJpIjoxfQ", ""},
		{"telephone", "/search?q=13971234567", ""},
		{"nothing asked", "/search?q=", ""},
		{"through the API", "/api/v1/search?q=貔貅", "貔貅"},
		{"offered by a page", "/search?q=狴犴&via=link", ""},
		{"asked for", "/search?q=有没有写狻猊的诗", "狻猊"},
		{"asked for otherwise", "/search?q=关于狻猊的诗", ""},
	}
	for _, tt := range tests {
		servertest.Get(t, w.Site, tt.target)
	}
	body := w.Page("/curator/searches")
	rows := servertest.Parse(t, body).Classed("miss")
	want := 0
	for _, tt := range tests {
		if tt.counted != "" {
			want++
			if !strings.Contains(body, ">"+tt.counted+"</a>") {
				t.Errorf("%s: not on the page", tt.name)
			}
		}
	}
	if len(rows) != want {
		t.Errorf("%d rows, want %d: %s", len(rows), want, body)
	}
	w.WantText("/curator/searches", "狻猊</a><strong class=\"times\">2 次")
	w.Post("/curator/searches/settle", "/curator/searches?show=few", "query", "饕餮", "how", "gap", "back", "/curator/searches?show=few")
	w.WantText("/curator/searches?show=none", "!饕餮")
	w.WantText("/curator/searches?show=few", "河叶", "!taotie")
	w.Post("/curator/searches/settle", "/curator", "query", "饕餮", "how", "", "back", "//evil.example")
	w.WantText("/curator/searches", "饕餮")
	if rec := servertest.Post(t, w.Site, "/curator/searches/settle", url.Values{"query": {"饕餮"}, "how": {"nonsense"}}, "Cookie", w.Cookie); rec.Code != http.StatusBadRequest {
		t.Errorf("an unknown way to settle: %d", rec.Code)
	}
}

// What was missed is written when the program ends, without a wait.
func TestMissesAreKeptAtTheEnd(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- w.Site.Serve(ctx, l) }()
	res, err := http.Get("http://" + l.Addr().String() + "/api/v1/search?q=" + url.QueryEscape("饕餮"))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	list, _, err := w.Store.Misses(t.Context(), words.MissFilter{}, 0, 10)
	if err != nil || len(list) != 1 || list[0].Query != "饕餮" || list[0].Times != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAliasesPage(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	w.WantText("/curator/words/aliases?author=楚鳳&name=凤老&miss=凤老", "楚凤散人", `value="凤老"`, "!汀兰")
	w.Post("/curator/words/aliases", "/curator/words/aliases", "id", "1", "name", "凤老", "miss", "凤老")
	w.Await()
	w.WantText("/search?q=作者:凤老", "独坐")
	w.WantText("/curator/words/aliases", "凤老")
	rec := servertest.Post(t, w.Site, "/curator/words/aliases", url.Values{"id": {"1"}, "name": {"汀兰"}, "author": {"楚凤"}}, "Cookie", w.Cookie)
	if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "已是另一位作者") {
		t.Errorf("another's name: %d", rec.Code)
	}
	w.Post("/curator/words/aliases/remove", "/curator/words/aliases", "id", "1", "name", "凤老")
	w.WantText("/curator/words/aliases", "!凤老")
}

func TestBenchPage(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	w.WantText("/curator/words/cut?line=独坐诗韵东篱角", "dong", "东", "!加进词典")
	w.WantText("/curator/words/cut?line=独坐诗韵东篱角&word=诗韵东篱角", "会有 1 首诗", "/poems/1", "加进词典")
	w.WantText("/curator/words/cut?word=诗韵东篱角", `id="line" name="line" value="诗韵东篱角"`)
	rec := servertest.Get(t, w.Site, "/curator/words/cut?line=月&word=月", "Cookie", w.Cookie)
	if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "2 到 64 个字") {
		t.Errorf("no word: %d", rec.Code)
	}
	w.Post("/curator/words/cut", "/curator/words/cut?saved=1", "word", "诗韵东篱角")
	if act := w.LastAct(); act.Object != "dictionary" || act.Verb != corpus.ActWords {
		t.Errorf("act %+v", act)
	}
	for known := false; !known; {
		c, err := w.Index.Cut(t.Context(), "诗韵东篱角", "诗韵东篱角")
		if err != nil {
			t.Fatal(err)
		}
		known = c.Trial.Known
	}
}

func TestWhyPage(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	for _, query := range []string{servertest.Nasty, "((((", "\u200b", strings.Repeat("山高水长，", 60), "年:2019..", "a*b?c"} {
		w.WantText("/curator/searches/why?poem=1&q="+url.QueryEscape(query), "!<script>alert", "!ZgotmplZ")
	}
	tests := []struct {
		name, query, poem string
		wanted            []string
	}{
		{"found", "秋水", "1", []string{"搜到了：一字不差", "<mark>秋水</mark>", "得分", "在正文"}},
		{"by sound", "河叶", "2", []string{"搜到了：读音相近", "<mark>荷叶</mark>"}},
		{"not found", "秋水 船", "1", []string{"没有搜到这首", "没有“船”"}},
		{"left out", "秋水 -东篱", "1", []string{"不要“东篱”"}},
		{"with a hash sign", "秋水", "#1", []string{"搜到了"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w.WantText("/curator/searches/why?q="+url.QueryEscape(tt.query)+"&poem="+url.QueryEscape(tt.poem), tt.wanted...)
		})
	}
	for _, poem := range []string{"99", "abc", "-1"} {
		if rec := servertest.Get(t, w.Site, "/curator/searches/why?q=秋&poem="+poem, "Cookie", w.Cookie); rec.Code != http.StatusNotFound {
			t.Errorf("poem %s: %d", poem, rec.Code)
		}
	}
}
