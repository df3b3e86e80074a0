package docx

import (
	"encoding/xml"
	"errors"
	"strings"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut"
)

var errManyLines = errors.New("too many lines")

// docxBody takes the lines out of word/document.xml.
type docxBody struct {
	headings map[string]bool // ids of styles
	lines    []textcut.Line
	size     int
	open     []*docxParagraph // one within another where there is a text box
	cells    []int            // lines there were when each open cell began
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
	if len(d.lines) > textcut.MaxTextLines || d.size > textcut.MaxText {
		return errManyLines
	}
	return nil
}

func (d *docxBody) start(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		d.open = append(d.open, &docxParagraph{})
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
	case "tc":
		d.cells = append(d.cells, len(d.lines))
	default:
		d.property(e)
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

func (d *docxBody) write(text string) {
	p := d.paragraph()
	if p == nil {
		return
	}
	d.size += len(text)
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
	case "tc":
		d.endCell()
	case "tr":
		d.lines = append(d.lines, textcut.Line{})
	}
}

// endParagraph makes the paragraph's lines. Of a heading only the first line
// is one: an author may stand under it after a soft break.
func (d *docxBody) endParagraph() {
	p := d.paragraph()
	if p == nil {
		return
	}
	d.open = d.open[:len(d.open)-1]
	if p.newPage && p.before {
		d.lines = append(d.lines, textcut.Line{Parts: true})
	}
	first := true
	for text := range strings.SplitSeq(p.text.String(), "\n") {
		if len(d.lines) > textcut.MaxTextLines {
			return
		}
		filled := strings.TrimSpace(text) != ""
		d.lines = append(d.lines, textcut.Line{Text: text, Heading: p.heading && first && filled, Strong: p.center || p.bold && !p.plain})
		first = first && !filled
	}
	if p.newPage && !p.before {
		d.lines = append(d.lines, textcut.Line{Parts: true})
	}
}

// endCell parts a cell that holds a poem of its own from the next; the cells
// of one poem's title, author and verse stay together.
func (d *docxBody) endCell() {
	if len(d.cells) == 0 {
		return
	}
	from := d.cells[len(d.cells)-1]
	d.cells = d.cells[:len(d.cells)-1]
	filled := 0
	for _, line := range d.lines[min(from, len(d.lines)):] {
		if !line.Blank() {
			filled++
		}
	}
	if filled > 1 {
		d.lines = append(d.lines, textcut.Line{})
	}
}
