package textcut

import (
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/chat"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/markup"
)

// Document is a text taken into memory, line by line. The cutter has to see
// the whole of it: what a title looks like in one file is a verse in another.
type Document struct {
	Name  string
	Alias string // what the names of the files beside it make of Name; "" for nothing
	chat  bool
	Lines []manuscript.Line
}

// NewDocument takes the lines of a text, or of a chat where f is Chat or they
// look like one.
func NewDocument(name string, lines []manuscript.Line, f intake.Format) *Document {
	d := &Document{Name: name, Lines: lines}
	front := markup.ReadFrontMatter(d.Lines)
	if !d.TakeChat(f) {
		d.Lines = append(d.Lines[:front:front], markup.ReadTables(d.Lines[front:])...)
		d.rewrite(readMarks(markup.LooksMarkdown(d.Name, d.Lines)), front)
	}
	return d
}

// NewStyled takes the lines of a file that says with styles what texts say
// with marks: a Word file's.
func NewStyled(name string, lines []manuscript.Line, f intake.Format) *Document {
	d := &Document{Name: name, Lines: lines}
	if !d.hasTable() && d.TakeChat(f) {
		return d
	}
	d.rewrite(func(lines []manuscript.Line) []manuscript.Line {
		manuscript.MarkRules(lines)
		return lines
	}, 0)
	return d
}

// NewMessages takes the messages of a chat that came as a table.
func NewMessages(name string, messages []chat.Message) *Document {
	return &Document{Name: name, chat: true, Lines: chat.ReadMessages(messages)}
}

// TakeChat reads the senders of a chat, and returns whether it is one.
func (d *Document) TakeChat(f intake.Format) bool {
	d.chat = f == intake.Chat || f != intake.Text && chat.IsChat(d.Lines)
	if d.chat {
		chat.ReadSenders(d.Lines)
	}
	return d.chat
}

// readMarks reads tags and the marks of Markdown, and elsewhere the rules
// between poems.
func readMarks(markdown bool) func([]manuscript.Line) []manuscript.Line {
	return func(lines []manuscript.Line) []manuscript.Line {
		return besideTables(markup.StripHTML(lines), func(lines []manuscript.Line) []manuscript.Line {
			if markdown {
				return markup.StripMarkdown(lines)
			}
			manuscript.MarkRules(lines)
			return lines
		})
	}
}

// rewrite reads the lines that are of no table, those behind the front matter
// by the marks of their format, and the labels of all of them.
func (d *Document) rewrite(readMarks func([]manuscript.Line) []manuscript.Line, front int) {
	readLines := func(lines []manuscript.Line) []manuscript.Line {
		lines = manuscript.SplitCouplets(manuscript.SplitSignatures(manuscript.SplitHeads(manuscript.PartColumns(lines))))
		manuscript.ReadHeads(lines)
		return manuscript.LiftHeads(lines)
	}
	d.Lines = besideTables(d.Lines, func(lines []manuscript.Line) []manuscript.Line {
		head := max(0, min(front, len(lines)))
		front -= head
		return besideTables(append(lines[:head:head], readMarks(lines[head:])...), readLines)
	})
	manuscript.MarkEditorial(d.Lines)
	manuscript.MarkSections(d.Lines)
}

// besideTables rewrites the lines that are of no table.
func besideTables(lines []manuscript.Line, rewrite func([]manuscript.Line) []manuscript.Line) []manuscript.Line {
	var all []manuscript.Line
	for s := range stretchesOf(lines) {
		if some := lines[s.first:s.last:s.last]; s.table {
			all = append(all, some...)
		} else {
			all = append(all, rewrite(some)...)
		}
	}
	return all
}
