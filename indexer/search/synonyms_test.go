package search_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/indexer/search/relax"
)

// say makes words stand for each other and waits until searches know.
func (a *archive) say(words ...string) corpus.SynonymID {
	a.t.Helper()
	group, err := a.store.SaveSynonyms(a.t.Context(), "王老师", 0, words)
	if err != nil {
		a.t.Fatal(err)
	}
	a.await()
	return group.ID
}

// await waits until texts and index have seen every change.
func (a *archive) await() {
	a.t.Helper()
	a.add() // an import of nothing waits for what was before it
}

func TestSynonyms(t *testing.T) {
	a := newArchive(t, garden...)
	tests := []struct {
		name, query string
		want        []string // of the hits, "ref tier"
	}{
		{"the word itself", "荷叶", []string{"lotus exact"}},
		{"a synonym", "莲叶", []string{"lotus synonym"}},
		{"in traditional characters", "蓮葉", []string{"lotus synonym"}},
		{"the word before its synonym", "舟", []string{"lotus synonym"}},
		{"among other words", "莲叶 风雨", []string{"lotus synonym"}},
		{"a group of words", "(莲叶 OR 石上)", []string{"moon exact", "lotus synonym"}},
		{"a field", "句:莲叶", []string{"lotus synonym"}},
		{"another field", "题:莲叶", nil},
		{"quoted", `"莲叶"`, nil},
		{"a wildcard", "莲?如", nil},
		{"left out", "风雨 -莲叶", []string{"lotus exact", "trad folded"}},
		{"the word left out", "风雨 -荷叶", []string{"trad folded"}},
		{"part of a longer word", `"莲叶如钱"`, nil},
		{"a name", "凤老", []string{"moon synonym"}},
	}
	a.say("荷叶", "莲叶")
	a.say("船", "舟", "艇")
	a.say("凤老", "楚凤散人")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			r := a.search(search.Request{Query: tt.query})
			for _, h := range r.Hits {
				got = append(got, h.Ref+" "+string(h.Match))
			}
			if !slices.Equal(got, tt.want) || r.Total != len(tt.want) {
				t.Errorf("%s: %q of %d, want %q", tt.query, got, r.Total, tt.want)
			}
		})
	}
	hit := a.search(search.Request{Query: "莲叶"}).Hits[0]
	if got := marked(hit); !slices.Equal(got, []string{"荷叶"}) {
		t.Errorf("marked %q", got)
	}
}

// marked are the marked pieces of the lines of a hit.
func marked(h search.Hit) []string {
	var pieces []string
	for _, l := range h.Lines {
		for _, m := range l.Marks {
			pieces = append(pieces, string([]rune(l.Text)[m[0]:m[1]]))
		}
	}
	return pieces
}

// A literal hit comes before every hit by a synonym, however well the synonym
// stands.
func TestSynonymsNeverPushLiteralHitsDown(t *testing.T) {
	a := newArchive(t,
		poem{ref: "synonym", title: "扁舟", author: "甲", body: "扁舟。"},
		poem{ref: "literal", title: "无题", author: "乙", body: "江上看见一条小船远远地过去了"})
	a.say("小船", "扁舟")
	if got := a.refs("小船"); !slices.Equal(got, []string{"literal", "synonym"}) {
		t.Errorf("%v", got)
	}
}

func TestSynonymsTakenBack(t *testing.T) {
	a := newArchive(t, garden...)
	id := a.say("荷叶", "莲叶")
	if err := a.store.RemoveSynonyms(t.Context(), "王老师", id); err != nil {
		t.Fatal(err)
	}
	a.await()
	if r := a.search(search.Request{Query: `(莲叶 OR "没有的")`}); len(r.Hits) > 0 && r.Hits[0].Match == search.MatchSynonym {
		t.Errorf("still found: %+v", r.Hits)
	}
}

// An alias finds its author's poems as soon as it is added.
func TestAliasInEffect(t *testing.T) {
	a := newArchive(t, garden...)
	r := a.search(search.Request{Query: "楚凤散人"})
	if err := a.store.AddAlias(t.Context(), "王老师", r.Hits[0].AuthorID, "凤老"); err != nil {
		t.Fatal(err)
	}
	a.await()
	if got := a.refs("作者:凤老"); !slices.Equal(got, []string{"moon"}) {
		t.Errorf("%v", got)
	}
}

func TestExplain(t *testing.T) {
	a := newArchive(t, garden...)
	a.say("荷叶", "莲叶")
	tests := []struct {
		name, query, ref string
		found            bool
		match            search.Match
		answered, looser relax.Name
		parts            string // text@where of each
	}{
		{"literal", "独自浇", "moon", true, search.MatchExact, relax.Literal, "", "独自浇@body"},
		{"folded", "读书声", "trad", true, search.MatchFolded, relax.Literal, "", "读书声@body"},
		{"by the author", "汀兰 船", "lotus", true, search.MatchExact, relax.Literal, "", "汀兰@author 船@body"},
		{"by the title", "望月亭", "moon", true, search.MatchExact, relax.Literal, "", "望月亭@title"},
		{"by a fact", "体:七绝", "moon", true, search.MatchExact, relax.Literal, "", "七绝@fact"},
		{"by a synonym", "莲叶", "lotus", true, search.MatchSynonym, relax.Literal, "", "莲叶=荷叶@body"},
		{"by sound", "毒自浇", "moon", true, search.MatchSound, relax.Fuzzy, "", "毒自浇@body"},
		{"by pinyin", "duzijiao", "moon", true, search.MatchSound, relax.Pinyin, "", "duzijiao@body"},
		{"by initials", "hdydbsq", "moon", true, search.MatchSound, relax.Initials, "", "hdydbsq@body"},
		{"one term is missing", "汀兰 灯", "lotus", false, "", relax.Literal, "", ""},
		{"left out", "雨 -荷", "lotus", false, "", relax.Literal, "", ""},
		{"a stricter way answered", "湖灯一点", "lotus", false, "", relax.Literal, "", ""},
		{"nothing at all", "饕餮魑魅", "moon", false, "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, err := a.Explain(t.Context(), search.Request{Query: tt.query}, a.id(tt.ref))
			if err != nil {
				t.Fatal(err)
			}
			if x.Found != tt.found || x.Match != tt.match || x.Answered != tt.answered || !x.Searchable {
				t.Errorf("found %v %q by %q: %+v", x.Found, x.Match, x.Answered, x)
			}
			var parts []string
			sum := 0
			for _, p := range x.Parts {
				sum += p.Place + p.Near
				text := p.Text
				if p.Via != "" {
					text += "=" + p.Via
				}
				parts = append(parts, text+"@"+string(p.Where))
			}
			if got := strings.Join(parts, " "); tt.parts != "" && got != tt.parts {
				t.Errorf("parts %q, want %q", got, tt.parts)
			}
			if sum != x.Score {
				t.Errorf("parts add up to %d, score is %d", sum, x.Score)
			}
			agrees(t, a, tt.query, x)
		})
	}
}

// agrees holds the explanation against the search itself.
func agrees(t *testing.T, a *archive, query string, x search.Explanation) {
	t.Helper()
	r := a.search(search.Request{Query: query, Limit: search.MaxLimit})
	for _, h := range r.Hits {
		if h.ID == x.Poem {
			if !x.Found || x.Hit == nil || x.Match != h.Match || !slices.Equal(marked(*x.Hit), marked(h)) {
				t.Errorf("the search finds it as %s %q, the explanation says %+v", h.Match, marked(h), x)
			}
			return
		}
	}
	if x.Found {
		t.Errorf("the search does not find it")
	}
}

func TestExplainSaysHowAQueryIsRead(t *testing.T) {
	a := newArchive(t, garden...)
	a.say("荷叶", "莲叶")
	x, err := a.Explain(t.Context(), search.Request{Query: `蓮葉 -"风雨" 年:2019..2020 chuan`}, a.id("lotus"))
	if err != nil || len(x.Terms) != 4 {
		t.Fatalf("%+v, %v", x, err)
	}
	leaf, rain, year, boat := x.Terms[0], x.Terms[1], x.Terms[2], x.Terms[3]
	if leaf.Folded != "莲叶" || !slices.Equal(leaf.Synonyms, []string{"荷叶"}) || !slices.Equal(leaf.Chars, []string{"莲", "叶"}) ||
		!slices.Contains(leaf.Words, "莲叶") || len(leaf.Pinyin) != 2 || !leaf.InPoem {
		t.Errorf("word: %+v", leaf)
	}
	if !rain.Excluded || !rain.Quoted || len(rain.Synonyms) != 0 || !slices.Equal(year.Years, []int{2019, 2020}) {
		t.Errorf("left out and years: %+v, %+v", rain, year)
	}
	if !slices.Equal(boat.Pinyin, []string{"chuan"}) {
		t.Errorf("pinyin: %+v", boat)
	}
}

func TestExplainOfPoemsThatAreNotThere(t *testing.T) {
	a := newArchive(t, garden...)
	if _, err := a.Explain(t.Context(), search.Request{Query: "月"}, 999); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("%v", err)
	}
	x, err := a.Explain(t.Context(), search.Request{Query: "月", Form: "五绝"}, a.id("moon"))
	if err != nil || x.Found || !x.FilteredOut {
		t.Errorf("narrowed: %+v, %v", x, err)
	}
}

func FuzzExplain(f *testing.F) {
	a := newArchive(f, garden...)
	a.say("荷叶", "莲叶")
	for _, seed := range []string{"莲叶 -雨", "\x00\xff", "((((", "春?花 花@3", "cqmyg", strings.Repeat("山高水长，", 60), "年:2019.."} {
		f.Add(seed, int64(1))
	}
	f.Fuzz(func(t *testing.T, query string, id int64) {
		x, err := a.Explain(t.Context(), search.Request{Query: query}, corpus.PoemID(id))
		if err != nil && corpus.CodeOf(err) != corpus.NotFound {
			t.Fatal(err)
		}
		if x.Found && (x.Hit == nil || x.Match == "") {
			t.Errorf("found without a hit: %+v", x)
		}
	})
}

// id is the id of the poem with the ref.
func (a *archive) id(ref string) corpus.PoemID {
	a.t.Helper()
	for _, h := range a.search(search.Request{Query: "月 OR 夜 OR 荷 OR 落", Limit: search.MaxLimit}).Hits {
		if h.Ref == ref {
			return h.ID
		}
	}
	a.t.Fatalf("no poem %s", ref)
	return 0
}
