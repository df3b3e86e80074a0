package asking

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"shiyun/corpus/script"
)

// What a slot was filled with stands between marks until the query is typed.
const (
	begin = '\x01'
	end   = '\x02'
)

func mark(s string) string { return string(begin) + s + string(end) }

var unmark = strings.NewReplacer(string(begin), "", string(end), "")

// typings are the ways in which a query comes out; false where it would not be
// another.
var typings map[string]func(*generator, string) (string, bool)

func init() {
	typings = map[string]func(*generator, string) (string, bool){
		"":            func(_ *generator, q string) (string, bool) { return unmark.Replace(q), true },
		"traditional": traditional, "pinyin": spelt, "chatty": chatty, "swapped": swapped,
		"homophone":  wrong(1, sameSound),
		"homophones": wrong(2, sameSound),
		"accent":     wrong(1, mergedSound),
	}
}

func traditional(_ *generator, q string) (string, bool) {
	q = unmark.Replace(q)
	t := script.Traditional(q)
	return t, t != q
}

// Words that carry no meaning, each half of the templates its own.
var (
	openers = map[bool][]string{
		false: {"小度小度", "请帮我找一下", "那个", "你好我想听", "麻烦给我找找"},
		true:  {"老师好，请问", "嗯那个", "小爱同学帮我放一下", "哎我想找", "帮我查一下", "能不能给我念念", "有没得"},
	}
	closers = map[bool][]string{
		false: {"谢谢", "好吗", "呀", "有没有"},
		true:  {"谢谢你啊", "行不行", "可以吧", "撒", "有没有啊", "好不好哦", "来着", "多谢了"},
	}
)

func chatty(g *generator, q string) (string, bool) {
	o, c := openers[g.held], closers[g.held]
	q = unmark.Replace(q)
	switch g.IntN(3) {
	case 0:
		return o[g.IntN(len(o))] + q, true
	case 1:
		return q + c[g.IntN(len(c))], true
	}
	return o[g.IntN(len(o))] + q + c[g.IntN(len(c))], true
}

// spelt writes the query in letters, what stands in a slot together.
func spelt(_ *generator, q string) (string, bool) {
	var b strings.Builder
	for _, r := range q {
		switch reading := readingOf(r); {
		case r == begin || r == end || !unicode.Is(unicode.Han, r):
			b.WriteByte(' ')
		case reading == "":
			return "", false
		default:
			b.WriteString(reading)
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), true
}

func readingOf(r rune) string {
	readings := pinyin.SinglePinyin(r, pinyin.NewArgs())
	if len(readings) == 0 {
		return ""
	}
	return readings[0]
}

// swapped exchanges two neighbours in what stands in the first slot.
func swapped(g *generator, q string) (string, bool) {
	runes := []rune(q)
	var fit []int
	for i := 1; i < len(runes); i++ {
		if inSlot(runes, i-1) && inSlot(runes, i) && runes[i] != runes[i-1] {
			fit = append(fit, i)
		}
	}
	if len(fit) < 3 { // of three characters everything may be two others
		return "", false
	}
	i := fit[g.IntN(len(fit))]
	runes[i-1], runes[i] = runes[i], runes[i-1]
	return unmark.Replace(string(runes)), true
}

func inSlot(runes []rune, i int) bool {
	for ; i >= 0; i-- {
		switch runes[i] {
		case begin:
			return true
		case end:
			return false
		}
	}
	return false
}

// wrong puts n characters of what stands in a slot wrong; a name of fewer than
// two characters is not to be known again.
func wrong(n int, other func(*generator, rune) rune) func(*generator, string) (string, bool) {
	return func(g *generator, q string) (string, bool) {
		runes := []rune(q)
		var fit []int
		for i, r := range runes {
			if inSlot(runes, i) && unicode.Is(unicode.Han, r) {
				fit = append(fit, i)
			}
		}
		if len(fit) < 2+n-1 {
			return "", false
		}
		g.Shuffle(len(fit), func(i, j int) { fit[i], fit[j] = fit[j], fit[i] })
		for _, i := range fit[:n] {
			if runes[i] = other(g, runes[i]); runes[i] == 0 {
				return "", false
			}
		}
		return unmark.Replace(string(runes)), true
	}
}
