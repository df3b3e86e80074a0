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
		d.Lines = append(d.Lines[:front:front], stripHTML(d.Lines[front:])...)
		d.takeMarks()
		d.Lines = splitHeads(d.Lines)
		readHeads(d.Lines)
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
	for stretch := range d.stretches() {
		if lines := d.Lines[stretch.first:stretch.last]; !stretch.table {
			MarkRules(lines)
			readHeads(lines)
		}
	}
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

// takeMarks reads the marks of Markdown, and elsewhere the rules between
// poems.
func (d *Document) takeMarks() {
	if looksMarkdown(d.Name, d.Lines) {
		d.Lines = stripMarkdown(d.Lines)
	} else {
		MarkRules(d.Lines)
		markIndented(d.Lines)
	}
}

// markIndented takes lines that begin with much space, where most do not, for
// lines in the middle of the page.
func markIndented(lines []Line) {
	filled, indented := 0, 0
	for _, line := range lines {
		if !line.Blank() {
			filled++
			if indentOf(line.Text) >= 4 {
				indented++
			}
		}
	}
	if first := firstFilled(lines); indented == 0 || indented*5 > filled*2 || indentOf(lines[first].Text) < 4 {
		return
	}
	for i := range lines {
		lines[i].Strong = lines[i].Strong || isShort(lines[i].Text) && indentOf(lines[i].Text) >= 4
	}
}

// indentOf is how wide the space is that a text begins with, in half-width
// characters.
func indentOf(text string) int {
	width := 0
	for _, r := range text {
		switch r {
		case ' ':
			width++
		case '\u3000':
			width += 2
		case '\t':
			width += 4
		default:
			return width
		}
	}
	return 0
}
