package manuscript

import (
	"regexp"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

// maxEditorial bounds the lines at either end of a text that are looked at for
// what editors and senders write around verse.
const maxEditorial = 16

var (
	// editorialRemark is of a book or a page wherever it stands.
	editorialRemark = regexp.MustCompile(`^本(?:[卷辑輯集书書册冊期刊栏欄]|部分|专辑|專輯)[共所]?(?:[收选選录錄辑輯]|[收选選]?录|收入|入选|入選|刊登|刊载).{0,40}$`)

	// A greeting addresses whoever edits or collects, not whom a poem is for.
	greeting = regexp.MustCompile(`^(?:尊敬的|敬爱的|敬愛的|致)?\p{Han}{0,12}?(?:编辑|編輯|编委|編委|主编|主編|评委|評委|组委会|組委會|居委会|居委會|社区|社區|诗社|詩社|领导|領導|居民|工作人员|工作人員)\p{Han}{0,6}[：:，,！!]$|^(?:尊敬的|敬爱的|敬愛的)?各位\p{Han}{1,10}[：:，,！!]$`)
	goodDay  = regexp.MustCompile(`^(?:您好|你好|你们好|你們好|大家好)[！!，,。～~]`)

	noticeTitle = regexp.MustCompile(`^关于.{2,40}的?(?:通知|公告|启事|函|倡议|说明)$|^關於.{2,40}的?(?:通知|公告|啟事|函|倡議|說明)$|(?:征稿|征文|征集|投稿|徵稿|徵文|徵集)(?:启事|啟事|通知|公告|须知|須知|说明|說明|要求)$`)
	// request is what such a text asks for or encloses; it is written in prose.
	request = regexp.MustCompile(`斧正|指正|雅正|采纳|采用|採納|採用|审阅|審閱|查收|踊跃|踴躍|投稿|来稿|來稿|惠稿|征稿|徵稿|征集|徵集|寄上|附上|呈上|拙作|现将|現將|兹将|茲將|特此|截止|不吝|汇总如下|彙總如下|整理如下|刊登|入选|入選`)

	imprint  = regexp.MustCompile(`^(?:整理|编辑|編輯|责编|責編|责任编辑|責任編輯|主编|主編|副主编|副主編|校对|校對|审核|審核|录入|錄入|打印|印制|印製|编印|編印|编校|編校|供稿|排版|制作|製作|统稿|統稿|审定|審定|汇编|彙編|填表|联系|聯繫|报送|報送|制表|审稿|審稿|终审|終審|监制|監製|出品|收集|统计|統計)(?:人|者|单位|單位)?\s*[:：]\s*\S.{0,40}$|(?:编印|編印|印制|印製|汇编|彙編|主办|主辦|承办|承辦|协办|協辦|监制|監製|编制|編製)$`)
	rights   = regexp.MustCompile(`^(?:以上|上述|本文|本站|所有)[^，。]{0,8}(?:作品|诗|詩|稿件|内容|內容|图文|圖文|均|皆|为|為)|版权|版權|著作权|著作權|解释权|解釋權|未经.{0,10}(?:许可|授权|同意)|未經.{0,10}(?:許可|授權|同意)|(?:严禁|嚴禁|请勿|請勿|谢绝|謝絕|欢迎|歡迎)转载|(?:嚴禁|請勿|謝絕|歡迎)轉載`)
	farewell = regexp.MustCompile(`^(?:此致|敬礼|敬禮|此致\s*敬礼|此致\s*敬禮|顺颂.{0,4}|順頌.{0,4}|即颂.{0,4}|即頌.{0,4}|祝\s*(?:编安|編安|撰安|春祺|夏安|秋安|冬安|安好|好|编祺|編祺))[！!。，]?$`)
	// office is an institution that signs; with others it is of them.
	office = regexp.MustCompile(`^\p{Han}{2,24}(?:居委会|居委會|社区|社區|街道|诗社|詩社|委员会|委員會|办公室|辦公室|工作站|服务中心|服務中心|编辑部|編輯部|组委会|組委會|党支部|黨支部|协会|協會|学会|學會)$`)
	// cover is what a collection is called above its first poem.
	cover = regexp.MustCompile(`汇总|彙總|汇编|彙編|诗会|詩會|稿件|投稿|征稿|徵稿|征文|徵文|社刊|第.{1,4}[期辑輯卷]|专刊|專刊|新诗卷|[诗词詩詞]卷$`)
)

// MarkEditorial finds the lines of a text that are of whoever sent, edited or
// printed it and of no poem: a notice, a greeting, contents, an imprint. Only
// at the ends of a text is a sentence taken for one; a title or verse parts
// the ends from the rest. A text of nothing else is left as it is.
func MarkEditorial(lines []Line) {
	found := map[int]bool{}
	markContents(lines, found)
	letter := markOpening(lines, found)
	markClosing(lines, found, letter)
	left := 0
	for i := range lines {
		if !lines[i].Blank() && !found[i] {
			left++
		}
	}
	if left == 0 {
		return
	}
	for i := range found {
		lines[i].Editorial = true
		lines[i].Left = corpus.NewMessage("intake.warn.editorial")
	}
}

// markContents marks lists of contents with the word above them, and remarks
// on what a part of a book holds.
func markContents(lines []Line, found map[int]bool) {
	above := -1 // the filled line above
	for i := range lines {
		text := lookAt(lines[i])
		if text == "" {
			continue
		}
		if endsWithDigit(text) && TocLine.MatchString(text) && lines[i].Head == nil {
			found[i] = true
			if above >= 0 && strings.HasPrefix(lookAt(lines[above]), "目") && IsBookLine(lookAt(lines[above])) {
				found[above] = true
			}
		} else if strings.HasPrefix(text, "本") && editorialRemark.MatchString(text) {
			found[i] = true
		}
		above = i
	}
}

func endsWithDigit(text string) bool { return text[len(text)-1] >= '0' && text[len(text)-1] <= '9' }

// markOpening marks what stands above the first poem, and returns whether it
// is a letter's.
func markOpening(lines []Line, found map[int]bool) (letter bool) {
	var weak []int
	seen := 0
	for i := range lines {
		text := lookAt(lines[i])
		if text == "" || lines[i].Head != nil {
			continue
		}
		if seen++; seen > maxEditorial || lines[i].Label != 0 {
			return letter
		}
		switch {
		case greeting.MatchString(text) && requestsBelow(lines, i):
			letter = true
		case goodDay.MatchString(text) && letter, noticeTitle.MatchString(text), imprint.MatchString(text), isRequest(text), found[i]:
		case cover.MatchString(text) && IsShort(text) && !isSentence(text), IsBookLine(text):
			weak = append(weak, i)
			continue
		default:
			return letter
		}
		found[i] = true
		takeWeak(&weak, found)
	}
	return letter
}

// takeWeak marks the lines that are editorial only together with one below.
func takeWeak(weak *[]int, found map[int]bool) {
	for _, k := range *weak {
		found[k] = true
	}
	*weak = nil
}

// requestsBelow reports whether the line after a greeting greets or asks too:
// a poem may begin 各位邻居：.
func requestsBelow(lines []Line, greeting int) bool {
	below := filledAfter(lines, greeting)
	return below >= 0 && (goodDay.MatchString(lookAt(lines[below])) || isRequest(lookAt(lines[below])))
}

// markClosing marks what stands below the last poem. Of a letter the name and
// the date below its farewell are the poem's.
func markClosing(lines []Line, found map[int]bool, letter bool) {
	var weak []int
	seen := 0
	for i := range slices.Backward(lines) {
		text := lookAt(lines[i])
		if text == "" || lines[i].Head != nil {
			continue
		}
		if seen++; seen > maxEditorial || lines[i].Label != 0 || lines[i].Heading {
			return
		}
		switch {
		case imprint.MatchString(text), rights.MatchString(text) && !verse.ShapeOf(text).IsRegular(), found[i]:
			found[i] = true
			takeWeak(&weak, found)
		case farewell.MatchString(text) && (letter || farewellAbove(lines, i)), letter && isRequest(text):
			found[i], weak = true, nil
		case office.MatchString(text), DateLine.MatchString(text), IsName(text) && StartsWithSurname(text) && len(text) <= 4*len("字"):
			weak = append(weak, i)
		default:
			return
		}
	}
}

// farewellAbove reports whether 此致 stands above 敬礼, as in letters, or that
// below this.
func farewellAbove(lines []Line, i int) bool {
	n := 0
	for k := max(0, i-2); k < min(len(lines), i+3); k++ {
		if farewell.MatchString(lookAt(lines[k])) {
			n++
		}
	}
	return n > 1
}

// isRequest reports whether a line asks for or encloses something, in prose.
// Clauses of one length are taken for verse, unless it asks twice.
func isRequest(text string) bool {
	asks := len(request.FindAllStringIndex(text, 2))
	return asks > 0 && isSentence(text) && (asks > 1 || !verse.ShapeOf(text).IsRegular())
}

// isSentence reports whether a line may be of prose.
func isSentence(text string) bool {
	return verse.ShapeOf(text).Letters >= 8 && strings.ContainsAny(text, "。！：；!:;")
}

// lookAt is what is looked at of a line, "" of one without text.
func lookAt(l Line) string {
	return strings.ToValidUTF8(Clip(strings.TrimSpace(l.Content())), "")
}
