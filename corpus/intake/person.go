package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

var (
	bylineWord = regexp.MustCompile(`(?i)^(?:作者|文|诗|诗人|撰文|撰稿人?|投稿人?|笔名|姓名|署名|作|詩|詩人|筆名|by)\s*[:：/／|｜]\s*`)
	nameNumber = regexp.MustCompile(`^(?:\d{1,3}|[①-⑳])\s*[.、．)）\s]\s*`)
	nameAge    = regexp.MustCompile(`\s*[（(]?\s*\d{1,3}\s*(?:岁|歲)\s*[)）]?$|\s+\d{1,5}$|\s*[（(]\d{1,5}[)）]$`)
	nameTitle  = regexp.MustCompile(`^(.{2,}?)\s*[（(]?(?:女士|老师|老師|同志|小姐|阿姨|大爷|大爺)[)）]?$`)
	nameSir    = regexp.MustCompile(`^([\p{Han}]{2,4})\s*先生$`)
	penName    = regexp.MustCompile(`^(.+?)\s*[（(]\s*(?:笔名|筆名|网名|網名)\s*[:：]?\s*(.+?)\s*[)）]$`)
	realName   = regexp.MustCompile(`^(.+?)\s*[（(]\s*(?:本名|真名|原名|实名|真实姓名|實名)\s*[:：]?\s*.+[)）]$`)
	namePlace  = regexp.MustCompile(`^(\p{Han}{2,6})\s*[（(]([^（）()]{2,16}(?:社区|小区|社區|小區|花园|花園|家园|苑|街道|[街路村镇鎮里园]))[）)]$`)
	byDynasty  = regexp.MustCompile(`^[（(\[【〔]\s*(` + dynasties + `)(?:代|朝)?\s*[)）\]】〕]\s*(.+)$|^(.+?)\s*[（(\[【〔]\s*(` + dynasties + `)(?:代|朝)?\s*[)）\]】〕]$`)
)

const dynasties = `先秦|秦|汉|漢|东汉|西汉|魏|晋|晉|西晋|东晋|南北朝|隋|唐|五代|宋|北宋|南宋|辽|遼|金|元|明|清|近代|现代|現代|当代|當代|民国|民國`

// noNames are what people write where they know no author.
var noNames = strings.Fields("未知 无 無 佚名 匿名 不详 不詳 未署名 无名 無名 n/a na none null nil unknown anonymous anon 作者不详 作者不詳 作者未知 暂无 待查 待考 未填 空")

// surnames are the commonest. 先生 after one of them is a form of address, and
// elsewhere often part of a name: 五柳先生.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严" +
	"張劉陳楊黃趙吳孫馬鄭謝羅許韓馮鄧蕭蔣餘葉蘇魏呂盧鍾譚陸賈韋鄒賀顧龔萬錢嚴"

// cleanAuthor leaves the name in a cell of the author: without the word that
// says it is one, a number, an age or a form of address. What stands for no
// name is nobody.
func (r *Row) cleanAuthor(c Cells) {
	cell := c[FieldAuthor]
	if !cell.Given || !utf8.ValidString(cell.Text) {
		return
	}
	name := strings.TrimSpace(cell.Text)
	if isBareName(name) {
		cell.Text = name
		c[FieldAuthor] = cell
		return
	}
	for _, pattern := range []*regexp.Regexp{nameNumber, bylineWord, nameAge} {
		if r.Table == nil && pattern != bylineWord {
			continue // programs write names without a number
		}
		if rest := strings.TrimSpace(pattern.ReplaceAllString(name, "")); rest != "" {
			name = rest
		}
	}
	if m := penName.FindStringSubmatch(name); m != nil {
		name = m[2]
		r.Warn(cell.Column, CodePrivate, corpus.NewMessage("intake.warn.real_name"))
	} else if m := realName.FindStringSubmatch(name); m != nil {
		name = m[1]
		r.Warn(cell.Column, CodePrivate, corpus.NewMessage("intake.warn.real_name"))
	}
	if m := byDynasty.FindStringSubmatch(name); m != nil {
		name = strings.TrimSpace(m[2] + m[3])
		if date := c[FieldDate]; strings.TrimSpace(date.Text) == "" {
			c[FieldDate] = Cell{Column: cell.Column, Given: true, Text: m[1] + m[4]}
		}
	}
	if m := namePlace.FindStringSubmatch(name); m != nil {
		name = m[1]
		if strings.TrimSpace(c[FieldPlace].Text) == "" {
			c[FieldPlace] = Cell{Column: cell.Column, Given: true, Text: m[2]}
		}
	}
	if m := nameTitle.FindStringSubmatch(name); m != nil {
		name = m[1]
	} else if m := nameSir.FindStringSubmatch(name); m != nil && strings.ContainsRune(surnames, firstRune(m[1])) {
		name = m[1]
	}
	if r.isNobody(name) && strings.TrimSpace(cell.Text) != "" {
		name = corpus.Anonymous
	}
	cell.Text = name
	c[FieldAuthor] = cell
}

// bareName is how long a name is in bytes that needs no look: four characters.
const bareName = 12

// isBareName reports whether a name has nothing about it to be taken off:
// Chinese characters alone, few, and no form of address at their end. Nearly
// every author of a sheet is one.
func isBareName(name string) bool {
	if name == "" || len(name) > bareName || strings.ContainsAny(name, "士师師志姐姨爷爺生未无無佚匿不作暂待空") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r < 0x4E00 || r > 0x9FFF })
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isNobody reports whether a name stands for none: marks alone in a table, or a
// word that says so.
func (r *Row) isNobody(name string) bool {
	bare := strings.ToLower(strings.Trim(name, " \u3000()（）[]【】-—–_/／\\|*.·。、?？…〔〕"))
	return bare == "" && r.Table != nil || slices.Contains(noNames, bare)
}
