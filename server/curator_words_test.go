package server_test

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server"
)

// wordsSite is a site over a real index of a real archive, with a curator
// signed in.
type wordsSite struct {
	t      testing.TB
	store  *store.Store
	index  *indexer.Index
	over   func(*server.Config) // what makes a site of the index
	site   *server.Server
	cookie string
}

func newWordsSite(t testing.TB, drafts ...corpus.Draft) *wordsSite {
	t.Helper()
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	importDrafts(t, st, true, drafts...)
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: st, Dir: dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var run sync.WaitGroup
	run.Go(func() { x.Run(ctx) })
	t.Cleanup(func() {
		stop()
		run.Wait()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	searcher := search.New(x, st)
	w := &wordsSite{t: t, store: st, index: x, cookie: signedIn(t, st, "王老师", corpus.RoleCurator)}
	w.over = func(c *server.Config) { c.Search, c.Explain, c.Bench, c.Ready = searcher, searcher, x, x }
	w.site = newSite(t, st, w.over)
	w.await()
	return w
}

// await waits until searches see every change.
func (w *wordsSite) await() {
	w.t.Helper()
	goal, err := w.store.Head(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for done := false; !done || !w.index.Ready(); {
		if done, err = indexer.CaughtUp(w.store, goal)(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
}

// page is a page of the curator's.
func (w *wordsSite) page(target string) string {
	w.t.Helper()
	rec := get(w.t, w.site, target, "Cookie", w.cookie)
	if rec.Code != http.StatusOK {
		w.t.Fatalf("%s: %d %s", target, rec.Code, rec.Body)
	}
	return rec.Body.String()
}

// send sends a form of the curator's, which must lead to a page.
func (w *wordsSite) send(target, leads string, fields ...string) {
	w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	rec := send(w.t, w.site, target, form, "Cookie", w.cookie)
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != leads {
		w.t.Fatalf("%s: %d to %q: %s", target, rec.Code, rec.Header().Get("Location"), rec.Body)
	}
}

func (w *wordsSite) has(target string, wanted ...string) {
	w.t.Helper()
	body := w.page(target)
	for _, text := range wanted {
		if absent, ok := strings.CutPrefix(text, "!"); ok == strings.Contains(body, absent) {
			w.t.Errorf("%s: %q: %s", target, text, body)
		}
	}
}

func (w *wordsSite) lastAct() corpus.Act {
	w.t.Helper()
	acts, err := w.store.Acts(w.t.Context(), 0, 1)
	if err != nil || len(acts) != 1 {
		w.t.Fatalf("acts: %v, %v", acts, err)
	}
	return acts[0]
}

func someDrafts() []corpus.Draft {
	return []corpus.Draft{draft("1", "秋", "楚凤散人", "独坐诗韵东篱角，\n一湖秋水照人来。"), draft("2", "听荷", "汀兰", "荷叶如钱又似船。")}
}

// A search without results is dealt with by one form, and found from then on.
func TestMissBecomesSynonym(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	for range 2 {
		w.page("/search?q=菊花角落")
	}
	get(t, w.site, "/api/v1/search?q=菊花角落")
	w.has("/curator/searches", "菊花角落", "3 次", "什么也没找到")
	w.send("/curator/words", "/curator/words", "words", "菊花角落　诗韵东篱角", "miss", "菊花角落")
	w.await()
	w.has("/search?q=菊花角落", "同义词", "<mark>诗韵东篱角</mark>")
	w.has("/curator/searches", "!菊花角落")
	w.has("/curator/searches?show=settled", "菊花角落", "已加同义词")
	w.has("/curator/words", "菊花角落")
	if act := w.lastAct(); act.By != "王老师" || act.Verb != corpus.ActWords {
		t.Errorf("act %+v", act)
	}
	w.send("/curator/words", "/curator/words", "id", "1", "words", "菊角=诗韵东篱角")
	w.send("/curator/words/1/remove", "/curator/words")
	w.has("/curator/words", "!菊角")
}

func TestWhatCountsAsMissed(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
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
	}
	for _, tt := range tests {
		get(t, w.site, tt.target)
	}
	body := w.page("/curator/searches")
	rows := parse(t, body).classed("miss")
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
	w.send("/curator/searches/settle", "/curator/searches?show=few", "query", "饕餮", "how", "gap", "back", "/curator/searches?show=few")
	w.has("/curator/searches?show=none", "!饕餮")
	w.has("/curator/searches?show=few", "河叶", "!taotie")
	w.send("/curator/searches/settle", "/curator", "query", "饕餮", "how", "", "back", "//evil.example")
	w.has("/curator/searches", "饕餮")
	if rec := send(t, w.site, "/curator/searches/settle", url.Values{"query": {"饕餮"}, "how": {"nonsense"}}, "Cookie", w.cookie); rec.Code != http.StatusBadRequest {
		t.Errorf("an unknown way to settle: %d", rec.Code)
	}
}

// What was missed is written when the program ends, without a wait.
func TestMissesAreKeptAtTheEnd(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- w.site.Serve(ctx, l) }()
	res, err := http.Get("http://" + l.Addr().String() + "/api/v1/search?q=" + url.QueryEscape("饕餮"))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	list, _, err := w.store.Misses(t.Context(), store.MissFilter{}, 0, 10)
	if err != nil || len(list) != 1 || list[0].Query != "饕餮" || list[0].Times != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestAliasesPage(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	w.has("/curator/words/aliases?author=楚鳳&name=凤老&miss=凤老", "楚凤散人", `value="凤老"`, "!汀兰")
	w.send("/curator/words/aliases", "/curator/words/aliases", "id", "1", "name", "凤老", "miss", "凤老")
	w.await()
	w.has("/search?q=作者:凤老", "独坐")
	w.has("/curator/words/aliases", "凤老")
	rec := send(t, w.site, "/curator/words/aliases", url.Values{"id": {"1"}, "name": {"汀兰"}, "author": {"楚凤"}}, "Cookie", w.cookie)
	if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "已是另一位作者") {
		t.Errorf("another's name: %d", rec.Code)
	}
	w.send("/curator/words/aliases/remove", "/curator/words/aliases", "id", "1", "name", "凤老")
	w.has("/curator/words/aliases", "!凤老")
}

func TestBenchPage(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	w.has("/curator/words/cut?line=独坐诗韵东篱角", "dong", "东", "!加进词典")
	w.has("/curator/words/cut?line=独坐诗韵东篱角&word=诗韵东篱角", "会有 1 首诗", "/poems/1", "加进词典")
	w.has("/curator/words/cut?word=诗韵东篱角", `id="line" name="line" value="诗韵东篱角"`)
	rec := get(t, w.site, "/curator/words/cut?line=月&word=月", "Cookie", w.cookie)
	if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), "2 到 64 个字") {
		t.Errorf("no word: %d", rec.Code)
	}
	w.send("/curator/words/cut", "/curator/words/cut?saved=1", "word", "诗韵东篱角")
	if act := w.lastAct(); act.Object != "dictionary" || act.Verb != corpus.ActWords {
		t.Errorf("act %+v", act)
	}
	for known := false; !known; {
		c, err := w.index.Cut(t.Context(), "诗韵东篱角", "诗韵东篱角")
		if err != nil {
			t.Fatal(err)
		}
		known = c.Trial.Known
	}
}

func TestWhyPage(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	for _, query := range []string{nasty, "((((", "\u200b", strings.Repeat("山高水长，", 60), "年:2019..", "a*b?c"} {
		w.has("/curator/searches/why?poem=1&q="+url.QueryEscape(query), "!<script>alert", "!ZgotmplZ")
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
			w.has("/curator/searches/why?q="+url.QueryEscape(tt.query)+"&poem="+url.QueryEscape(tt.poem), tt.wanted...)
		})
	}
	for _, poem := range []string{"99", "abc", "-1"} {
		if rec := get(t, w.site, "/curator/searches/why?q=秋&poem="+poem, "Cookie", w.cookie); rec.Code != http.StatusNotFound {
			t.Errorf("poem %s: %d", poem, rec.Code)
		}
	}
}

// The pages about words are curators' alone, with the index behind them too.
func TestWordPagesAreCurators(t *testing.T) {
	w := newWordsSite(t, someDrafts()...)
	for _, row := range w.site.Table() {
		if strings.HasPrefix(row.Path, "/curator/words") || strings.HasPrefix(row.Path, "/curator/searches") {
			if got := outcome(ask(t, w.site, row, "")); got == "let in" || got == "broken" {
				t.Errorf("%s %s: %s", row.Method, row.Path, got)
			}
		}
	}
	for _, target := range []string{"/curator/searches", "/curator/words", "/curator/words/aliases", "/curator/words/cut?line=秋水&word=湖秋水", "/curator/searches/why?q=秋&poem=1"} {
		checkPage(t, w.page(target))
	}
}
