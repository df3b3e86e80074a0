package search_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
	"shiyun/indexer"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/search"
	"shiyun/indexer/search/suggest"
	"shiyun/indexer/segment/segmenttest"
	"shiyun/indexer/texts"
)

// archive is a real store with a real index over it.
type archive struct {
	t     testing.TB
	store *store.Store
	index *indexer.Index
	*search.Searcher
}

// poem is a row of a test archive.
type poem struct{ ref, title, author, body, form, place, date, tag, tune string }

func (p poem) draft() corpus.Draft {
	form, _ := corpus.ParseForm(p.form)
	date := corpus.ParseDate(p.date)
	d := corpus.Draft{Ref: p.ref, Title: &p.title, Author: &p.author, Body: &p.body, Form: &form, Place: &p.place, Date: &date}
	if p.tag != "" {
		d.Tags = &[]string{p.tag}
	}
	if p.tune != "" {
		d.Tune = &p.tune
	}
	return d
}

func newArchive(t testing.TB, poems ...poem) *archive {
	t.Helper()
	segmenttest.KeepLoaded(t)
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: s, Dir: dir, Texts: texts.NewTable(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); x.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-ended
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	a := &archive{t: t, store: s, index: x, Searcher: search.New(x, s)}
	a.add(poems...)
	return a
}

// add publishes poems and waits until they are searchable.
func (a *archive) add(poems ...poem) {
	a.t.Helper()
	im, err := a.store.BeginImport(a.t.Context(), transfer.ImportOptions{Publish: true})
	if err != nil {
		a.t.Fatal(err)
	}
	var drafts []corpus.Draft
	for _, p := range poems {
		drafts = append(drafts, p.draft())
	}
	if _, err := im.Write(a.t.Context(), drafts); err != nil {
		a.t.Fatal(err)
	}
	if err := im.End(a.t.Context(), corpus.BatchDone); err != nil {
		a.t.Fatal(err)
	}
	goal, err := a.store.Head(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	for done := false; !done; {
		reached, err := indexer.CaughtUp(a.store, goal)(a.t.Context())
		if err != nil {
			a.t.Fatal(err)
		}
		done = reached && a.index.Ready()
	}
}

func (a *archive) search(req search.Request) search.Result {
	a.t.Helper()
	r, err := a.Search(a.t.Context(), req)
	if err != nil {
		a.t.Fatal(err)
	}
	return r
}

// refs are the refs of the hits of a query, in order.
func (a *archive) refs(query string) []string {
	a.t.Helper()
	var refs []string
	for _, hit := range a.search(search.Request{Query: query}).Hits {
		refs = append(refs, hit.Ref)
	}
	return refs
}

var garden = []poem{
	{ref: "moon", title: "望月亭", author: "楚凤散人", body: "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人常坐处，\n月来替坐到中宵。", form: "七绝", place: "东亭社区/望月亭", date: "2019年秋", tag: "月"},
	{ref: "trad", title: "夜讀", author: "汀蘭", body: "樓頭風雨夜，\n燈下讀書聲。", form: "五绝", place: "东亭社区/楚凤苑", date: "2021-05", tag: "读书"},
	{ref: "lotus", title: "听荷", author: "汀兰", body: "一湖风雨到楼前，\n荷叶如钱又似船。", form: "七绝", place: "东亭社区/听荷亭", date: "2020", tag: "雨"},
	{ref: "about", title: "和汀兰听荷", author: "小荷", body: "听见雨声，就想起你。\n荷花开了。", form: "新诗", date: "2022", tag: "雨"},
	{ref: "break", title: "拆行", author: "梧叶", body: "落叶满空\n山何处寻", form: "其他", date: "辛丑年重阳"},
}

func TestQueries(t *testing.T) {
	a := newArchive(t, garden...)
	tests := []struct {
		name, query string
		want        []string
	}{
		{"run in one line", "独自浇", []string{"moon"}},
		{"words must all match, anywhere", "汀兰 船", []string{"lotus"}},
		{"title before body", "听荷", []string{"lotus", "about"}},
		{"author before title", "小荷", []string{"about"}},
		{"run across a line end", `"满空山何处"`, []string{"break"}},
		{"run across punctuation", "疏桥石上", []string{"moon"}},
		{"simplified finds traditional", "读书声", []string{"trad"}},
		{"traditional finds simplified", "楚鳳散人", []string{"moon"}},
		{"exclusion", "雨 -荷", []string{"trad"}},
		{"or", "船 OR 茶", []string{"moon", "lotus"}},
		{"title field", "题:汀兰", []string{"about"}},
		{"body field", "body:汀兰", nil},
		{"author field is the author, not who contains the name", "作者:汀兰", []string{"trad", "lotus"}},
		{"form field", "体:七绝", []string{"moon", "lotus"}},
		{"place field, with what is below", "地:东亭社区", []string{"moon", "trad", "lotus"}},
		{"tag field", "标签:雨", []string{"lotus", "about"}},
		{"years", "年:2020..2021", []string{"trad", "lotus", "break"}},
		{"single character", "船", []string{"lotus"}},
		{"nothing has it", "龙", nil},
		{"quoted run is never relaxed", `"风雨荷叶"`, nil},
		{"a run nobody has falls apart into words", "荷叶风雨", []string{"lotus"}},
		{"exclusion alone", "-雨", []string{"moon", "break"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := a.refs(tt.query)
			if tt.name == "author field is the author, not who contains the name" || tt.name == "or" {
				slices.Sort(got)
				slices.Sort(tt.want)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s: got %v, want %v", tt.query, got, tt.want)
			}
		})
	}
}

func TestMarksPointAtTheOriginal(t *testing.T) {
	a := newArchive(t, garden...)
	tests := []struct {
		name, query string
		want        search.Hit
	}{
		{"in a line, across scripts", "读书", search.Hit{Match: search.MatchFolded,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{2, 4}}}}}},
		{"the very characters", "讀書", search.Hit{Match: search.MatchExact,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{2, 4}}}}}},
		{"a place in a clause, across scripts", "讀@3", search.Hit{Match: search.MatchExact,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{2, 3}}}}}},
		{"a place in a clause, folded", "读@3", search.Hit{Match: search.MatchFolded,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{2, 3}}}}}},
		{"a pattern, folded", "灯?讀", search.Hit{Match: search.MatchFolded,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{0, 3}}}}}},
		{"an author, across scripts", "作者:汀兰 灯", search.Hit{Match: search.MatchFolded,
			Lines: []search.Line{{N: 2, Text: "燈下讀書聲。", Marks: search.Marks{{0, 1}}}}}},
		{"across a line end", "空山", search.Hit{Match: search.MatchExact,
			Lines: []search.Line{{N: 1, Text: "落叶满空", Marks: search.Marks{{3, 4}}}, {N: 2, Text: "山何处寻", Marks: search.Marks{{0, 1}}}}}},
		{"in title", "夜读", search.Hit{Match: search.MatchFolded, TitleMarks: search.Marks{{0, 2}},
			Lines: []search.Line{}, Opening: []string{"樓頭風雨夜，", "燈下讀書聲。"}}},
		{"punctuation inside a run is not marked", "雨声就想", search.Hit{Match: search.MatchExact,
			Lines: []search.Line{{N: 1, Text: "听见雨声，就想起你。", Marks: search.Marks{{2, 4}, {5, 7}}}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hits := a.search(search.Request{Query: tt.query}).Hits
			if len(hits) != 1 {
				t.Fatalf("%d hits", len(hits))
			}
			got := search.Hit{Match: hits[0].Match, Lines: hits[0].Lines, TitleMarks: hits[0].TitleMarks, Opening: hits[0].Opening}
			if tt.want.TitleMarks == nil {
				tt.want.TitleMarks = search.Marks{}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("hit differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFiltersFacetsAndSorts(t *testing.T) {
	a := newArchive(t, garden...)
	refs := func(req search.Request) (refs []string) {
		for _, h := range a.search(req).Hits {
			refs = append(refs, h.Ref)
		}
		return refs
	}
	tests := []struct {
		name string
		req  search.Request
		want []string
	}{
		{"form", search.Request{Query: "雨", Form: "新诗"}, []string{"about"}},
		{"author by name", search.Request{Query: "雨", Author: "汀兰", Sort: search.SortNewest}, []string{"lotus", "trad"}},
		{"place with those below", search.Request{Query: "雨", Place: "东亭社区", Sort: search.SortDate}, []string{"trad", "lotus"}},
		{"tag alone", search.Request{Tag: "雨", Sort: search.SortTitle}, []string{"lotus", "about"}},
		{"year alone", search.Request{Year: 2019}, []string{"moon"}},
		{"by date, newest first", search.Request{Query: "雨", Sort: search.SortDate}, []string{"about", "trad", "lotus"}},
		{"nothing asked", search.Request{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := refs(tt.req); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	facets := a.search(search.Request{Query: "雨", Limit: 1}).Facets
	want := []search.FacetValue{{Value: "七绝", Count: 1}, {Value: "五绝", Count: 1}, {Value: "新诗", Count: 1}}
	if diff := cmp.Diff(want, facets.Form); diff != "" {
		t.Errorf("facets count all hits, not the page (-want +got):\n%s", diff)
	}
}

func TestPagesHaveNoGapsWhilePoemsAreAdded(t *testing.T) {
	var poems []poem
	for i := range 50 {
		poems = append(poems, poem{ref: fmt.Sprint("old", i), title: fmt.Sprint("题", i%7), author: "甲", body: "春风又绿" + strings.Repeat("草", i%5)})
	}
	a := newArchive(t, poems...)
	for _, sort := range []search.Sort{search.SortRelevance, search.SortTitle, search.SortNewest, search.SortDate} {
		seen := map[string]int{}
		cursor := ""
		for page := 0; ; page++ {
			r := a.search(search.Request{Query: "春风", Limit: 7, Cursor: cursor, Sort: sort})
			for _, hit := range r.Hits {
				seen[hit.Ref]++
			}
			a.add(poem{ref: fmt.Sprint("new", sort, page), title: "题3", author: "甲", body: "春风又来" + fmt.Sprint(page)})
			if cursor = r.Cursor; cursor == "" {
				break
			}
		}
		for _, p := range poems {
			if seen[p.ref] != 1 {
				t.Errorf("sorted by %s, %s was shown %d times", sort, p.ref, seen[p.ref])
			}
		}
	}
}

func TestWithdrawnVanishesAtOnce(t *testing.T) {
	a := newArchive(t, garden...)
	if err := a.store.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	// The texts may not have been told yet; the hits are read again anyway.
	if got := a.refs("独自浇"); got != nil {
		t.Errorf("a withdrawn poem is still found: %v", got)
	}
}

func TestPastedPoem(t *testing.T) {
	a := newArchive(t, garden...)
	noise := strings.Repeat("早上好，今天天气不错！😀 群里转发一首：", 8)
	r := a.search(search.Request{Query: noise + "《望月亭》 作者 楚凤散人 湖灯一点傍疏桥，石上残茶独自浇。唯有故人常坐处，月来替坐到中宵。" + noise})
	if len(r.Hits) == 0 || r.Hits[0].Ref != "moon" || r.Notice.Key != "query.long" {
		t.Errorf("%d hits, notice %v", len(r.Hits), r.Notice)
	}
	r = a.search(search.Request{Query: strings.Repeat("落叶满空山何处寻，", 1000)})
	if len(r.Hits) != 1 || !reflect.DeepEqual(r.Notice, corpus.NewMessage("query.cut", search.MaxQuery)) {
		t.Errorf("a query of 9,000 characters: %d hits, notice %v", len(r.Hits), r.Notice)
	}
}

// TestQuotedRunsAreCountedTruly compares totals with reading every poem, in
// both scripts.
func TestQuotedRunsAreCountedTruly(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("风風云雲里裏山山水，\n")
	var poems []poem
	for i := range 400 {
		body := []rune("首")
		for range 1 + random.IntN(12) {
			body = append(body, letters[random.IntN(len(letters))])
		}
		poems = append(poems, poem{ref: fmt.Sprint(i), title: "题", author: "甲", body: string(body)})
	}
	a := newArchive(t, poems...)
	rapid.Check(t, func(rt *rapid.T) {
		run := rapid.StringOfN(rapid.SampledFrom([]rune("风風云雲里裏山水")), 1, 4, -1).Draw(rt, "run")
		want := 0
		for _, p := range poems {
			if strings.Contains(fold.String(p.body), fold.String(run)) {
				want++
			}
		}
		if got := a.search(search.Request{Query: `"` + run + `"`}).Total; got != want {
			rt.Fatalf("%q: total %d, want %d", run, got, want)
		}
	})
}

func TestSuggest(t *testing.T) {
	a := newArchive(t, garden...)
	tests := []struct {
		typed string
		want  []search.Suggestion
	}{
		{"汀蘭", []search.Suggestion{{Kind: suggest.Author, Text: "汀兰", Author: 3, Poems: 1}, {Kind: suggest.Author, Text: "汀蘭", Author: 2, Poems: 1}}},
		{"望", []search.Suggestion{{Kind: suggest.Place, Text: "望月亭", ID: 2, Poems: 1}, {Kind: suggest.Title, Text: "望月亭", Poem: 1}}},
		{"灯下", []search.Suggestion{{Kind: suggest.Line, Text: "燈下讀書聲", Poem: 2}}},
		{"，", []search.Suggestion{}},
		{strings.Repeat("长", 100), []search.Suggestion{}},
	}
	for _, tt := range tests {
		t.Run(tt.typed[:min(len(tt.typed), 9)], func(t *testing.T) {
			got, err := a.Suggest(t.Context(), tt.typed, 10)
			if err != nil || !cmp.Equal(got, tt.want) {
				t.Errorf("%q: %v (%v), want %v", tt.typed, got, err, tt.want)
			}
		})
	}
}

func TestMarksAreWithinTheirText(t *testing.T) {
	a := newArchive(t, garden...)
	for _, query := range []string{"雨", "汀兰", "荷", "望月亭", "风雨 楼", "湖灯一点傍疏桥，石上残茶独自浇。"} {
		for _, hit := range a.search(search.Request{Query: query}).Hits {
			check := func(text string, marks search.Marks) {
				last := 0
				for _, m := range marks {
					if m[0] < last || m[1] <= m[0] || m[1] > utf8.RuneCountInString(text) {
						t.Errorf("%s: marks %v of %q", query, marks, text)
					}
					last = m[1]
				}
			}
			check(hit.Title, hit.TitleMarks)
			check(hit.Author, hit.AuthorMarks)
			for _, line := range hit.Lines {
				check(line.Text, line.Marks)
			}
		}
	}
}
