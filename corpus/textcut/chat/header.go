package chat

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// The ways chats say who wrote when. Every one is a whole line, or the
// beginning of a line whose rest is the message.
const (
	chatWeekday = `(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]`
	chatDay     = `(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}\s*[-/月]\s*\d{1,2}\s*日?|昨天|前天|今天|昨日|今日|` + chatWeekday + `)`
	chatTime    = `(?:(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|AM|PM)\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?`
	chatWhen    = `(?:` + chatDay + `[,，\s]*)?(?:[（(]?` + chatWeekday + `[）)]?\s*)?` + chatTime
	chatName    = `[^\s\[【:：，。；？！\t][^:：，。；？！\t]{0,40}?`
	chatLevel   = `(?:[\[【]([^\[\]【】]{1,12})[\]】]\s*)?` // of QQ, or the kind of message
	chatKind    = `(?:\s*[\[【]([^\[\]【】]{1,8})[\]】])?`
)

var (
	nameThenTime = regexp.MustCompile(`^\s*` + chatLevel + `(` + chatName + `)[\s:：]+[\[（(]?(` + chatWhen + `)[\]）)]?` + chatKind + `\s*$`)
	timeThenName = regexp.MustCompile(`^\s*[\[【（(]?\s*(` + chatWhen + `)\s*[\]】）)]?\s+` + chatLevel + `(` + chatName + `)` + chatKind + `\s*[:：]?\s*$`)
	timedInline  = regexp.MustCompile(`^\s*[\[【（(]?\s*(` + chatWhen + `)\s*[\]】）)]?\s*[-–]?\s*` + chatLevel + `(` + chatName + `)\s*[:：]\s*(.*)$`)
	timeTabName  = regexp.MustCompile(`^\s*(` + chatWhen + `)\t([^\t]*)(?:\t(.*))?$`) // of LINE
	nameAlone    = regexp.MustCompile(`^\s*(` + chatName + `)\s*[:：]\s*$`)
	nameInline   = regexp.MustCompile(`^\s*(` + chatName + `)\s*[:：]\s*(\S.*)$`)
	timeAlone    = regexp.MustCompile(`^\s*` + chatWhen + `\s*$`)
	dayLine      = regexp.MustCompile(`^[\s—–\-=─━*]*(` + chatDay + `)?\s*(?:[（(]?(?:` + chatWeekday + `|[一二三四五六日])[）)]?)?\s*(` + chatTime + `)?[\s—–\-=─━*]*$`)
	wholeDay     = regexp.MustCompile(`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})`)

	accountOf = regexp.MustCompile(`\s*[(（<＜][\w.@+-]{4,40}[)）>＞]\s*$`) // of QQ, behind the name
	levelOf   = regexp.MustCompile(`^\s*[\[【][^\[\]【】]{1,12}[\]】]\s*`)
	remarkOf  = regexp.MustCompile(`\s*[(（](?:备注|備註|群昵称|群名片|昵称|LV|Lv|群主|管理员|管理員|[^()（）]{0,8}\d+\s*(?:号|栋|幢|楼|室|单元))[^()（）]{0,20}[)）]`)
	dayAlone  = regexp.MustCompile(`^\s*` + chatDay + `\s*$`)
	notSender = regexp.MustCompile(`日期|时间|時間|時刻|记录|記錄|^(?:消息|导出|儲存|保存|群聊|成员)|[Ss]aved|[Dd]ate$`)
	kinship   = regexp.MustCompile(`(?:阿姨|阿婆|婆婆|奶奶|爷爷|大爷|大妈|大叔|叔叔|伯伯|师傅|老师|先生|女士|主任|书记|社长|居士|散人|山人|主人|[哥姐嫂婶伯叔姨姑舅翁叟])$|^[老小阿]\p{Han}$|\p{Han}[老小阿]\p{Han}$`)

	// speaker is who speaks in a poem: no nickname.
	speaker = regexp.MustCompile(`^(?:[我你您他她它咱]们?|某?[甲乙丙丁]|[男女老]?(?:人|声|聲)|男|女|合|众人?|眾人?|问|答|問|旁白|独白|母亲|父亲|母親|父親|妈妈|爸爸|孩子|儿子|女儿|妻子|丈夫|主席|[AB])$`)

	// passesOn is a kind of message that holds what somebody said before, or
	// no text at all.
	passesOn = regexp.MustCompile(`引用|聊天记录|聊天記錄|转发|轉發|合并|链接|图片|語音|语音|视频|表情|文件|系统|撤回|红包|转账|位置|名片|小程序`)

	// forwardMark begins a message that passes on what another wrote.
	forwardMark = regexp.MustCompile(`^\s*(?:\[?(?:转发?|轉發?|转载|轉載|搬运)\]?\s*[:：]\s*|(?:转发?|轉發?|转载|轉載|分享)(?:一首|自|来)?\s*@?(\p{Han}{2,5}?)(?:老师|先生)?(?:的(?:一首|新作|作品|诗|词)?|一首|新作)[^《]{0,6}|(?:转自|轉自)\s*@?(?:\p{Han}{2,6})?[:：]?\s*$|(?:转发?|轉發?)(?:一首|个|一下)[^《]{0,12})`)
)

// maxHeader bounds the lines looked at for a sender, in bytes.
const maxHeader = 300

// maxName bounds where a remark behind a name may stand, in bytes.
const maxName = 80

// stamp is what a line, or two, say of sender and time.
type stamp struct {
	sender, day string
	kind        string // the level of the sender or the kind of message, in brackets
	inline      bool   // the message begins on the same line
	tabbed      bool   // between tabs
	text        string
	rows        int // lines read, 0 for 1
}

// timed reads a line that names a sender and a time.
func timed(line string) (stamp, bool) {
	if strings.IndexByte(line, ':') < 1 {
		return stamp{}, false // no time of day
	}
	if m := timeTabName.FindStringSubmatch(line); m != nil {
		return stamp{sender: m[2], day: m[1], inline: m[3] != "", tabbed: true, text: m[3]}, true
	}
	if len(line) > maxHeader && !strings.HasPrefix(strings.TrimSpace(line), "[") {
		return stamp{}, false
	}
	if at := remarkOf.FindStringIndex(line); at != nil && at[0] > 0 && at[0] < maxName {
		line = line[:at[0]] + line[at[1]:]
	}
	if m := nameThenTime.FindStringSubmatch(line); m != nil && isSender(m[2]) {
		return stamp{sender: m[2], day: m[3], kind: m[1] + m[4]}, true
	}
	if m := timeThenName.FindStringSubmatch(line); m != nil && isSender(m[3]) {
		return stamp{sender: m[3], day: m[1], kind: m[2] + m[4]}, true
	}
	if m := timedInline.FindStringSubmatch(line); m != nil && isSender(m[3]) {
		return stamp{sender: m[3], day: m[1], kind: m[2], inline: m[4] != "", text: m[4]}, true
	}
	return stamp{}, false
}

// isSender reports whether a name before or after a time may be a person's:
// 写作时间 is no name.
func isSender(name string) bool {
	return intake.FieldNamed(name) == intake.FieldNone && !notSender.MatchString(name) && !dayAlone.MatchString(name)
}

// named reads a line that names a sender and no time.
func named(line string) (stamp, bool) {
	if len(line) > 20*maxHeader || isLabelled(line) {
		return stamp{}, false
	}
	if m := nameAlone.FindStringSubmatch(line); m != nil {
		return stamp{sender: m[1]}, true
	}
	if m := nameInline.FindStringSubmatch(line); m != nil && utf8.RuneCountInString(m[1]) <= 12 {
		return stamp{sender: m[1], inline: true, text: m[2]}, true
	}
	return stamp{}, false
}

// isLabelled reports whether the word before the colon is no name.
func isLabelled(line string) bool {
	s := strings.TrimSpace(line)
	return manuscript.CoupletWord.MatchString(s) || manuscript.NoteWord.MatchString(s) || manuscript.PrefaceWord.MatchString(s) || manuscript.AuthorWord.MatchString(s) || forwardMark.MatchString(s)
}

// countTimed counts the lines that name a sender and a time, up to most.
func countTimed(lines []manuscript.Line, most int) int {
	n := 0
	for _, line := range lines {
		if _, ok := timed(line.Text); ok && line.Head == nil {
			n++
		}
		if n == most {
			break
		}
	}
	return n
}

// looksChat reports whether two lines or more name a sender and a time.
func looksChat(lines []manuscript.Line) bool { return countTimed(lines, 2) == 2 }

// alone reads a line that names a sender and holds nothing else.
func alone(line string) (stamp, bool) {
	s, ok := named(line)
	return s, ok && !s.inline
}

// paired reads a line that names a sender and the time on a line of its own
// below it.
func paired(lines []manuscript.Line, i int) (stamp, bool) {
	name := strings.TrimSpace(lines[i].Text)
	if i+1 == len(lines) || name == "" || len(name) > 60 || i > 0 && strings.TrimSpace(lines[i-1].Text) != "" || lines[i].Head != nil {
		return stamp{}, false
	}
	if len(lines[i+1].Text) > maxHeader || !timeAlone.MatchString(lines[i+1].Text) || verse.ShapeOf(name).Marked || !isSender(name) || isDayLine(name) {
		return stamp{}, false
	}
	return stamp{sender: name, day: lines[i+1].Text, rows: 2}, true
}

// looksPaired reports whether a text begins with a sender above a time, and
// has another such pair.
func looksPaired(lines []manuscript.Line) bool {
	n := 0
	for i := range lines {
		if _, ok := paired(lines, i); ok {
			n++
		} else if n == 0 && strings.TrimSpace(lines[i].Text) != "" && !isDayLine(lines[i].Text) {
			return false
		}
		if n == 2 {
			return true
		}
	}
	return false
}

// looksNamed reports whether a text is a chat copied without its times: it
// begins with a sender alone on a line, has more of them, and half of these
// look like people, or some of it is talk. Titles before a colon do not, and
// who speaks in a poem has no nickname.
func looksNamed(lines []manuscript.Line) bool {
	senders := map[string]bool{}
	times, people, talk := 0, 0, 0
	for _, line := range lines {
		s, ok := alone(line.Text)
		switch {
		case !ok && times == 0 && !line.Blank():
			return false
		case !ok:
			if isChatter(line.Text) {
				talk++
			}
			continue
		}
		times++
		name := manuscript.TrimDecoration(s.sender)
		if manuscript.IsFormOrTune(name) || manuscript.OrdinalTitle.MatchString(name) || speaker.MatchString(name) || intake.FieldNamed(name) != intake.FieldNone {
			return false
		}
		if !senders[name] && (manuscript.StartsWithSurname(name) || kinship.MatchString(name)) {
			people++
		}
		senders[name] = true
	}
	return times >= 2 && (2*people >= len(senders) || talk > 0)
}

// IsChat reports whether lines look like those of a chat.
func IsChat(lines []manuscript.Line) bool {
	return looksChat(lines) || looksNamed(lines) || looksPaired(lines) || sendersInline(lines) != nil
}

// sendersInline are the senders of a chat copied without its times, the
// messages behind their names: 晚晴: 好诗！ It begins with one, some of it is talk,
// and half of those who speak look like people; nil for any other text.
func sendersInline(lines []manuscript.Line) map[string]bool {
	senders, people, talk, times := map[string]bool{}, 0, 0, 0
	for _, line := range lines {
		s, ok := named(manuscript.Clip(line.Text))
		name := manuscript.TrimDecoration(s.sender)
		if ok = ok && !speaker.MatchString(name) && isSender(name) && !manuscript.IsFormOrTune(name) && !manuscript.OrdinalTitle.MatchString(name); !ok {
			if times == 0 && !line.Blank() {
				return nil
			}
			continue
		}
		person := manuscript.StartsWithSurname(name) && utf8.RuneCountInString(name) <= 4 || kinship.MatchString(name)
		talks := s.inline && (isChatter(s.text) || utf8.RuneCountInString(s.text) <= 2)
		if times++; !person && !talks && !isBookTitle(s.text) && !senders[name] {
			continue
		}
		if !senders[name] && person {
			people++
		}
		if talks {
			talk++
		}
		senders[name] = true
	}
	if times < 3 || len(senders) < 2 || talk == 0 || 2*people < len(senders) {
		return nil
	}
	return senders
}

// namedAs reads a line that names one of these senders.
func namedAs(senders map[string]bool) func([]manuscript.Line, int) (stamp, bool) {
	return func(lines []manuscript.Line, i int) (stamp, bool) {
		s, ok := named(manuscript.Clip(lines[i].Text))
		return s, ok && senders[manuscript.TrimDecoration(s.sender)]
	}
}
