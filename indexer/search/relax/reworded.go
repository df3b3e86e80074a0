package relax

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// commonWords are words for the same that need no curator: kin as people here
// and elsewhere call them, and what a few things are called in English. Words
// after the bar mean other things as well, or are no poem's: they are asked
// with and never looked for.
var commonWords = []string{
	"外婆 姥姥 外祖母 | 家家 家婆 阿嬷", "外公 姥爷 外祖父 | 家爹 家公", "爷爷 祖父 | 爹爹", "奶奶 祖母 | 婆婆",
	"母亲 妈妈 慈母 阿妈 | 姆妈 老妈 娘亲 妈 mother", "父亲 爸爸 严父 阿爸 | 老爸 老爹 爸 father", "老伴 老妻 妻子 | 老婆 内人 爱人 媳妇", "丈夫 先夫 | 老公 老头子",
	"孙子 孙儿 | 孙伢 小孙子", "孙女 | 孙女儿 小孙女", "女儿 闺女 | 丫头", "孩子 娃娃 小孩 | 细伢 伢 儿童", "邻居 邻里 街坊 邻翁 | 邻舍",
	"自行车 单车 脚踏车", "土豆 洋芋 马铃薯", "番茄 西红柿", "红薯 红苕 地瓜", "过早 早点 | 早饭 早餐", "大水 洪水 | 发水", "菜市场 菜场 早市 集市",
	"月 明月 月亮 | moon", "雨 | rain", "雪 | snow", "春 | spring", "夏 | summer", "秋 | autumn fall", "冬 | winter", "荷 荷花 莲 | lotus", "菊 菊花 | chrysanthemum",
	"梅 梅花 | plum", "花 | flower", "湖 | lake", "风 | wind", "茶 | tea", "酒 | wine", "柳 | willow", "石 | stone", "亭 | pavilion", "桥 | bridge", "故乡 家乡 | hometown",
}

// sameWord is a word with the others to look for in its place.
type sameWord struct {
	word   string
	others []string
}

var sameWords = sync.OnceValue(func() []sameWord {
	var same []sameWord
	for _, group := range commonWords {
		kept, asked, _ := strings.Cut(group, "|")
		for _, w := range strings.Fields(kept + asked) {
			if others := slices.DeleteFunc(strings.Fields(kept), func(o string) bool {
				return o == w || utf8.RuneCountInString(w) > 1 && utf8.RuneCountInString(o) < 2 && !match.IsLatin(w)
			}); len(others) > 0 {
				same = append(same, sameWord{w, others})
			}
		}
	}
	return same
})

// mostRewordings bounds the ways in which one run is said otherwise.
const mostRewordings = 8

// reworded takes each run in other words for the same: 姥姥 for 外婆, 17 for
// 十七.
func reworded(_ context.Context, q *Query) plan.Maker {
	root, changed := rewordNode(q.Root)
	if !changed {
		return nil
	}
	return func() plan.Plan { return plan.New(root, q.Lexicon, nil) }
}

// mayReword reports whether anything in the query can be said otherwise.
func mayReword(q *Query) bool {
	if q.Root == nil {
		return false
	}
	_, changed := rewordNode(q.Root)
	return changed
}

func rewordNode(n *query.Node) (*query.Node, bool) {
	if n.Op == query.Not {
		return n, false
	}
	if n.Op == query.Leaf {
		if n.Term.Exact() || !n.Term.Field.InText() || utf8.RuneCountInString(n.Term.Run) > longestRelaxed {
			return n, false
		}
		runs := rewordings(n.Term.Run)
		or := &query.Node{Op: query.Or, Kids: []*query.Node{n}}
		for _, run := range runs[:min(len(runs), mostRewordings)] {
			or.Kids = append(or.Kids, leaf(n.Term.Field, run, run))
		}
		return or, len(runs) > 0
	}
	other, changed := &query.Node{Op: n.Op}, false
	for _, kid := range n.Kids {
		k, c := rewordNode(kid)
		other.Kids, changed = append(other.Kids, k), changed || c
	}
	return other, changed
}

// rewordings are the ways in which a folded run may be said otherwise: a word of
// two characters or more in it, or the whole, by another; its numerals in the
// other script.
func rewordings(run string) []string {
	var runs []string
	for _, same := range sameWords() {
		word, others := same.word, same.others
		if word != run && utf8.RuneCountInString(word) < 2 || match.IsLatin(word) && word != run || !strings.Contains(run, word) {
			continue
		}
		for _, other := range others {
			runs = append(runs, strings.Replace(run, word, other, 1))
		}
	}
	if written := undescribed(run); written != "" {
		runs = append(runs, written)
	}
	return append(runs, renumbered(run)...)
}

const chineseDigits = "〇一二三四五六七八九"

// renumbered writes the numerals of a run in the other script: 17 as 十七 and
// 一七, 五一 as 51.
func renumbered(run string) []string {
	western := func(r rune) bool { return '0' <= r && r <= '9' }
	chinese := func(r rune) bool { return strings.ContainsRune(chineseDigits+"零十百", r) }
	for _, numeral := range []func(rune) bool{western, chinese} {
		from := strings.IndexFunc(run, numeral)
		if from < 0 {
			continue
		}
		to := len(run)
		if n := strings.IndexFunc(run[from:], func(r rune) bool { return !numeral(r) }); n >= 0 {
			to = from + n
		}
		var runs []string
		for _, other := range numerals(run[from:to]) {
			runs = append(runs, run[:from]+other+run[to:])
		}
		return runs
	}
	return nil
}

func numerals(s string) []string {
	if unicode.IsDigit(rune(s[0])) {
		if len(s) > 4 {
			return nil
		}
		var each strings.Builder
		for _, d := range s {
			each.WriteRune([]rune(chineseDigits)[d-'0'])
		}
		n, _ := strconv.Atoi(s)
		if n < 10 || n > 99 {
			return []string{each.String()}
		}
		counted := string([]rune(chineseDigits)[n/10]) + "十"
		if n < 20 {
			counted = "十"
		}
		if n%10 > 0 {
			counted += string([]rune(chineseDigits)[n%10])
		}
		return []string{counted, each.String()}
	}
	if tens, ones, ok := strings.Cut(s, "十"); ok {
		if utf8.RuneCountInString(tens) > 1 || utf8.RuneCountInString(ones) > 1 {
			return nil
		}
		n := 10 * max(1, digit(tens))
		return []string{strconv.Itoa(n + max(0, digit(ones)))}
	}
	var each strings.Builder
	for _, r := range s {
		d := digit(string(r))
		if d < 0 {
			return nil
		}
		each.WriteString(strconv.Itoa(d))
	}
	if each.Len() < 2 {
		return nil
	}
	return []string{each.String()}
}

// digit is the value of one Chinese digit, -1 for none.
func digit(s string) int {
	if s == "零" {
		return 0
	}
	if s == "" {
		return -1
	}
	for i, r := range []rune(chineseDigits) {
		if string(r) == s {
			return i
		}
	}
	return -1
}

// shortestMarked is how many characters stand at least on either side of a mark
// that may be a comma and no wildcard.
const shortestMarked = 4

// isMarked reports whether a query has wildcards where a comma may have been
// meant: between clauses.
func isMarked(q *Query) bool { return q.Root != nil && asMarks(q.Root) != nil }

// marked takes wildcards between clauses for punctuation.
func marked(_ context.Context, q *Query) plan.Maker {
	root := asMarks(q.Root)
	if root == nil {
		return nil
	}
	return func() plan.Plan { return plan.New(root, q.Lexicon, nil) }
}

// asMarks returns the one pattern of a query cut at its wildcards, nil where
// its pieces are no clauses.
func asMarks(root *query.Node) *query.Node {
	if root.Op != query.Leaf || root.Term.Field != query.Any || root.Term.Pattern == nil {
		return nil
	}
	clauses := &query.Node{Op: query.And}
	var run strings.Builder
	end := func() bool {
		piece := run.String()
		run.Reset()
		clauses.Kids = append(clauses.Kids, leaf(query.Any, piece, piece))
		return utf8.RuneCountInString(piece) >= shortestMarked
	}
	for _, e := range root.Term.Pattern {
		switch e.Kind {
		case query.ElemChar:
			run.WriteRune(e.Char)
		case query.ElemOne, query.ElemRun:
			if !end() {
				return nil
			}
		default:
			return nil
		}
	}
	if !end() || len(clauses.Kids) < 2 {
		return nil
	}
	return clauses
}
