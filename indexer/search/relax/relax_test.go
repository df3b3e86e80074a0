package relax

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/search/searchtest"
	"shiyun/indexer/texts"
)

// garden is the archive of these tests: poem 1 is what most of them look for.
func garden() *searchtest.Archive {
	a := searchtest.NewArchive(
		searchtest.NewPoem("望月亭", "楚凤散人", "湖灯一点傍疏桥，\n石上残茶独自浇。"),
		searchtest.NewPoem("听荷", "汀兰", "荷叶如钱又似船。"),
		searchtest.NewPoem("种豆", "菜篮子", "豆角爬满架。"))
	a.KnowWords("湖灯", "疏桥", "残茶")
	return a
}

func readQuery(text string) *Query {
	a := garden()
	return NewQuery(query.Parse(text, query.Limits{Pasted: 200, Most: 2000}), match.NewLexicon(a.Texts()), a)
}

func namesOf(table []Relaxation) string {
	var names []string
	for _, r := range table {
		names = append(names, string(r.Name))
	}
	return strings.Join(names, " ")
}

// Which relaxations are tried for which query, and in which order.
func TestTable(t *testing.T) {
	t.Parallel()
	const pinyin = "pinyin pinyin pinyin pinyin pinyin initials initials pinyin initials pinyin pinyin"
	const characters = "halves apart mistakes sound merged halves apart scrambled shared framed apart"
	tests := []struct{ name, query, want string }{
		{"nothing to look for", "", "literal"},
		{"characters", "湖灯", "literal " + characters},
		{"quoted", `"湖灯"`, "literal shared"},
		{"a wildcard", "湖?一", "literal shared"},
		{"a year", "年:2019", "literal shared"},
		{"letters", "hudeng", "literal " + pinyin + " shared"},
		{"letters typed syllable by syllable", "hu deng", "literal " + pinyin + " pinyin pinyin shared"},
		{"words of letters", "hudeng yidian", "literal pinyin pinyin pinyin pinyin pinyin pinyin pinyin initials initials pinyin initials pinyin pinyin shared"},
		{"more syllables than are looked for each", "hu deng yi dian bang shu qiao", "literal " + pinyin + " pasted shared"},
		{"characters and letters", "湖灯yidian", "literal pinyin pinyin " + characters},
		{"three clauses", "湖灯，一点，疏桥", "literal pasted " + characters},
		{"a pasted text", strings.Repeat("山高水长，", 50), "pasted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := namesOf(Table(readQuery(tt.query))); got != tt.want {
				t.Errorf("%s: %s\nwant %s", tt.query, got, tt.want)
			}
		})
	}
}

type rewrite = func(context.Context, *Query) plan.Maker

// Every rewrite by itself: whether it makes a plan of a query, whether the plan
// finds poem 1, and in which tier. Those that cut a query find its pieces at
// their word; that such a hit is near only the table says.
func TestRewrites(t *testing.T) {
	t.Parallel()
	const none, missed = match.Tier("no plan"), match.Tier("not found")
	type row struct {
		query string
		want  match.Tier
	}
	tests := []struct {
		name    string
		rewrite rewrite
		rows    []row
	}{
		{"literal", literal, []row{{"湖灯", match.Exact}, {"湖燈", match.Folded}, {"胡灯", missed}}},
		{"pinyin together", pinyinTogether(exactSounds), []row{{"hu deng", match.Sound}, {"hudengyidian", match.Sound}, {"fudeng", missed}, {"湖灯", match.Exact}}},
		{"pinyin together, sounds merged", pinyinTogether(mergedSounds), []row{{"hu den", match.Sound}, {"dou", missed}}},
		{"pinyin apart", pinyinApart(exactSounds), []row{{"shuqiao hudeng", match.Sound}, {"shuqiao heye", missed}}},
		{"pinyin by initials", pinyinByInitials(exactSounds), []row{{"hudengyidian", match.Sound}, {"hudeng", none}, {"湖灯", none}, {"chufengsanren", none}}},
		{"pinyin of author and line", pinyinAuthorLine, []row{{"chufengsanrenhudeng", match.Sound}, {"hudengyidian", none}, {"tinglanhudeng", missed}}},
		{"initials", initials(commonestReading), []row{{"hdyd", match.Sound}, {"hdyx", missed}, {"hdiv", none}}},
		{"initials of every reading", initials(everyReading), []row{{"hdyd", match.Sound}, {"qqqq", missed}}},
		{"one initial wrong", oneInitialOff, []row{{"hdydbsqx", match.Near}, {"hdxdbsqs", match.Near}, {"hdyd", none}, {"湖灯", none}}},
		{"pinyin begun", hurriedPinyin(match.Shortened), []row{{"hudengyd", match.Sound}, {"湖灯", none}}},
		{"pinyin with a letter wrong", hurriedPinyin(match.Mistyped), []row{{"hudengyodian", match.Sound}}},
		{"pinyin with a syllable lost", hurriedPinyin(match.Forgotten), []row{{"hudengdianbangshuqiao", match.Near}}},
		{"characters and pinyin", mixedPinyin(match.InFull), []row{{"湖灯yidian", match.Sound}, {"荷叶yidian", missed}}},
		{"a pasted poem", rarestClauses, []row{{"早上好！湖灯一点傍疏桥，石上残茶独自浇。", match.Exact}, {"早上好！大家好。", missed}}},
		{"two clauses written together", halves(unchanged), []row{{"石上残茶独自浇湖灯一点傍疏桥", match.Exact}, {"湖灯一点傍疏桥", none}, {"湖灯", none}}},
		{"two clauses with a mistake", halves(allowMistakes), []row{{"石上残茶独自喝湖灯一点傍疏桥", match.Near}}},
		{"author and line", authorLine(unchanged), []row{{"楚凤散人湖灯一点", match.Exact}, {"楚凤散人的望月亭", match.Exact}, {"望月亭楚凤散人", match.Exact}, {"湖灯一点", none}, {"汀兰湖灯一点", missed}}},
		{"author and line with a mistake", authorLine(allowMistakes), []row{{"楚凤散人湖灯两点傍", match.Near}}},
		{"mistakes", fuzzy, []row{{"湖灯两点", match.Near}, {"胡灯一点", match.Sound}, {"湖一灯点", match.Near}, {"湖灯", match.Exact}, {"荷叶何田田", missed}}},
		{"by sound", phonetic(exactSounds), []row{{"胡等一点", match.Sound}, {"船", missed}}},
		{"by merged sounds", phonetic(mergedSounds), []row{{"胡等于点", missed}, {"胡等一店", match.Sound}}},
		{"any order", anyOrder, []row{{"疏桥傍点", match.Near}, {"疏桥湖灯", missed}, {"桥疏", missed}}},
		{"longest common run", longestRun, []row{{"一句湖灯一点傍是谁写的", match.Near}, {"我记得“湖灯一点傍”这句", match.Exact}, {"湖灯一点", none}, {"湖灯什么什么傍疏桥", missed}, {"哈哈哈哈哈哈哈", none}}},
		{"head and tail", headTail, []row{{"湖灯什么什么傍疏桥", match.Near}, {"湖灯傍疏桥", match.Near}, {"疏桥什么湖灯", missed}}},
		{"words apart", wordsApart, []row{{"湖灯残茶", match.Exact}, {"湖灯荷叶", missed}, {"湖灯", none}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, row := range tt.rows {
				q := readQuery(row.query)
				got := none
				if plans := tt.rewrite(t.Context(), q); plans != nil {
					p := plans()
					p.BestTier = match.Exact
					if got = missed; p.Matches(q.Lexicon.Poem(1)) {
						got = p.Tier(q.Lexicon.Poem(1), func(*texts.Poem) string { return "楚凤散人" })
					}
				}
				if got != row.want {
					t.Errorf("%s: %s, want %s", row.query, got, row.want)
				}
			}
		})
	}
}

// anyQuery is a query made of what the garden holds and of what it does not.
func anyQuery(rt *rapid.T) *Query {
	pieces := []string{"湖灯", "一点傍", "疏桥", "两", "胡", "楚凤散人", "hudeng", "yidian", "hdyd", " ", "，", " OR ", "石上残茶", "的", "作者:", " -", "豆角", "“", "”"}
	return readQuery(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(rt, "pieces"), ""))
}

// The table may call the hits of a rewrite as loose as it does: what the query
// does not find at its word is found no more strictly than that. Those that cut
// a query are the exception, see TestRewrites.
func TestRewritesFindNothingStricterThanTheTable(t *testing.T) {
	t.Parallel()
	cuts := []Name{Pasted, Halves, Apart, LongestRun, Asked}
	rapid.Check(t, func(rt *rapid.T) {
		q := anyQuery(rt)
		strict := literal(rt.Context(), q)()
		for _, r := range Table(q) {
			plans := r.Rewrite(rt.Context(), q)
			if plans == nil || slices.Contains(cuts, r.Name) {
				continue
			}
			p := plans()
			p.BestTier = match.Exact
			q.Lexicon.Each(func(poem *texts.Poem) bool {
				if tier := p.Tier(poem, authorName); p.Matches(poem) && !strict.Matches(poem) && tier.Rank() > r.Tier.Rank() {
					rt.Errorf("%s: %q finds poem %d as %s, the table says %s", r.Name, q.Text, poem.ID, tier, r.Tier)
				}
				return true
			})
		}
	})
}

func authorName(*texts.Poem) string { return "" }

// The engine proposes at least every poem that a plan matches: what it does not
// propose is never looked at.
func TestPlansProposeEveryMatch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		q := anyQuery(rt)
		for _, r := range Table(q) {
			plans := r.Plans(rt.Context(), q)
			if plans == nil {
				continue
			}
			p := plans()
			if p.Scan != nil {
				continue // see TestScansFindEveryMatch in package match
			}
			q.Lexicon.Each(func(poem *texts.Poem) bool {
				if p.Matches(poem) && !searchtest.Satisfies(poem, p.Propose) {
					rt.Errorf("%s: %q matches poem %d and does not propose it", r.Name, q.Text, poem.ID)
				}
				return true
			})
		}
	})
}
