package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shiyun/indexer/search"
)

// TestLooseQueries goes down the ladder: what sounds alike, what is near, what
// is typed in pinyin.
func TestLooseQueries(t *testing.T) {
	a := newArchive(t, append(garden,
		poem{ref: "reply", title: "次韵楚凤散人望月亭", author: "汀兰", body: "手抄新句过秋桥，\n灯下凉茶又续浇。\n明晚我携孙女去，\n替君占座闹中宵。"},
		poem{ref: "couplet", title: "联", author: "石上松", body: "凿开顽石春先到，\n磨破青衫字未干。", form: "楹联"},
		poem{ref: "laugh", title: "笑", author: "石上松", body: "哈哈哈哈哈哈，娃娃学猫叫。"})...)
	tests := []struct {
		name, query string
		want        string
		match       search.Match
		mean        string
	}{
		{"one homophone", "湖灯一点棒疏桥", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"two homophones", "糊灯一点傍书桥", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"n for l, and in for ing", "荷叶如前又是传", "lotus", search.MatchSound, "荷叶如钱又似船"},
		{"all of it heard", "胡等已点", "moon", search.MatchSound, "湖灯一点"},
		{"one wrong character", "湖灯两点傍疏桥", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"one missing", "湖灯一傍疏桥", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"one too many", "湖灯一点点傍疏桥", "moon", search.MatchNear, ""},
		{"two swapped", "湖灯点一傍疏桥", "moon", search.MatchNear, ""},
		{"couplet in reverse order, no stop", "磨破青衫字未干凿开顽石春先到", "couplet", search.MatchNear, ""},
		{"pinyin run together", "hudengyidianbangshuqiao", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"pinyin with tones and spaces", "hú dēng yī diǎn", "moon", search.MatchSound, "湖灯一点"},
		{"pinyin as it is heard here", "fudengyidian fu", "", "", ""},
		{"pinyin with a letter wrong that is no merger", "he ye lu qian", "lotus", search.MatchSound, "荷叶如钱"},
		{"author in pinyin", "chufengsanren", "moon", search.MatchSound, "楚凤散人"},
		{"author and word in pinyin", "tinglan chuan", "lotus", search.MatchSound, ""},
		{"author and line in pinyin", "tinglan heyeruqian", "lotus", search.MatchSound, ""},
		{"author and line in pinyin, run together", "tinglanheyeruqian", "lotus", search.MatchSound, ""},
		{"pinyin whose last syllable is unfinished", "hu deng yi dian b", "moon", search.MatchSound, "湖灯一点傍"},
		{"pinyin with initials in it", "hdengydianbsq", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"pinyin with a wrong letter", "hudengyidianbamgshuqiao", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"pinyin with a wrong letter, spaced", "hu deng yo dian", "moon", search.MatchSound, "湖灯一点"},
		{"pinyin with a wrong syllable", "hudengliangdianbangshuqiao", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"pinyin without a syllable", "hudengdianbangshuqiao", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"author in pinyin with a wrong letter", "chufebgsanren", "moon", search.MatchSound, "楚凤散人"},
		{"characters and pinyin", "湖灯yidian傍", "moon", search.MatchSound, "湖灯一点傍"},
		{"characters and unfinished pinyin", "湖灯yid", "moon", search.MatchSound, "湖灯一点"},
		{"initials with a wrong one", "hdydzsqssccd", "moon", search.MatchNear, "湖灯一点傍疏桥石上残茶独"},
		{"author and line, run together", "汀兰荷叶如钱", "lotus", search.MatchNear, ""},
		{"title and author, run together", "望月亭楚凤散人", "moon", search.MatchAsked, ""},
		{"an author's title", "汀兰的听荷", "lotus", search.MatchNear, ""},
		{"an author's line with a wrong character", "汀兰荷叶似钱又如船", "lotus", search.MatchNear, ""},
		{"two words of a line swapped", "傍疏桥湖灯一点", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"two characters apart swapped", "湖一灯点傍疏桥", "moon", search.MatchNear, ""},
		{"couplet in reverse order with a homophone", "磨破青衫字未干，凿开完石春先到", "couplet", search.MatchSound, ""},
		{"couplet in reverse order with a homophone, no stop", "磨破青衫字未干凿开完石春先到", "couplet", search.MatchNear, ""},
		{"one character over and over tells no poem", strings.Repeat("哈", 30), "", "", ""},
		{"whose line is it", "湖灯一点傍疏桥是谁写的", "moon", search.MatchAsked, ""},
		{"whose quoted line is it", "我记得有“湖灯一点傍疏桥”这句", "moon", search.MatchAsked, ""},
		{"the ends of a line", "湖灯什么什么傍疏桥", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"the ends of a line, the middle left out", "湖灯傍疏桥", "moon", search.MatchNear, ""},
		{"the wrong author", "梧叶 湖灯一点傍疏桥", "moon", search.MatchNear, "湖灯一点傍疏桥"},
		{"quoted in a chat", "「老王：湖灯一点傍疏桥，石上残茶独自浇。」\n- - - - -\n这是谁写的？", "moon", search.MatchNear, ""},
		{"initials", "hdydbsq", "moon", search.MatchSound, "湖灯一点傍疏桥"},
		{"initials of two lines", "hdydbsqssccdzj", "moon", search.MatchSound, "湖灯一点傍疏桥石上残茶独自浇"},
		{"author heard wrong", "厅兰 船", "lotus", search.MatchSound, ""},
		{"wildcard", "body:湖?一", "moon", search.MatchExact, ""},
		{"run of any length", "石*浇", "moon", search.MatchExact, ""},
		{"start of a line", "^月来", "moon", search.MatchExact, ""},
		{"not the start of a line", "^来替", "", "", ""},
		{"end of a line", "中宵$", "moon", search.MatchExact, ""},
		{"third of a clause", "一@3", "moon", search.MatchExact, ""},
		{"the clause begins after a comma", "就@5", "", "", ""},
		{"a title is no clause", "亭@3", "", "", ""},
		{"a quoted run is never loosened", `"湖灯一点棒疏桥"`, "", "", ""},
		{"pasted with chat around it", "张阿姨 9:41\n湖灯一点傍疏桥，石上残茶独自浇。👍\n李叔叔：写得真好！", "moon", search.MatchNear, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.search(search.Request{Query: tt.query})
			if tt.want == "" {
				if len(r.Hits) > 0 {
					t.Errorf("%s found %s", tt.query, r.Hits[0].Ref)
				}
				return
			}
			if len(r.Hits) == 0 || r.Hits[0].Ref != tt.want || r.Hits[0].Match != tt.match {
				t.Fatalf("%s found %+v", tt.query, r.Hits)
			}
			if tt.mean != "" && r.DidYouMean != tt.mean {
				t.Errorf("%s: did you mean %q, want %q", tt.query, r.DidYouMean, tt.mean)
			}
		})
	}
}

// TestPagingStaysOnItsRung: a strict match added between two pages of a
// loosened search must neither end it nor repeat anything.
func TestPagingStaysOnItsRung(t *testing.T) {
	var poems []poem
	for i := range 5 {
		poems = append(poems, poem{ref: fmt.Sprint(i), title: fmt.Sprintf("第%d", i), author: "甲", body: "湖灯一点傍疏桥"})
	}
	a := newArchive(t, poems...)
	var got []string
	req := search.Request{Query: "糊灯一点傍疏桥", Limit: 2}
	for page := 0; page == 0 || req.Cursor != ""; page++ {
		r := a.search(req)
		for _, hit := range r.Hits {
			got = append(got, hit.Ref)
		}
		if req.Cursor = r.Cursor; page == 0 {
			a.add(poem{ref: "strict", title: "新", author: "乙", body: "糊灯一点傍疏桥"})
		}
	}
	slices.Sort(got)
	if want := []string{"0", "1", "2", "3", "4"}; !slices.Equal(got, want) {
		t.Errorf("pages held %v, want %v", got, want)
	}
}

func TestALineWithAllThatWasTypedComesFirst(t *testing.T) {
	a := newArchive(t,
		poem{ref: "title", title: "文出东征南贼", author: "甲", body: "山高水长"},
		poem{ref: "sound", title: "一", author: "乙", body: "闻出东门去"},
		poem{ref: "whole", title: "二", author: "丙", body: "文出东西汉"})
	if got := a.refs("文出东汉"); len(got) != 3 || got[0] != "whole" {
		t.Errorf("got %v", got)
	}
}

func TestALooseHitNeverStandsBesideAStrictOne(t *testing.T) {
	a := newArchive(t,
		poem{ref: "sound", title: "一", author: "甲", body: "湖灯一点傍疏桥"},
		poem{ref: "literal", title: "二", author: "乙", body: "糊灯一点傍疏桥"})
	if got := a.refs("糊灯一点傍疏桥"); !slices.Equal(got, []string{"literal"}) {
		t.Errorf("got %v", got)
	}
}

func TestSimilar(t *testing.T) {
	a := newArchive(t,
		poem{ref: "1", title: "望月亭", author: "楚凤散人", body: "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人常坐处，\n月来替坐到中宵。"},
		poem{ref: "2", title: "次韵楚凤散人望月亭", author: "汀兰", body: "手抄新句过秋桥，\n灯下凉茶又续浇。\n明晚我携孙女去，\n替君占座闹中宵。"},
		poem{ref: "3", title: "寄友", author: "梧叶", body: "故人千里外，\n一雁过中宵。"},
		poem{ref: "4", title: "种豆", author: "菜篮子", body: "豆角爬满架。"})
	related, err := a.Similar(t.Context(), 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range related {
		got = append(got, r.Title+" "+string(r.Relation))
	}
	if want := []string{"次韵楚凤散人望月亭 reply", "寄友 words"}; !slices.Equal(got, want) {
		t.Errorf("similar to 望月亭: %q, want %q", got, want)
	}
	if none, err := a.Similar(t.Context(), 99, 5); err != nil || len(none) != 0 {
		t.Errorf("similar to a poem that is not there: %v (%v)", none, err)
	}
}

func TestSuggestByPinyin(t *testing.T) {
	a := newArchive(t, garden...)
	for typed, want := range map[string]string{"wangyue": "望月亭", "wang yu": "望月亭", "wyt": "望月亭", "chufengs": "楚凤散人", "cfsr": "楚凤散人", "hudeng": "湖灯一点傍疏桥"} {
		got, err := a.Suggest(t.Context(), typed, 10)
		if err != nil || len(got) == 0 || got[0].Text != want {
			t.Errorf("%s: %v (%v), want %s first", typed, got, err, want)
		}
	}
}
