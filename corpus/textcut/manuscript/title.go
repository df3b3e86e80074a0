package manuscript

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

// TitleParts are what a title line says.
type TitleParts struct {
	Title, Author, Tune string
	Form                corpus.Form
}

var (
	// OrdinalTitle is a part of a sequence that has no name of its own.
	OrdinalTitle = regexp.MustCompile(`^[（(【]?其[一二三四五六七八九十百\d]{1,3}[）)】]?[\s·：:、.．\x{3000}]+[^\s，。；？！]{1,12}$|^[（(【]?(?:其|之)[一二三四五六七八九十百\d]{1,3}[）)】]?[：:]?$|^[（(][一二三四五六七八九十\d]{1,3}[）)]$|^[一二三四五六七八九十]{1,3}[、.．]?$|^\d{1,3}[、.．]$`)

	// Numbering stands before the title of one poem among many.
	Numbering = regexp.MustCompile(`^(?:[（(【\[][一二三四五六七八九十百\d]{1,4}[）)】\]]|第[一二三四五六七八九十百\d]{1,4}首|[一二三四五六七八九十百]{1,4}[、.．]|[\d０-９]{1,4}\s*[、.．)）]|[①-⑳⑴-⒇])\s*[:：]?\s*`)

	titleThenBy = regexp.MustCompile(`^(.{1,80}?)[\s（(]*(?:作者|文|诗|作|詩|撰|by)\s*[:：/／|｜]\s*([^\s（）()]{1,12}(?: [^\s（）()]{1,8})?)[）)]?$`)
	answers     = regexp.MustCompile(`^(?:和|读|讀|题|題|赠|贈|步|依|次|用|观|觀|听|聽|为|為|致|寄|咏|詠|酬|答|奉|仿|改|悼|送|看|给|給|写|寫|重读|再读|组诗|組詩|长诗|長詩|作文|歌词|朗诵|散文|附|原|序|跋)|(?:作|韵|韻|有感|读后|讀後|之)$`)
	bookTitle   = regexp.MustCompile(`^([^《》]*)《([^《》]{1,60})》(.*)$`)
	bracketed   = regexp.MustCompile(`^(.{1,60}?)\s*[（(]([^（）()]{2,6}?)[撰著书書作]?[）)]$`)
	dashed      = regexp.MustCompile(`^(.{1,60}?)\s*(?:——|--|／|/|\||｜|·|•)\s*([^\s·•]{2,6})$`)
	SpacedTitle = regexp.MustCompile(`^(\S.{0,60}?)([\s\x{3000}]+)(\p{Han}{2,6}|\p{Han} \p{Han}|\p{Han}\x{3000}+\p{Han})$`)
)

// Bylines is how sure one must be that a title ends with a name.
type Bylines int

const (
	Never   Bylines = iota // the author has a line of their own
	Careful                // a surname, or a wide gap
	Usual                  // most titles of the text do
)

// ReadTitle takes a title line apart.
func ReadTitle(line string, by Bylines) TitleParts {
	if len(line) > MaxLook { // no title, whatever its label: not worth taking apart
		return TitleParts{Title: line}
	}
	t := TitleParts{Title: TrimTitle(line)}
	if by != Never {
		t.takeAuthor(by)
	}
	t.takeBookMarks(by)
	if form, rest := formOf(t.Title); form != "" {
		t.Form, t.Title = form, TrimTitle(rest)
	}
	if tune, _ := verse.TuneOf(t.Title); tune != "" {
		t.Tune, t.Form = tune, verse.FormOfTune(t.Title, tune)
	}
	return t
}

// takeAuthor parts the name of an author from a title.
func (t *TitleParts) takeAuthor(by Bylines) {
	if !strings.ContainsAny(t.Title, " \t\u3000)）:：/／|｜—-·•") {
		return // nothing parts a name from it
	}
	if m := titleThenBy.FindStringSubmatch(t.Title); m != nil && strings.TrimSpace(m[1]) != "" {
		t.Title, t.Author = TrimTitle(m[1]), ReadAuthor(m[2])
		return
	}
	if m := bracketed.FindStringSubmatch(t.Title); m != nil && IsName(m[2]) && (by == Usual || StartsWithSurname(m[2])) {
		t.Title, t.Author = TrimTitle(m[1]), m[2]
		return
	}
	if m := SpacedTitle.FindStringSubmatch(t.Title); m != nil && nameAfter(m[1], m[2], m[3], by) {
		t.Title, t.Author = TrimTitle(m[1]), ReadAuthor(m[3])
		return
	}
	if m := dashed.FindStringSubmatch(t.Title); m != nil && IsName(m[2]) && StartsWithSurname(m[2]) && !IsFormOrTune(m[1]) && (by == Usual || strings.ContainsAny(t.Title, "/／|｜")) {
		t.Title, t.Author = TrimTitle(m[1]), ReadAuthor(m[2])
	}
}

// nameAfter tells "望月亭　张三" from "登楼 有感" and "满江红 登楼".
func nameAfter(title, gap, name string, by Bylines) bool {
	plain := joinName(name)
	if !IsName(plain) || IsFormOrTune(title) || OrdinalTitle.MatchString(strings.TrimSpace(name)) {
		return false
	}
	if strings.HasSuffix(plain, "首") || strings.HasPrefix(plain, "其") {
		return false
	}
	wide := gap != " "
	return by == Usual || StartsWithSurname(plain) && utf8.RuneCountInString(plain) <= 4 || wide && StartsWithSurname(plain) || strings.HasSuffix(title, "》")
}

// takeBookMarks takes 《》 off a title, and the name beside it.
func (t *TitleParts) takeBookMarks(by Bylines) {
	m := bookTitle.FindStringSubmatch(t.Title)
	if m == nil {
		return
	}
	before, after := TrimTitle(m[1]), strings.TrimSpace(m[3])
	switch {
	case before == "" && after == "":
		t.Title = m[2]
	case before == "" && by != Never && IsName(joinName(strings.Trim(after, "（）()"))) && t.Author == "":
		t.Title, t.Author = m[2], ReadAuthor(after)
	case after == "" && by != Never && IsName(joinName(before)) && !IsFormOrTune(before) && !answers.MatchString(before) && t.Author == "":
		t.Title, t.Author = m[2], ReadAuthor(before)
	case after == "" && IsFormOrTune(before):
		t.Title = strings.TrimRight(before, "· ") + "·" + m[2]
	}
}

// IsFormOrTune reports whether s is the name of a form or a tune and no more.
func IsFormOrTune(s string) bool {
	s = strings.TrimSpace(strings.Trim(s, "·•・‧∙．.:：—–-|/《》【】[] \u3000"))
	tune, rest := verse.TuneOf(s)
	_, form := formHeads[s]
	return form || tune != "" && rest == ""
}

// TrimTitle takes off what surrounds a title and is none of it: numbering,
// emoji, ornaments, 题目：.
func TrimTitle(s string) string {
	s = TrimDecoration(s)
	for _, word := range []string{"标题：", "题目：", "标题:", "题目:", "題目：", "標題："} {
		s = strings.TrimPrefix(s, word)
	}
	if rest := Numbering.ReplaceAllString(s, ""); rest != "" && !OrdinalTitle.MatchString(s) {
		s = rest
	}
	if inner, ok := strings.CutPrefix(s, "【"); ok && strings.HasSuffix(inner, "】") && strings.Count(s, "【") == 1 {
		s = strings.TrimSuffix(inner, "】")
	}
	return TrimDecoration(s)
}

// TrimDecoration takes emoji and ornaments off both ends.
func TrimDecoration(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		switch {
		case unicode.IsSpace(r), strings.ContainsRune("*＊#~～=＝_■□◆◇●○★☆▲△▼▽※→←↓↑►◎♪♫❀✿❤♥|｜", r):
			return true
		case r == '\u200D', r == '\u200B', r == '\uFEFF', r >= 0xFE00 && r <= 0xFE0F:
			return true
		}
		return r >= 0x2600 && r <= 0x27BF || r >= 0x1F000 && r <= 0x1FAFF || r >= 0xE0020 && r <= 0xE007F
	})
}
