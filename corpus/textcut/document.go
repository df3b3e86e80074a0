package textcut

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Document is a text taken into memory, line by line. The cutter has to see
// the whole of it: what a title looks like in one file is a verse in another.
type Document struct {
	Name  string
	chat  bool
	Lines []Line
}

// Line is a line of a text and what its file says of it beyond the words.
type Line struct {
	Text    string // what is kept of it: without Markdown's marks or the sender before it
	Heading bool   // a heading or title by its style
	Strong  bool   // bold or centred
	Parts   bool   // a rule or a new page: a poem ends here
	// Notes are the footnotes that are anchored in the line, and Commented
	// reports that people's remarks are, which are not read.
	Notes     []string
	Commented bool

	label  byte           // what a table says it is, 0 where its look decides
	left   corpus.Message // why it is left out, where that has to be said
	head   *head          // of a labelled line
	sender string         // who sent the message, in a chat; of what was passed on, whose it is, "" where that is not known
	passed bool           // the message passes on what another wrote
	date   string         // when, if the chat says
	header bool           // says who sent the lines after it, and nothing else
	opens  bool           // the message begins on the line that names its sender
}

// content is the text that labels speak of.
func (l Line) content() string {
	if l.header || l.Parts {
		return ""
	}
	return l.Text
}

// said is what the line says under a label: of a labelled line that is what
// stands behind its own.
func (l Line) said(label byte) string {
	if l.head != nil && labelOfHead(l.head, roleOfHead(l.head)) == label {
		return l.head.value
	}
	return l.content()
}

func (l Line) Blank() bool { return strings.TrimSpace(l.content()) == "" }

// NewDocument takes the lines of a text, or of a chat where f is Chat or they
// look like one.
func NewDocument(name string, lines []Line, f intake.Format) *Document {
	d := &Document{Name: name, Lines: lines}
	front := readFrontMatter(d.Lines)
	if !d.TakeChat(f) {
		d.Lines = append(d.Lines[:front:front], readTables(d.Lines[front:])...)
		d.rewrite(readMarks(looksMarkdown(d.Name, d.Lines)), front)
	}
	return d
}

// NewStyled takes the lines of a file that says with styles what texts say
// with marks: a Word file's.
func NewStyled(name string, lines []Line, f intake.Format) *Document {
	d := &Document{Name: name, Lines: lines}
	if !d.hasTable() && d.TakeChat(f) {
		return d
	}
	d.rewrite(func(lines []Line) []Line {
		MarkRules(lines)
		return lines
	}, 0)
	return d
}

// TakeChat reads the senders of a chat, and returns whether it is one.
func (d *Document) TakeChat(f intake.Format) bool {
	d.chat = f == intake.Chat || f != intake.Text && (looksChat(d.Lines) || looksNamed(d.Lines) || looksPaired(d.Lines))
	if d.chat {
		readSenders(d.Lines)
	}
	return d.chat
}

// readMarks reads tags and the marks of Markdown, and elsewhere the rules
// between poems.
func readMarks(markdown bool) func([]Line) []Line {
	return func(lines []Line) []Line {
		lines = stripHTML(lines)
		if markdown {
			return stripMarkdown(lines)
		}
		MarkRules(lines)
		return lines
	}
}

// rewrite reads the lines that are of no table, those behind the front matter
// by the marks of their format, and the labels of all of them.
func (d *Document) rewrite(readMarks func([]Line) []Line, front int) {
	var all []Line
	for s := range d.stretches() {
		lines := d.Lines[s.first:s.last]
		if !s.table {
			head := max(0, min(front-s.first, len(lines)))
			lines = append(lines[:head:head], readMarks(lines[head:])...)
			lines = splitHeads(lines)
			readHeads(lines)
		}
		all = append(all, lines...)
	}
	d.Lines = all
}
