package textcut

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
)

// The ways chats say who wrote when. Every one is a whole line, or the
// beginning of a line whose rest is the message.
const (
	chatDay  = `(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}\s*[-/月]\s*\d{1,2}\s*日?|昨天|前天|今天|星期[一二三四五六日天]|周[一二三四五六日天])`
	chatTime = `(?:(?:凌晨|早上|上午|中午|下午|晚上|AM|PM)\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?`
	chatWhen = `(?:` + chatDay + `[,，\s]*)?(?:星期[一二三四五六日天]\s*)?` + chatTime
	chatName = `[^\s\[【:：，。；？！][^:：，。；？！\t]{0,30}?`
)

var (
	nameThenTime = regexp.MustCompile(`^\s*(` + chatName + `)[\s:：]+(` + chatWhen + `)\s*$`)
	timeThenName = regexp.MustCompile(`^\s*(` + chatWhen + `)\s+(` + chatName + `)\s*[:：]?\s*$`)
	timedInline  = regexp.MustCompile(`^\s*[\[【（(]?\s*(` + chatWhen + `)\s*[\]】）)]?\s*[-–]?\s*(` + chatName + `)\s*[:：]\s*(.*)$`)
	nameAlone    = regexp.MustCompile(`^\s*(` + chatName + `)\s*[:：]\s*$`)
	nameInline   = regexp.MustCompile(`^\s*(` + chatName + `)\s*[:：]\s*(\S.*)$`)
	dayLine      = regexp.MustCompile(`^[\s—–\-=─━*]*(` + chatDay + `)?\s*(?:星期[一二三四五六日天])?\s*(` + chatTime + `)?[\s—–\-=─━*]*$`)
	accountOf    = regexp.MustCompile(`\s*[(（<][\w.@+-]{5,40}[)）>]\s*$`) // of QQ, behind the name
	kinship      = regexp.MustCompile(`(?:阿姨|阿婆|婆婆|奶奶|爷爷|大爷|大妈|大叔|叔叔|伯伯|师傅|老师|先生|女士|主任|书记|社长|哥|姐|嫂|婶|伯|叔)$`)
	wholeDay     = regexp.MustCompile(`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})`)
)

// maxHeader bounds the lines looked at for a sender, in bytes.
const maxHeader = 300

// stamp is what one line says of sender and time.
type stamp struct {
	sender, day string
	inline      bool // the message stands on the same line
	text        string
}

// timed reads a line that names a sender and a time.
func timed(line string) (stamp, bool) {
	if len(line) > maxHeader && !strings.HasPrefix(strings.TrimSpace(line), "[") {
		return stamp{}, false
	}
	if m := nameThenTime.FindStringSubmatch(line); m != nil && intake.FieldNamed(m[1]) == intake.FieldNone {
		return stamp{sender: m[1], day: m[2]}, true
	}
	if m := timeThenName.FindStringSubmatch(line); m != nil {
		return stamp{sender: m[2], day: m[1]}, true
	}
	if m := timedInline.FindStringSubmatch(line); m != nil {
		return stamp{sender: m[2], day: m[1], inline: m[3] != "", text: m[3]}, true
	}
	return stamp{}, false
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

// isLabelled holds for lines in which the word before the colon is no name.
func isLabelled(line string) bool {
	s := strings.TrimSpace(line)
	return coupletWord.MatchString(s) || noteWord.MatchString(s) || prefaceWord.MatchString(s) || authorWord.MatchString(s)
}

// looksChat holds for a text with two lines or more that name a sender and a
// time.
func looksChat(lines []Line) bool {
	n := 0
	for _, line := range lines {
		if _, ok := timed(line.Text); ok && line.head == nil {
			n++
		}
		if n == 2 {
			return true
		}
	}
	return false
}

// alone reads a line that names a sender and holds nothing else.
func alone(line string) (stamp, bool) {
	s, ok := named(line)
	return s, ok && !s.inline
}

// looksNamed holds for a chat copied without its times: it begins with a
// sender alone on a line, has more of them, and half of these look like
// people. Titles before a colon do not.
func looksNamed(lines []Line) bool {
	senders := map[string]bool{}
	times, people := 0, 0
	for _, line := range lines {
		s, ok := alone(line.Text)
		switch {
		case !ok && times == 0 && !line.Blank():
			return false
		case !ok:
			continue
		}
		times++
		name := trimDecoration(s.sender)
		if isFormOrTune(name) || ordinalTitle.MatchString(name) {
			return false
		}
		if !senders[name] && (startsWithSurname(name) || kinship.MatchString(name)) {
			people++
		}
		senders[name] = true
	}
	return times >= 2 && 2*people >= len(senders)
}

// readSenders tells the lines who sent them and when. Names without times
// count only in a chat that has no times at all: within a message they are
// somebody speaking.
func readSenders(lines []Line) {
	read := named
	switch {
	case looksChat(lines):
		read = timed
	case looksNamed(lines):
		read = alone
	}
	var sender, day string
	for i := range lines {
		line := &lines[i]
		s, ok := read(line.Text)
		switch {
		case ok:
			sender = strings.TrimSpace(accountOf.ReplaceAllString(s.sender, ""))
			if d := wholeDate(s.day); d != "" {
				day = d
			}
			line.header = !s.inline
			if s.inline {
				line.Text = s.text
			}
		case isDayLine(line.Text):
			if d := wholeDate(line.Text); d != "" {
				day = d
			}
			line.header, sender = true, ""
		}
		line.sender, line.date = sender, day
	}
}

// isDayLine holds for a line between messages that says only when. A bare
// date may be the one below a poem.
func isDayLine(text string) bool {
	if len(text) > maxHeader {
		return false
	}
	m := dayLine.FindStringSubmatch(text)
	return m != nil && (m[2] != "" || m[1] != "" && (strings.ContainsAny(text, "—–─━=*") || strings.Contains(text, "--") || strings.Contains(text, "星期")))
}

// wholeDate is the date in s as 2023-05-01, "" where it lacks a year.
func wholeDate(s string) string {
	m := wholeDay.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%s-%02d-%02d", m[1], month, day)
}
