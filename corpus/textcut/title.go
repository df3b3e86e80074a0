package textcut

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

// titleParts are what a title line says.
type titleParts struct {
	title, author, tune string
	form                corpus.Form
}

var (
	// ordinalTitle is a part of a sequence that has no name of its own.
	ordinalTitle = regexp.MustCompile(`^[（(【]?其[一二三四五六七八九十百\d]{1,3}[）)】]?[\s·：:、.．\x{3000}]+[^\s，。；？！]{1,12}$|^[（(【]?(?:其|之)[一二三四五六七八九十百\d]{1,3}[）)】]?[：:]?$|^[（(][一二三四五六七八九十\d]{1,3}[）)]$|^[一二三四五六七八九十]{1,3}[、.．]?$|^\d{1,3}[、.．]$`)

	// numbering stands before the title of one poem among many.
	numbering = regexp.MustCompile(`^(?:[（(【\[][一二三四五六七八九十百\d]{1,4}[）)】\]]|第[一二三四五六七八九十百\d]{1,4}首|[一二三四五六七八九十百]{1,4}[、.．]|[\d０-９]{1,4}\s*[、.．)）]|[①-⑳⑴-⒇])\s*[:：]?\s*`)

	titleThenBy = regexp.MustCompile(`^(.{1,80}?)[\s（(]*(?:作者|文|诗|作|詩|撰|by)\s*[:：/／|｜]\s*([^\s（）()]{1,12}(?: [^\s（）()]{1,8})?)[）)]?$`)
	answers     = regexp.MustCompile(`^(?:和|读|讀|题|題|赠|贈|步|依|次|用|观|觀|听|聽|为|為|致|寄|咏|詠|酬|答|奉|仿|改|悼|送|看|给|給|写|寫|重读|再读|组诗|組詩|长诗|長詩|作文|歌词|朗诵|散文|附|原|序|跋)|(?:作|韵|韻|有感|读后|讀後|之)$`)
	bookTitle   = regexp.MustCompile(`^([^《》]*)《([^《》]{1,60})》(.*)$`)
	bracketed   = regexp.MustCompile(`^(.{1,60}?)\s*[（(]([^（）()]{2,6})[）)]$`)
	dashed      = regexp.MustCompile(`^(.{1,60}?)\s*(?:——|--|／|/|\||｜|·|•)\s*([^\s·•]{2,6})$`)
	spaced      = regexp.MustCompile(`^(\S.{0,60}?)([\s\x{3000}]+)(\p{Han}{2,6}|\p{Han} \p{Han}|\p{Han}\x{3000}+\p{Han})$`)
)

// nameTitles reads the title lines of poems. Where most of them read as title
// and author, the rest are read so too.
func (d *Document) nameTitles(poems []poem, labels intake.Labels) {
	byline := d.bylines(poems)
	group := poem{titleLine: -1} // the poem a sequence takes its name from
	for i := range poems {
		p := &poems[i]
		if p.titleLine >= 0 {
			p.titleParts = readTitle(d.Lines[p.titleLine].said(labelTitle), byline)
		}
		ordinal := ordinalTitle.MatchString(p.title)
		author := strings.Join(d.texts(*p, labels, labelAuthor), " ")
		switch {
		case author != "" && p.titleLine >= 0:
			p.titleParts = readTitle(d.Lines[p.titleLine].said(labelTitle), never)
			p.author = readAuthor(author)
		case author != "":
			p.author = readAuthor(author)
		case ordinal && group.titleLine >= 0:
			p.author = group.author
		}
		if ordinal && group.titleLine >= 0 {
			p.title = joinOrdinal(group.title, p.title)
			p.tune, p.form = group.tune, group.form
			if i > 0 && poems[i-1].titleLine == group.titleLine && d.body(poems[i-1], labels) == "" {
				poems[i-1].Kept, p.preface = false, d.prose(poems[i-1], labels, labelPreface)
			}
		} else {
			group = *p
		}
		if p.author == "" {
			p.author = d.senderOf(*p, labels)
		}
	}
	if len(poems) == 1 {
		poems[0].takeFileName(readFileName(d.Name))
	}
}

func joinOrdinal(group, ordinal string) string {
	if group == "" {
		return ordinal
	}
	return group + " " + strings.TrimRight(ordinal, "：:、.．")
}

func (d *Document) senderOf(p poem, labels intake.Labels) string {
	for i := p.start; i < p.last; i++ {
		if labels[i] == labelBody || labels[i] == labelFirst {
			return trimDecoration(d.Lines[i].sender)
		}
	}
	return ""
}

// bylines is how sure one must be that a title ends with a name.
type bylines int

const (
	never   bylines = iota // the author has a line of their own
	careful                // a surname, or a wide gap
	usual                  // most titles of the text do
)

func (d *Document) bylines(poems []poem) bylines {
	titles, named := 0, 0
	for _, p := range poems {
		if p.titleLine < 0 {
			continue
		}
		titles++
		if readTitle(d.Lines[p.titleLine].said(labelTitle), usual).author != "" {
			named++
		}
	}
	if titles >= 3 && named*10 >= titles*7 {
		return usual
	}
	return careful
}

// readTitle takes a title line apart.
func readTitle(line string, by bylines) titleParts {
	if len(line) > maxLook { // no title, whatever its label: not worth taking apart
		return titleParts{title: line}
	}
	t := titleParts{title: trimTitle(line)}
	if by != never {
		t.takeAuthor(by)
	}
	t.takeBookMarks(by)
	if form, rest := formOf(t.title); form != "" {
		t.form, t.title = form, trimTitle(rest)
	}
	if tune, _ := verse.TuneOf(t.title); tune != "" {
		t.tune, t.form = tune, verse.FormOfTune(t.title, tune)
	}
	return t
}

// takeAuthor parts the name of an author from a title.
func (t *titleParts) takeAuthor(by bylines) {
	if m := titleThenBy.FindStringSubmatch(t.title); m != nil && strings.TrimSpace(m[1]) != "" {
		t.title, t.author = trimTitle(m[1]), readAuthor(m[2])
		return
	}
	if m := bracketed.FindStringSubmatch(t.title); m != nil && isName(m[2]) && (by == usual || startsWithSurname(m[2])) {
		t.title, t.author = trimTitle(m[1]), m[2]
		return
	}
	if m := spaced.FindStringSubmatch(t.title); m != nil && nameAfter(m[1], m[2], m[3], by) {
		t.title, t.author = trimTitle(m[1]), readAuthor(m[3])
		return
	}
	if m := dashed.FindStringSubmatch(t.title); m != nil && isName(m[2]) && startsWithSurname(m[2]) && !isFormOrTune(m[1]) && (by == usual || strings.ContainsAny(t.title, "/／|｜")) {
		t.title, t.author = trimTitle(m[1]), readAuthor(m[2])
	}
}

// nameAfter tells "望月亭　张三" from "登楼 有感" and "满江红 登楼".
func nameAfter(title, gap, name string, by bylines) bool {
	plain := joinName(name)
	if !isName(plain) || isFormOrTune(title) || ordinalTitle.MatchString(strings.TrimSpace(name)) {
		return false
	}
	if strings.HasSuffix(plain, "首") || strings.HasPrefix(plain, "其") {
		return false
	}
	wide := gap != " "
	return by == usual || startsWithSurname(plain) && utf8.RuneCountInString(plain) <= 4 || wide && startsWithSurname(plain) || strings.HasSuffix(title, "》")
}

// takeBookMarks takes 《》 off a title, and the name beside it.
func (t *titleParts) takeBookMarks(by bylines) {
	m := bookTitle.FindStringSubmatch(t.title)
	if m == nil {
		return
	}
	before, after := trimTitle(m[1]), strings.TrimSpace(m[3])
	switch {
	case before == "" && after == "":
		t.title = m[2]
	case before == "" && by != never && isName(joinName(strings.Trim(after, "（）()"))) && t.author == "":
		t.title, t.author = m[2], readAuthor(after)
	case after == "" && by != never && isName(joinName(before)) && !isFormOrTune(before) && !answers.MatchString(before) && t.author == "":
		t.title, t.author = m[2], readAuthor(before)
	case after == "" && isFormOrTune(before):
		t.title = strings.TrimRight(before, "· ") + "·" + m[2]
	}
}

func isFormOrTune(s string) bool {
	s = strings.TrimSpace(strings.Trim(s, "·•・‧∙．.:：—–-|/《》【】[] \u3000"))
	tune, rest := verse.TuneOf(s)
	_, form := formHeads[s]
	return form || tune != "" && rest == ""
}

// trimTitle takes off what surrounds a title and is none of it: numbering,
// emoji, ornaments, 题目：.
func trimTitle(s string) string {
	s = trimDecoration(s)
	for _, word := range []string{"标题：", "题目：", "标题:", "题目:", "題目：", "標題："} {
		s = strings.TrimPrefix(s, word)
	}
	if rest := numbering.ReplaceAllString(s, ""); rest != "" && !ordinalTitle.MatchString(s) {
		s = rest
	}
	if inner, ok := strings.CutPrefix(s, "【"); ok && strings.HasSuffix(inner, "】") && strings.Count(s, "【") == 1 {
		s = strings.TrimSuffix(inner, "】")
	}
	return trimDecoration(s)
}

// trimDecoration takes emoji and ornaments off both ends.
func trimDecoration(s string) string {
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
