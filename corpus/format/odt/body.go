package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut/manuscript"
)

// odtBody takes the lines out of content.xml.
type odtBody struct {
	name   string // of the file
	styles styles
	inText bool // in the body of the text
	lines  []manuscript.Line
	size   int
	open   []*paragraph // one within another where there is a text box
	spans  []bool       // of the open spans, whether each is bold
	notes  []note       // one within another never, but a file may say so
	tables []*odtTable  // one within another
	cells  int          // of all tables
	skip   int          // depth within an element whose text is not read
}

// paragraph is a paragraph being read.
type paragraph struct {
	style
	text      strings.Builder
	breaks    int  // line ends in it so far
	boldText  bool // has such text
	plain     bool
	spaced    bool // ends with a space
	notes     []note
	commented []int // lines of it that people's remarks are anchored in
}

// note is a footnote or endnote.
type note struct {
	line int // of its paragraph
	text string
	at   int // lines there were when it began
}

// unread are elements whose text is none of the poem's: what was deleted,
// tables of contents, the mark of a note, the sound above a character, pages'
// numbers, what describes a picture.
var unread = map[string]bool{
	"tracked-changes": true, "index-body": true, "table-of-content": true, "note-citation": true, "ruby-text": true,
	"page-number": true, "page-count": true, "title": true, "desc": true, "math": true, "forms": true, "annotation": true,
}

func (b *odtBody) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if t.Name.Local == "annotation" && b.paragraph() != nil {
			p := b.paragraph()
			p.commented = append(p.commented, p.breaks)
		}
		if b.skip > 0 || unread[t.Name.Local] {
			b.skip++
			return nil
		}
		b.start(t)
	case xml.EndElement:
		if b.skip > 0 {
			b.skip--
			return nil
		}
		b.end(t.Name.Local)
	case xml.CharData:
		if b.skip == 0 && b.paragraph() != nil {
			b.writeText(string(t))
		}
	}
	if len(b.lines) > manuscript.MaxTextLines || len(b.lines)+b.cells > 2*manuscript.MaxTextLines || b.size > manuscript.MaxText {
		return manuscript.TooLong(b.name)
	}
	return nil
}

func (b *odtBody) start(e xml.StartElement) {
	if !b.inText {
		b.inText = e.Name.Local == "text"
		b.styles.take(e)
		return
	}
	switch e.Name.Local {
	case "p", "h":
		p := &paragraph{style: b.styles.named(source.Attribute(e, "style-name"))}
		p.heading = p.heading || e.Name.Local == "h"
		b.open = append(b.open, p)
	case "span":
		b.spans = append(b.spans, b.styles.named(source.Attribute(e, "style-name")).bold)
	case "line-break":
		b.write("\n")
	case "tab":
		b.write("\t")
	case "s":
		n, err := strconv.Atoi(source.Attribute(e, "c"))
		if err != nil {
			n = 1
		}
		b.write(strings.Repeat(" ", max(1, min(n, 100))))
	case "note":
		if p := b.paragraph(); p != nil {
			b.notes = append(b.notes, note{line: p.breaks, at: len(b.lines)})
		}
	default:
		b.startTable(e)
	}
}

func (b *odtBody) end(name string) {
	switch name {
	case "p", "h":
		b.endParagraph()
	case "span":
		b.spans = b.spans[:max(0, len(b.spans)-1)]
	case "note":
		b.endNote()
	default:
		b.endTable(name)
	}
}

func (b *odtBody) paragraph() *paragraph {
	if len(b.open) == 0 {
		return nil
	}
	return b.open[len(b.open)-1]
}

// writeText writes text in which, as in HTML, space of any length is one.
func (b *odtBody) writeText(text string) {
	p := b.paragraph()
	var kept strings.Builder
	for _, r := range text {
		space := r == ' ' || r == '\t' || r == '\n' || r == '\r'
		if !space {
			kept.WriteRune(r)
		} else if !p.spaced && (p.text.Len() > 0 || kept.Len() > 0) {
			kept.WriteByte(' ')
		}
		p.spaced = space
	}
	b.write(kept.String())
}

func (b *odtBody) write(text string) {
	p := b.paragraph()
	if p == nil {
		return
	}
	b.size += len(text)
	p.breaks += strings.Count(text, "\n")
	p.text.WriteString(text)
	if strings.TrimSpace(text) != "" {
		bold := p.bold || len(b.spans) > 0 && b.spans[len(b.spans)-1]
		p.boldText, p.plain = p.boldText || bold, p.plain || !bold
	}
}

// endParagraph makes the paragraph's lines. Of a heading only the first line
// is one: an author may stand under it after a line break.
func (b *odtBody) endParagraph() {
	p := b.paragraph()
	if p == nil {
		return
	}
	b.open = b.open[:len(b.open)-1]
	if p.newPage {
		b.lines = append(b.lines, manuscript.Line{Parts: true})
	}
	first, at := true, len(b.lines)
	for text := range strings.SplitSeq(p.text.String(), "\n") {
		if len(b.lines) > manuscript.MaxTextLines {
			return
		}
		filled := strings.TrimSpace(text) != ""
		b.lines = append(b.lines, manuscript.Line{Text: text, Heading: p.heading && first && filled, Strong: p.center || p.boldText && !p.plain})
		first = first && !filled
	}
	for _, n := range p.notes {
		line := &b.lines[min(at+n.line, len(b.lines)-1)]
		line.Notes = append(line.Notes, n.text)
	}
	for _, i := range p.commented {
		b.lines[min(at+i, len(b.lines)-1)].Commented = true
	}
}

// endNote gives the paragraphs of a note to the one it is anchored in.
func (b *odtBody) endNote() {
	if len(b.notes) == 0 {
		return
	}
	n := b.notes[len(b.notes)-1]
	b.notes = b.notes[:len(b.notes)-1]
	at := min(n.at, len(b.lines))
	var texts []string
	for _, line := range b.lines[at:] {
		if text := strings.TrimSpace(line.Text); text != "" {
			texts = append(texts, text)
		}
	}
	b.lines = b.lines[:at]
	if p := b.paragraph(); p != nil && len(texts) > 0 {
		n.text = strings.Join(texts, "\n")
		p.notes = append(p.notes, n)
	}
}
