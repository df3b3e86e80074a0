package intake

import "strings"

// document is a text taken into memory, line by line. The cutter has to see
// the whole of it: what a title looks like in one file is a verse in another.
type document struct {
	name  string
	chat  bool
	lines []textLine
}

// textLine is a line of a text and what its file says of it beyond the words.
type textLine struct {
	text    string // what is kept of it: without Markdown's marks or the sender before it
	heading bool   // a heading or title by its style
	marked  bool   // bold or centred
	parts   bool   // a rule or a new page: a poem ends here
	sender  string // who sent the message, in a chat
	date    string // when, if the chat says
	header  bool   // says who sent the lines after it, and nothing else
}

// content is the text that labels speak of.
func (l textLine) content() string {
	if l.header || l.parts {
		return ""
	}
	return l.text
}

func (l textLine) blank() bool { return strings.TrimSpace(l.content()) == "" }

// textDocument takes a text or a chat into memory.
func textDocument(s *source) (*document, error) {
	lines, err := loadText(s)
	if err != nil {
		return nil, err
	}
	d := &document{name: s.name, lines: lines}
	if !d.takeChat(s.opts.Format) {
		d.takeMarks()
	}
	return d, nil
}

// takeChat reads the senders of a chat, and returns whether it is one.
func (d *document) takeChat(f Format) bool {
	d.chat = f == Chat || f != Text && (looksChat(d.lines) || looksNamed(d.lines))
	if d.chat {
		readSenders(d.lines)
	}
	return d.chat
}

// takeMarks reads the marks of Markdown, and elsewhere the rules between
// poems.
func (d *document) takeMarks() {
	if looksMarkdown(d.name, d.lines) {
		stripMarkdown(d.lines)
	} else {
		markRules(d.lines)
	}
}
