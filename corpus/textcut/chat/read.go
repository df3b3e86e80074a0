package chat

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// ReadSenders gives the lines who sent them and when. Names without times
// count only in a chat that has no times at all: within a message they are
// somebody speaking.
func ReadSenders(lines []manuscript.Line) {
	var sender, day string
	quoted := false // within quotation marks that LINE puts around a text of several lines
	read := senderReader(lines)
	for i := 0; i < len(lines); i++ {
		line := &lines[i]
		s, ok := read(lines, i)
		switch {
		case ok:
			if sender = cleanSender(s.sender); passesOn.MatchString(s.kind) {
				sender = ""
			}
			day = cmp.Or(wholeDate(s.day), day)
			quoted = s.take(line)
			if s.rows == 2 {
				line.Sender, line.Date = sender, day
				line = &lines[i+1]
				line.Header = true
				i++
			}
		case quoted:
			line.Text, quoted = closeQuote(line.Text)
		case isDayLine(line.Text):
			day = cmp.Or(wholeDate(line.Text), day)
			line.Header, sender = true, ""
		}
		line.Sender, line.Date = sender, day
	}
	creditForwards(lines)
	creditPenNames(lines)
}

// take makes the line what the stamp leaves of it, and reports whether it
// opens a quotation that a later line closes.
func (s stamp) take(line *manuscript.Line) (quoted bool) {
	line.Header, line.Opens = !s.inline, s.inline
	if !s.inline {
		return false
	}
	line.Text = s.text
	if text, ok := strings.CutPrefix(s.text, `"`); ok && s.tabbed {
		line.Text, quoted = closeQuote(text)
	}
	return quoted
}

// closeQuote takes the quotation mark off the end of a text, and reports
// whether the quotation goes on.
func closeQuote(text string) (string, bool) {
	inner, closed := strings.CutSuffix(strings.TrimRight(text, " \t"), `"`)
	if closed {
		return inner, false
	}
	return text, true
}

// senderReader chooses how the senders of this chat are written.
func senderReader(lines []manuscript.Line) func([]manuscript.Line, int) (stamp, bool) {
	one := func(read func(string) (stamp, bool)) func([]manuscript.Line, int) (stamp, bool) {
		return func(lines []manuscript.Line, i int) (stamp, bool) { return read(lines[i].Text) }
	}
	switch n := countTimed(lines, 2); {
	case n >= 2:
		return one(timed)
	case looksPaired(lines):
		return paired
	case looksNamed(lines):
		return one(alone)
	case n == 0 && sendersInline(lines) != nil:
		return namedAs(sendersInline(lines))
	case n == 1:
		return one(timed)
	}
	return one(named)
}

// cleanSender takes off a name what is none of it: the number of an account,
// a level, a remark.
func cleanSender(name string) string {
	for {
		cut := strings.TrimSpace(accountOf.ReplaceAllString(levelOf.ReplaceAllString(remarkOf.ReplaceAllString(name, ""), ""), ""))
		if cut = strings.Trim(cut, `"'“”‘’`); cut == name || cut == "" {
			return name
		}
		name = cut
	}
}

// creditForwards finds the messages that pass on what another wrote: they are
// not by who sent them.
func creditForwards(lines []manuscript.Line) {
	for _, m := range messages(lines) {
		first := m.first
		for first < m.last && lines[first].Blank() {
			first++
		}
		if first == m.last || len(lines[first].Text) > manuscript.MaxLook {
			continue
		}
		mark := forwardMark.FindStringSubmatch(lines[first].Text)
		if mark == nil {
			continue
		}
		author := ""
		if manuscript.IsPenName(mark[1]) {
			author = mark[1]
		}
		for i := m.first; i < m.last; i++ {
			lines[i].Sender, lines[i].Passed = author, true
		}
		if m.header >= 0 {
			lines[m.header].Sender, lines[m.header].Passed = author, true
		}
		rest := lines[first].Text[len(mark[0]):]
		if author != "" && !strings.HasPrefix(rest, "《") {
			rest = ""
		}
		lines[first].Text = rest
	}
}

// creditPenNames puts a pen name that a message begins with, above a title in
// 《》, below that title: who sends a poem may sign it by another name. It is
// one where it is signed there or elsewhere, sent under, or a person's name;
// what is only said twice may be a greeting.
func creditPenNames(lines []manuscript.Line) {
	known := map[string]bool{} // senders, and names that are signed with
	var above []int
	for _, m := range messages(lines) {
		known[m.sender] = true
		if at := nameAbove(lines, m); at >= 0 {
			above = append(above, at)
			if isSigned(lines[at].Text) {
				known[manuscript.ReadAuthor(lines[at].Text)] = true
			}
		}
	}
	for _, at := range above {
		title := at + 1
		for lines[title].Blank() {
			title++
		}
		name := manuscript.ReadAuthor(lines[at].Text)
		person := manuscript.StartsWithSurname(name) && len(name) <= maxPersonName || kinship.MatchString(name)
		if person || known[name] {
			lines[at].Text, lines[title].Text = lines[title].Text, lines[at].Text
			lines[title].Head = &manuscript.Head{Field: intake.FieldAuthor, Name: intake.FieldAuthor.Label(), Value: name}
		}
	}
}

// maxPersonName is how long a surname and a name are in bytes: three
// characters.
const maxPersonName = 9

// isSigned reports whether a line says that a name is an author's.
func isSigned(text string) bool {
	return manuscript.AuthorWord.MatchString(manuscript.TrimDecoration(text))
}

// nameAbove is the first line of a message where that may be a name and the
// next is a title in 《》, -1 where it is not.
func nameAbove(lines []manuscript.Line, m message) int {
	var filled []int
	for i := m.first; i < m.last && len(filled) < 3; i++ {
		if !lines[i].Blank() {
			filled = append(filled, i)
		}
	}
	if len(filled) < 3 || !isBookTitle(lines[filled[1]].Text) {
		return -1
	}
	text := lines[filled[0]].Text
	if len(text) > manuscript.MaxLook || !isSigned(text) && (!manuscript.IsPenName(text) || isChatter(text)) {
		return -1
	}
	return filled[0]
}

// isDayLine reports whether a line between messages says only when. A bare
// date may be the one below a poem.
func isDayLine(text string) bool {
	if len(text) > maxHeader {
		return false
	}
	m := dayLine.FindStringSubmatch(text)
	return m != nil && (m[2] != "" || m[1] != "" && (strings.ContainsAny(text, "—–─━=*（(") || strings.Contains(text, "--") || strings.Contains(text, "星期")))
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
