package asking

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/script"
)

// value is what a slot is filled with, and the poems that it is right for.
type value struct {
	text  string
	right func(*Poem) bool
}

// filler makes a value of a poem; false where the poem has none.
type filler func(*generator, *Poem) (value, bool)

// fillers are the slots by name.
var fillers map[string]filler

func init() {
	fillers = map[string]filler{
		"作者": author, "别名": alias, "体裁": form, "词牌": tune, "地方": place, "标签": tag, "诗集": collection,
		"题材": topic("theme"), "亲人": topic("kin"), "节日": topic("festival"), "季节": season,
		"年": year, "年段": years, "题目": title, "句": line(0), "上句": line(1), "下句": line(-1),
		"非体裁": otherForm, "非作者": otherAuthor, "非字": otherWord,
	}
}

// one returns a string as most people type it, in simplified characters.
func simple(s string) string { return script.Simplified(s) }

// by matches the poems of an author and of whoever has the same name.
func by(name string) func(*Poem) bool {
	run := fold.String(name)
	return func(p *Poem) bool { return p.author == run }
}

func ofForm(f corpus.Form) func(*Poem) bool { return func(p *Poem) bool { return p.Form == f } }

func author(_ *generator, p *Poem) (value, bool) {
	name := p.Author.Name
	return value{simple(name), by(name)}, name != corpus.Anonymous && name != "无名氏" && utf8.RuneCountInString(name) >= 2
}

func alias(g *generator, p *Poem) (value, bool) {
	if len(p.aliases) == 0 {
		return value{}, false
	}
	name := p.aliases[g.IntN(len(p.aliases))]
	return value{simple(name), func(q *Poem) bool { return slices.Contains(q.aliases, name) || q.author == fold.String(name) }}, true
}

// formWords are how forms are called when they are asked for.
var formWords = map[corpus.Form][]string{
	corpus.FormWujue: {"五绝", "五言绝句"}, corpus.FormQijue: {"七绝", "七言绝句"}, corpus.FormWulu: {"五律", "五言律诗"}, corpus.FormQilu: {"七律", "七言律诗"},
	corpus.FormPailu: {"排律"}, corpus.FormGufeng: {"古风", "古体诗"}, corpus.FormQu: {"散曲", "元曲"}, corpus.FormFu: {"辞赋"},
	corpus.FormYinglian: {"楹联", "对联"}, corpus.FormXinshi: {"新诗", "现代诗"},
}

func form(g *generator, p *Poem) (value, bool) {
	words := formWords[p.Form]
	if len(words) == 0 {
		return value{}, false
	}
	return value{words[g.IntN(len(words))], ofForm(p.Form)}, true
}

func tune(_ *generator, p *Poem) (value, bool) {
	run := fold.String(p.Tune)
	right := either(has(p.Tune), func(q *Poem) bool { return strings.Contains(fold.String(q.Tune), run) })
	return value{p.Tune, right}, utf8.RuneCountInString(run) >= 2 && !strings.Contains(p.Tune, "・")
}

func place(g *generator, p *Poem) (value, bool) {
	if p.Place.Path == "" {
		return value{}, false
	}
	name := p.places[g.IntN(len(p.places))]
	return value{name, either(func(q *Poem) bool { return slices.Contains(q.places, name) }, has(name))}, true
}

// everywhere is a tag that most poems of the samples have.
const everywhere = "样例"

func tag(g *generator, p *Poem) (value, bool) {
	if len(p.Tags) == 0 {
		return value{}, false
	}
	name := p.Tags[g.IntN(len(p.Tags))]
	return value{name, either(func(q *Poem) bool { return slices.Contains(q.Tags, name) }, has(name))}, name != everywhere && utf8.RuneCountInString(name) >= 2
}

func collection(g *generator, p *Poem) (value, bool) {
	if len(p.Collections) == 0 {
		return value{}, false
	}
	id := p.Collections[0].ID
	name := p.Collections[0].Name
	if _, own, ok := strings.Cut(name, "·"); ok && g.IntN(2) == 0 {
		name = own // what stands before the dot is said by few
	}
	return value{name, either(func(q *Poem) bool {
		return slices.ContainsFunc(q.Collections, func(c corpus.CollectionRef) bool { return c.ID == id })
	}, has(name))}, true
}

//go:embed topics.txt
var topicsText string

type subject struct {
	bit        int // in Poem.about
	kind, name string
	modern     bool // of the neighbourhood: older verse has its words otherwise
	words      []string
}

var subjects = readSubjects(topicsText)

func readSubjects(text string) (list []subject) {
	for line := range strings.Lines(text) {
		head, words, ok := strings.Cut(line, ":")
		kind, name, named := strings.Cut(head, " ")
		if ok && named && kind != "#" {
			kind, modern := strings.CutSuffix(kind, "*")
			list = append(list, subject{len(list), kind, name, modern, append(strings.Fields(words), name)})
		}
	}
	return list
}

func (s subject) in(p *Poem) bool {
	return slices.ContainsFunc(s.words, func(w string) bool {
		if begins, ok := strings.CutPrefix(w, "^"); ok {
			return strings.HasPrefix(p.title, begins)
		}
		return strings.Contains(p.words, w) || strings.Contains(p.tags, w)
	})
}

func topic(kind string) filler {
	return func(g *generator, p *Poem) (value, bool) {
		var fit []subject
		for i, s := range subjects {
			if s.kind == kind && p.about&(1<<i) != 0 && (!s.modern || p.Form == corpus.FormXinshi || len(p.Tags) > 0 && slices.Contains(p.Tags, everywhere)) {
				fit = append(fit, s)
			}
		}
		if len(fit) == 0 {
			return value{}, false
		}
		s := fit[g.IntN(len(fit))]
		return value{s.name, func(q *Poem) bool { return q.about&(1<<s.bit) != 0 }}, true
	}
}

// The months of the seasons, of the old calendar and of today's.
var seasonMonths = map[string][]int{"春天": {2, 3, 4, 5}, "夏天": {5, 6, 7, 8}, "秋天": {8, 9, 10, 11}, "冬天": {11, 12, 1, 2}}

func season(g *generator, p *Poem) (value, bool) {
	v, ok := topic("season")(g, p)
	if !ok {
		return v, false
	}
	return value{v.text, either(v.right, func(q *Poem) bool {
		first, _ := utf8.DecodeRuneInString(v.text)
		return slices.Contains(seasonMonths[v.text], q.Date.Month) || strings.ContainsRune(q.Date.Text, first) || q.Date.Month == 0 && q.Date.Year != 0 && q.Date.Precision == corpus.PrecisionLunar
	})}, true
}

func year(g *generator, p *Poem) (value, bool) {
	y := p.Date.Year
	if y == 0 {
		return value{}, false
	}
	digits := strconv.Itoa(y)
	chinese := strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(digits)
	forms := []string{digits + "年", digits + "年", chinese + "年", digits}
	if y >= 1950 {
		forms = append(forms, digits[2:]+"年")
	}
	text := forms[g.IntN(len(forms))]
	right := func(q *Poem) bool { return q.Date.Year == y }
	return value{text, either(right, either(has(digits), has(chinese)))}, true
}

func years(g *generator, p *Poem) (value, bool) {
	y := p.Date.Year
	if y == 0 {
		return value{}, false
	}
	between := func(from, to int) func(*Poem) bool {
		return func(q *Poem) bool { return from <= q.Date.Year && q.Date.Year <= to }
	}
	if decade := y - y%10; y < 2000 && decade%100 != 0 && g.IntN(2) == 0 {
		tens := string([]rune("〇一二三四五六七八九")[decade%100/10])
		return value{tens + "十年代", between(decade, decade+9)}, true
	}
	from := y - g.IntN(3)
	to := y + g.IntN(3)
	if from == to {
		to++
	}
	return value{strconv.Itoa(from) + "年到" + strconv.Itoa(to) + "年", between(from, to)}, true
}

func title(g *generator, p *Poem) (value, bool) {
	name, _, _ := strings.Cut(p.Title, "  ")
	run := fold.String(name)
	n := utf8.RuneCountInString(run)
	ok := 2 <= n && n <= 9 && !g.taken[run] && p.title == run && onlyHan(run)
	return value{simple(name), func(q *Poem) bool { return q.title == run }}, ok
}

func onlyHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// line fills with a clause that has another after (1) or before it (-1).
func line(beside int) filler {
	return func(g *generator, p *Poem) (value, bool) {
		if len(p.clauses) < 2 {
			return value{}, false
		}
		i := g.IntN(len(p.clauses))
		n := utf8.RuneCountInString(p.clauses[i].Folded)
		if at := i + beside; n < 5 || n > 9 || at < 0 || at >= len(p.clauses) || !onlyHan(p.clauses[i].Folded) {
			return value{}, false
		}
		return value{simple(p.clauses[i].Raw), has(p.clauses[i].Raw)}, true
	}
}

func otherForm(g *generator, p *Poem) (value, bool) {
	forms := slices.DeleteFunc(slices.Clone(corpus.Forms()), func(f corpus.Form) bool { return f == p.Form || formWords[f] == nil })
	f := forms[g.IntN(len(forms))]
	words := formWords[f]
	return value{words[g.IntN(len(words))], not(ofForm(f))}, true
}

func otherAuthor(g *generator, p *Poem) (value, bool) {
	q := g.poems[g.IntN(len(g.poems))]
	v, ok := author(g, q)
	return value{v.text, not(v.right)}, ok && q.author != p.author
}

func otherWord(g *generator, p *Poem) (value, bool) {
	words := []string{"月", "雨", "花", "春", "风", "酒", "山", "云"}
	w := words[g.IntN(len(words))]
	return value{w, not(has(w))}, !has(w)(p)
}
