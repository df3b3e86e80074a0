package manuscript

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	NoteWord    = regexp.MustCompile(`^[\[【（(〔]?\s*(?:注释|註釋|自注|自註|附注|附註|附记|附記|备注|按语|按|注|註|后记|跋|作者简介|简介|说明|说明|赏析)\s*(?:[①-⑳\d]{0,3})\s*(?:[\]】）)〕][:：]?|[:：])`)
	AnswerWord  = regexp.MustCompile(`^[（(【\[]?\s*附(?:录|錄)?\s*[一二三\d]?\s*[:：]?\s*(?:(\p{Han}{0,10}?)(?:原玉|原唱|原作|原诗|原詩|原词|和作|和诗|和詩|和词|奉和|赠诗|来诗|诗|詩|词))?\s*[）)】\]]?\s*[:：]?$`)
	BioWord     = regexp.MustCompile(`^[\[【（(〔]?\s*(?:作者|诗人|詩人|社员)(?:简介|簡介|介绍|介紹)\s*[\]】）)〕:：]`)
	NoteNumber  = regexp.MustCompile(`^(?:[①-⑳]|[\[【（(]\d{1,2}[\]】）)]|\*\s|※)\s*\S`)
	PrefaceWord = regexp.MustCompile(`^[\[【（(]?\s*(?:小序|并序|並序|序言|序|引言|题记|題記|引)\s*(?:[\]】）)][:：]?|[:：])`)
	CoupletWord = regexp.MustCompile(`^[（(【]?\s*(?:上联|下联|横批|横额|上聯|下聯|橫批|出句|对句)\s*[:：）)】]`)

	BracketedLine = regexp.MustCompile(`^[（(\[【].*[）)\]】]。?$`)

	dateBody = `(?:公元)?(?:[12]\d{3}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]` + dayTime + `)?|[春夏秋冬初末底中]+|` + dateTail + `)?|[12]\d{3}[-./]\d{1,2}(?:[-./]\d{1,2})?|[一二][〇○零一二三四五六七八九]{3}年` + dateTail + `|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥](?:年|岁|歲)?` + dateTail + `|\d{1,2}月\d{1,2}日` + dayTime + `)`
	dayTime  = `(?:凌晨|清晨|早晨|晨|上午|正午|午后|下午|傍晚|黄昏|深夜|晚上|夜里|[夜晚午早])?`
	dateTail = `(?:[元正一二三四五六七八九十腊臘冬闰閏]{1,3}月|[上中下]旬|[初廿一二三四五六七八九十]{1,3}[日夜夕]?|[孟仲季暮初深晚]?[春夏秋冬]月?|除夕|元宵|清明|端午|七夕|中秋|重阳|重陽|冬至|夏至|谷雨|立[春夏秋冬]|[大小][寒暑雪]|[霜白]露|寒露|雨水|惊蛰|[春秋]分|芒种|处暑|小满|望日|既望|[前后]?[一二三]?日){0,4}`
	DateLine = regexp.MustCompile(`^[（(【\[—\-]*\s*(?:(?:写|作|成|寫|草|稿|记|改)?(?:于|於)|时间[:：]|日期[:：]|写作时间[:：]|创作时间[:：])?\s*` + dateBody + `\s*(?:[写作记記寫成]?[于於]\p{Han}{1,10}|[，、,\s·]\s*[\p{Han}·]{1,12}|\p{Han}{0,6}[作记記书書稿])?[）)】\].。]*$`)
	MadeLine = regexp.MustCompile(`^[（(【\[—\-]*\s*(?:写|作|成稿|寫|草|完稿|定稿)(?:于|於)\p{Han}.{1,24}$`)

	PageLine  = regexp.MustCompile(`^[-—－·\s]*(?:第\s*\d{1,4}\s*页|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}|[-—－]\s*\d{1,4}\s*[-—－])[-—－·\s]*$|^\d{1,4}$`)
	MediaLine = regexp.MustCompile(`^\s*[\[【（(](?:图片?|圖片?|照片|表情|附件|视频|視頻|录音|插图|配图)[^\]】）)]{0,20}[\]】）)]\s*$|^\s*[（(【\[]?(?:图|圖|图片|圖片|照片|题图|題圖|插图|插圖|配图|配圖|摄影|攝影)\s*[一二三四五\d]{0,2}\s*[:：/／]`)
	TocLine   = regexp.MustCompile(`(?:\.{4,}|…{2,}|·{4,}|\t)\s*\d{1,4}$`)
	URLLine   = regexp.MustCompile(`https?://|www\.`)
	BookLine  = regexp.MustCompile(`(?:作品集|诗集|詩集|诗选|詩選|诗词集|诗词选|作品选|专辑|合集|诗稿|选集|选辑|作品)$|^第[一二三四五六七八九十\d]{1,3}[辑章卷编部集]|^卷[一二三四五六七八九十上下]|^目录$|^目\s+录$|^目錄$`)
	ruleLine  = regexp.MustCompile(`^\s*(?:[-—–－=＝*＊_＿~～·•●○◆◇■□★☆※+#❀✿\s]{3,}|[-—－]{2,}\s*(?:完|END|end|分割线|分隔线)\s*[-—－]{2,})\s*$`)
	Emphasis  = regexp.MustCompile(`\*{1,3}([^*]+)\*{1,3}|\b_{1,3}([^_]+)_{1,3}\b`)
	dateEdges = "（()）【】[]—- 。."
)

// IsPageLine reports whether a line is of the page and not of a text: its
// number, a line of contents, a picture. What nearly every line lacks is looked
// for first; the patterns cost a microsecond each.
func IsPageLine(text string) bool {
	if strings.ContainsAny(text, "0123456789") && (PageLine.MatchString(text) || TocLine.MatchString(text)) {
		return true
	}
	return strings.ContainsAny(text, "图圖照表附视視录插配题題摄攝") && MediaLine.MatchString(text)
}

// IsBookLine reports whether a line is named like a book or a part of one.
func IsBookLine(text string) bool {
	if !strings.HasPrefix(text, "第") && !strings.HasPrefix(text, "卷") && !strings.HasPrefix(text, "目") {
		last, _ := utf8.DecodeLastRuneInString(text)
		if !strings.ContainsRune("集选選辑稿品", last) {
			return false
		}
	}
	return BookLine.MatchString(text)
}

// labelWords may stand before a preface or note and are none of it.
func WithoutLabelWord(text string, label byte) string {
	word := NoteWord
	if label == LabelPreface {
		word = PrefaceWord
	}
	if rest := strings.TrimSpace(word.ReplaceAllString(text, "")); rest != "" {
		return rest
	}
	return text
}

// TrimDate takes off what people write around a date.
func TrimDate(s string) string {
	s = strings.Trim(strings.TrimSpace(s), dateEdges)
	for _, word := range []string{"写作时间", "创作时间", "时间", "日期", "写于", "作于", "写於", "作於", "成于", "草于", "记于", "改于", "稿于", "于", "於"} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return strings.TrimSpace(strings.TrimLeft(rest, ":： "))
		}
	}
	return s
}

// MarkRules finds the lines that only part what is above from what is below.
func MarkRules(lines []Line) {
	for i := range lines {
		lines[i].Parts = lines[i].Parts || len(lines[i].Text) < 400 && ruleLine.MatchString(lines[i].Text)
	}
}
