package chat

import (
	"regexp"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// Message is a message that a program wrote as a row of a table.
type Message struct {
	Sender, Day string // Day as 2023-05-01, "" where the table does not tell
	Text        string
}

var (
	account   = regexp.MustCompile(`^(?:wxid_\w+|\d{6,}|gh_\w+|\w+@chatroom)$`)
	plainKind = regexp.MustCompile(`(?i)^(?:1|文本|文字|文字消息|文本消息|纯文本|text|普通消息|消息|訊息|0)?$`)
)

// MessageOf reads a row of a chat. What holds no words of its sender's, a
// picture or what another wrote, has no text.
func MessageOf(at *intake.ChatColumns, cells []string) Message {
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.TrimSpace(cells[i])
	}
	var m Message
	for _, i := range at.Senders {
		if name := cleanSender(cell(i)); m.Sender == "" && name != "" && !account.MatchString(name) {
			m.Sender = name
		}
	}
	for _, i := range at.Times {
		if day := wholeDate(cell(i)); m.Day == "" {
			m.Day = day
		}
	}
	if kind := cell(at.Kind); plainKind.MatchString(kind) || !passesOn.MatchString(kind) && strings.Trim(kind, "0123456789") != "" {
		m.Text = strings.TrimRight(strings.ReplaceAll(cell(at.Text), "\r\n", "\n"), "\n")
	}
	return m
}

// Lines are those of the message; there is always one.
func (m Message) Lines() []string { return strings.Split(m.Text, "\n") }

// ReadMessages are the lines of messages, each with who sent it and when.
func ReadMessages(messages []Message) []manuscript.Line {
	var lines []manuscript.Line
	for _, m := range messages {
		for i, text := range m.Lines() {
			lines = append(lines, manuscript.Line{Text: text, Sender: m.Sender, Date: m.Day, Opens: i == 0})
		}
	}
	creditForwards(lines)
	creditPenNames(lines)
	return lines
}
