package ods

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// sheetInfo is a sheet being read.
type sheetInfo struct {
	name    string
	hidden  bool
	columns []int // that are hidden, from 0
}

// hiddenNames are the names of the columns that the sheet hides.
func (s sheetInfo) hiddenNames(header []string) (hidden []string) {
	for _, column := range s.columns {
		if column < len(header) && strings.TrimSpace(header[column]) != "" {
			hidden = append(hidden, header[column])
		}
	}
	return hidden
}

// content takes the rows out of the tokens of content.xml.
type content struct {
	each    func(sheet sheetInfo, number int, texts []string) error
	packed  int64
	live    func() error
	stopped error // of each

	hiddenStyles map[string]bool // of tables
	style        string          // the style being read
	sheet        sheetInfo
	column       int // of the sheet, the next to be described
	number       int // of the row before
	repeat       int // how often the row at hand stands
	texts        []string
	blanks       int // empty cells not yet among texts: the last of a row say that they are thousands
	cell         strings.Builder
	cellRepeat   int
	value        string // of a date, whole
	inCell       bool
	paragraphs   int
	aside        int // depth within what is no text of the cell
	inText       int // depth within paragraphs
}

func (c *content) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		c.start(t)
	case xml.EndElement:
		return c.end(t.Name.Local)
	case xml.CharData:
		if c.inCell && c.inText > 0 && c.aside == 0 {
			c.cell.Write(t)
		}
	}
	return nil
}

func (c *content) start(e xml.StartElement) {
	if c.aside > 0 {
		c.aside++
		return
	}
	switch e.Name.Local {
	case "style":
		c.style = source.Attribute(e, "name")
	case "table-properties":
		if source.Attribute(e, "display") == "false" {
			if c.hiddenStyles == nil {
				c.hiddenStyles = map[string]bool{}
			}
			c.hiddenStyles[c.style] = true
		}
	case "table":
		c.sheet = sheetInfo{name: source.Attribute(e, "name"), hidden: c.hiddenStyles[source.Attribute(e, "style-name")]}
		c.number, c.column = 0, 0
	case "table-column":
		c.describeColumns(e)
	case "table-row":
		c.texts, c.blanks, c.repeat = nil, 0, count(e, "number-rows-repeated")
	case "table-cell", "covered-table-cell":
		c.cell.Reset()
		c.inCell, c.paragraphs, c.inText = true, 0, 0
		c.cellRepeat, c.value = count(e, "number-columns-repeated"), ""
		if source.Attribute(e, "value-type") == "date" {
			c.value = source.Attribute(e, "date-value")
		}
	case "annotation", "shapes", "tracked-changes":
		c.aside = 1
	case "p", "h":
		if c.inCell {
			if c.paragraphs++; c.paragraphs > 1 {
				c.cell.WriteByte('\n')
			}
			c.inText++
		}
	case "s":
		if c.inText > 0 {
			c.cell.WriteString(strings.Repeat(" ", min(count(e, "c"), 1000)))
		}
	case "tab":
		if c.inText > 0 {
			c.cell.WriteByte('\t')
		}
	case "line-break":
		if c.inText > 0 {
			c.cell.WriteByte('\n')
		}
	}
}

// describeColumns notes which of the next columns are hidden. One element
// stands for as many columns as it says, and the last for all that are empty.
func (c *content) describeColumns(e xml.StartElement) {
	first := c.column
	c.column = min(first+min(count(e, "number-columns-repeated"), intake.MaxColumns), intake.MaxColumns)
	if visibility := source.Attribute(e, "visibility"); visibility == "" || visibility == "visible" {
		return
	}
	for column := first; column < c.column; column++ {
		c.sheet.columns = append(c.sheet.columns, column)
	}
}

// count is a number of repetitions; 1 where none is given.
func count(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(source.Attribute(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

func (c *content) end(name string) error {
	if c.aside > 0 {
		c.aside--
		return nil
	}
	switch name {
	case "p", "h":
		c.inText = max(0, c.inText-1)
	case "table-cell", "covered-table-cell":
		c.endCell()
	case "table-row":
		return c.endRow()
	}
	return nil
}

// endCell keeps the cell at hand. Empty ones wait for one that is not: those
// at the end of a row are none.
func (c *content) endCell() {
	text := c.cell.String()
	if c.value != "" {
		text = strings.TrimSuffix(c.value, "T00:00:00")
	}
	c.inCell = false
	if text == "" {
		c.blanks = min(c.blanks+c.cellRepeat, intake.MaxColumns+1)
		return
	}
	room := intake.MaxColumns + 1 - len(c.texts) // one more than is read is enough to refuse the row
	if room <= 0 {
		return
	}
	c.texts = append(c.texts, make([]string, min(c.blanks, room))...)
	c.blanks = 0
	for range min(c.cellRepeat, intake.MaxColumns+1-len(c.texts)) {
		c.texts = append(c.texts, text)
	}
}

func (c *content) endRow() error {
	first := c.number + 1
	c.number += c.repeat
	if intake.IsBlank(c.texts) {
		return c.live()
	}
	if c.repeat > maxRepeated {
		return errRepeated
	}
	for number := first; number <= c.number; number++ {
		texts := append([]string(nil), c.texts...)
		if c.stopped = c.each(c.sheet, number, texts); c.stopped != nil {
			return c.stopped
		}
	}
	return nil
}
