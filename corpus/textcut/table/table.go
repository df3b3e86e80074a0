package table

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// MaxColumns bounds the columns of a table that is read by them; Word has 63
// at most.
const MaxColumns = 100

// Table is a table of a text, by rows of cells. All rows count the same
// columns: a cell that spans several is followed by cells that are Beside it.
type Table [][]Cell

// Cell is a cell of a table.
type Cell struct {
	Lines  []manuscript.Line
	Above  bool // goes on from the cell above, whose lines it has
	Beside bool // is part of the cell before it, and has no lines
}

// text is what the cell says, on one line.
func (c Cell) text() string { return joinLines(c.Lines, " ") }

// name is the cell as the name of a column, which may be written downwards.
func (c Cell) name() string { return joinLines(c.Lines, "") }

func joinLines(lines []manuscript.Line, between string) string {
	var texts []string
	for _, line := range lines {
		if text := strings.TrimSpace(line.Content()); text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, between)
}

func (c Cell) blank() bool { return manuscript.FilledLines(c.Lines) == 0 }

// field is the field whose name stands in the cell, FieldNone where none
// does. A verse is longer than a name.
func (c Cell) field() intake.Field {
	name := c.name()
	if c.Beside || c.Above || manuscript.FilledLines(c.Lines) > 4 || utf8.RuneCountInString(name) > 24 {
		return intake.FieldNone
	}
	return intake.FieldNamed(name)
}

// filled are the cells of a row with text of their own.
func filled(row []Cell) []Cell {
	var cells []Cell
	for _, c := range row {
		if !c.Beside && !c.Above && !c.blank() {
			cells = append(cells, c)
		}
	}
	return cells
}

// Lines makes lines of a table. One with a header, or filled in as a form,
// says of its cells what they are, and they are labelled so whatever they look
// like; any other only places its text on the page.
func (t Table) Lines() []manuscript.Line {
	if len(t) == 0 || len(t[0]) > MaxColumns {
		return t.laidOut()
	}
	if h := t.findHeader(); h >= 0 {
		return t.list(h)
	}
	if t.isForm() {
		return t.form()
	}
	return t.laidOut()
}

// laidOut are the cells' lines one after another. A cell that holds a poem of
// its own is parted from the next; the cells of one poem's title, author and
// verse stay together.
func (t Table) laidOut() []manuscript.Line {
	var lines []manuscript.Line
	for _, row := range t {
		for _, c := range row {
			if c.Beside || c.Above {
				continue
			}
			if lines = append(lines, c.Lines...); manuscript.FilledLines(c.Lines) > 1 {
				lines = append(lines, manuscript.Line{})
			}
		}
		lines = append(lines, manuscript.Line{})
	}
	return lines
}

// maxCaptions is how many rows may stand above a header: the table's title, a
// date.
const maxCaptions = 3

// findHeader is the row that names the columns, -1 where none does. Several
// names of fields stand in it, and rows with cells below it that are none.
func (t Table) findHeader() int {
	for i, row := range t[:min(len(t), maxCaptions+1)] {
		known, counts := 0, false
		seen := map[intake.Field]bool{}
		for _, c := range row {
			if f := c.field(); f != intake.FieldNone && !seen[f] {
				known++
				seen[f] = true
			}
			counts = counts || isCount(c.name())
		}
		if known >= 2 || known == 1 && counts && seen[intake.FieldBody] {
			if t.isList(i) {
				return i
			}
			return -1
		}
		if len(filled(row)) > 1 {
			return -1
		}
	}
	return -1
}

// isList reports whether the rows below the header are of a list: in a form
// most of them begin with a name as well.
func (t Table) isList(header int) bool {
	rows, named := 0, 0
	for _, row := range t[header+1:] {
		cells := filled(row)
		if len(cells) < 2 && !(len(cells) == 1 && len(row) == 1) || sameNames(row, t[header]) {
			continue
		}
		rows++
		if cells[0].field() != intake.FieldNone && cells[0].name() != cells[len(cells)-1].name() {
			named++
		}
	}
	return rows > 0 && named*2 < rows || rows == 0 && t.blankBelow(header)
}

func (t Table) blankBelow(header int) bool {
	for _, row := range t[header+1:] {
		if len(filled(row)) > 0 {
			return false
		}
	}
	return true
}

func sameNames(a, b []Cell) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].name() != b[i].name() {
			return false
		}
	}
	return true
}

// isCount reports whether a column of this name counts the rows.
func isCount(name string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(name), "")) {
	case "序号", "序號", "编号", "編號", "no", "no.", "号", "#", "序":
		return true
	}
	return false
}

// Square gives every row as many cells as the first.
func (t Table) Square() {
	for i, row := range t[min(1, len(t)):] {
		for len(row) < len(t[0]) && len(t[0]) <= MaxColumns {
			row = append(row, Cell{})
		}
		t[i+1] = row
	}
}
