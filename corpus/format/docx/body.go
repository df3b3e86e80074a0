package docx

import (
	"encoding/xml"
	"strings"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut/manuscript"
)

// docxBody takes the lines out of word/document.xml.
type docxBody struct {
	name     string            // of the file
	headings map[string]bool   // ids of styles
	notes    map[string]string // footnotes not anchored yet, by kind and id
	lines    []manuscript.Line
	size     int
	open     []*docxParagraph // one within another where there is a text box
	held     *docxParagraph   // whose end was deleted: the next goes on with it
	tables   []*docxTable     // one within another
	cells    int              // of all tables
	skip     int              // depth within an element whose text is not read
	run      docxRun
	inText   bool
	inProps  int // depth within the properties of a paragraph
}

// docxParagraph is a paragraph being read.
type docxParagraph struct {
	text            strings.Builder
	heading, center bool
	bold, plain     bool // has such text
	newPage         bool
	before          bool // the new page comes before the text
	joins           bool // its end was deleted
	breaks          int  // soft breaks in it so far
	anchors         []docxAnchor
}

// docxAnchor is where a footnote, or a remark without text, belongs.
type docxAnchor struct {
	line int // of the paragraph
	note string
}

type docxRun struct{ bold, hidden, open bool }

// unread are elements whose text is none of the poem's: what was deleted or
// moved away, a text box's second rendering, the sound above a character,
// formulas, fields' instructions.
var unread = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "rt": true, "instrText": true, "delText": true,
	"footnote": true, "comment": true, "pPrChange": true, "rPrChange": true, "oMath": true,
}

func (d *docxBody) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if d.skip == 0 && isWord(t.Name) {
			d.noteDeleted(t.Name.Local)
		}
		if d.skip > 0 || unread[t.Name.Local] {
			d.skip++
			return nil
		}
		if isWord(t.Name) {
			d.start(t)
		}
	case xml.EndElement:
		if d.skip > 0 {
			d.skip--
			return nil
		}
		if isWord(t.Name) {
			d.end(t.Name.Local)
		}
	case xml.CharData:
		if d.inText && d.skip == 0 && !d.run.hidden {
			d.write(string(t))
		}
	}
	if len(d.lines)+d.cells > 2*manuscript.MaxTextLines || len(d.lines) > manuscript.MaxTextLines || d.size > manuscript.MaxText {
		return manuscript.TooLong(d.name)
	}
	return nil
}

// noteDeleted notes that the end of a paragraph, or a row of a table, was
// deleted or moved away.
func (d *docxBody) noteDeleted(name string) {
	if name != "del" && name != "moveFrom" {
		return
	}
	switch p := d.paragraph(); {
	case p != nil && d.inProps > 0:
		p.joins = true
	case len(d.tables) > 0 && d.tables[len(d.tables)-1].inRowProps:
		d.tables[len(d.tables)-1].deleted = true
	}
}

func (d *docxBody) start(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		d.beginParagraph()
	case "pPr":
		d.inProps++
	case "r":
		d.run = docxRun{open: true}
	case "t":
		d.inText = true
	case "tab":
		if d.inProps == 0 { // in the properties it is a tab stop
			d.write("\t")
		}
	case "br", "cr":
		d.breakLine(source.Attribute(e, "type"))
	case "noBreakHyphen":
		d.write("-")
	case "footnoteReference", "endnoteReference":
		d.anchor(strings.TrimSuffix(e.Name.Local, "Reference") + source.Attribute(e, "id"))
	case "commentReference":
		if p := d.paragraph(); p != nil {
			p.anchors = append(p.anchors, docxAnchor{line: p.breaks})
		}
	default:
		if !d.startTable(e) {
			d.property(e)
		}
	}
}

// property notes what a paragraph or run is said to look like.
func (d *docxBody) property(e xml.StartElement) {
	p, value := d.paragraph(), source.Attribute(e, "val")
	on := value != "0" && value != "false" && value != "off" && value != "none"
	switch e.Name.Local {
	case "b":
		d.run.bold = d.run.open && on
	case "vanish":
		d.run.hidden = d.run.open && on
	}
	if p == nil || d.inProps == 0 {
		return
	}
	switch e.Name.Local {
	case "pStyle":
		p.heading = p.heading || d.headings[value]
	case "outlineLvl":
		p.heading = isOutline(value)
	case "jc":
		p.center = value == "center"
	case "pageBreakBefore":
		p.newPage, p.before = on, on
	}
}

func (d *docxBody) paragraph() *docxParagraph {
	if len(d.open) == 0 {
		return nil
	}
	return d.open[len(d.open)-1]
}

// beginParagraph opens a paragraph, which goes on with one whose end was
// deleted.
func (d *docxBody) beginParagraph() {
	p := &docxParagraph{}
	if d.held != nil && len(d.open) == 0 {
		p.text.WriteString(d.held.text.String())
		p.bold, p.plain, p.breaks, p.anchors = d.held.bold, d.held.plain, d.held.breaks, d.held.anchors
		d.held = nil
	}
	d.open = append(d.open, p)
}

// release ends a paragraph that nothing goes on with.
func (d *docxBody) release() {
	if p := d.held; p != nil {
		d.held = nil
		if strings.TrimSpace(p.text.String()) != "" {
			d.addLines(p)
		}
	}
}

// anchor keeps a footnote with the line it is anchored in.
func (d *docxBody) anchor(id string) {
	p, note := d.paragraph(), d.notes[id]
	if p == nil || note == "" {
		return
	}
	delete(d.notes, id)
	d.size += len(note)
	p.anchors = append(p.anchors, docxAnchor{p.breaks, note})
}

func (d *docxBody) write(text string) {
	p := d.paragraph()
	if p == nil {
		return
	}
	d.size += len(text)
	p.breaks += strings.Count(text, "\n")
	p.text.WriteString(text)
	if strings.TrimSpace(text) != "" {
		p.bold = p.bold || d.run.bold
		p.plain = p.plain || !d.run.bold
	}
}

// breakLine ends a line or, where kind says so, a page.
func (d *docxBody) breakLine(kind string) {
	if p := d.paragraph(); p != nil && kind == "page" {
		p.newPage, p.before = true, strings.TrimSpace(p.text.String()) == ""
		return
	}
	d.write("\n")
}

func (d *docxBody) end(name string) {
	switch name {
	case "p":
		d.endParagraph()
	case "pPr":
		d.inProps = max(0, d.inProps-1)
	case "r":
		d.run = docxRun{}
	case "t":
		d.inText = false
	default:
		d.endTable(name)
	}
}

func (d *docxBody) endParagraph() {
	p := d.paragraph()
	if p == nil {
		return
	}
	d.open = d.open[:len(d.open)-1]
	if p.joins && len(d.open) == 0 {
		d.held = p
		return
	}
	d.addLines(p)
}

// addLines makes the paragraph's lines. Of a heading only the first line is
// one: an author may stand under it after a soft break.
func (d *docxBody) addLines(p *docxParagraph) {
	if p.newPage && p.before {
		d.lines = append(d.lines, manuscript.Line{Parts: true})
	}
	first, at := true, len(d.lines)
	for text := range strings.SplitSeq(p.text.String(), "\n") {
		if len(d.lines) > manuscript.MaxTextLines {
			return
		}
		filled := strings.TrimSpace(text) != ""
		d.lines = append(d.lines, manuscript.Line{Text: text, Heading: p.heading && first && filled, Strong: p.center || p.bold && !p.plain})
		first = first && !filled
	}
	for _, a := range p.anchors {
		line := &d.lines[min(at+a.line, len(d.lines)-1)]
		if a.note == "" {
			line.Commented = true
		} else {
			line.Notes = append(line.Notes, a.note)
		}
	}
	if p.newPage && !p.before {
		d.lines = append(d.lines, manuscript.Line{Parts: true})
	}
}
