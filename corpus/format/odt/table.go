package odt

import (
	"encoding/xml"
	"slices"
	"strconv"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut/table"
)

// odtTable is a table being read.
type odtTable struct {
	rows  table.Table
	row   []table.Cell
	below map[int]int // rows that the cell of a column still reaches into
	at    int         // lines there were when the open cell began
	down  int         // rows that the open cell spans
	times int         // the open cell is repeated
}

func (b *odtBody) startTable(e xml.StartElement) {
	if e.Name.Local == "table" {
		b.tables = append(b.tables, &odtTable{below: map[int]int{}, at: len(b.lines)})
		return
	}
	if len(b.tables) == 0 {
		return
	}
	t := b.tables[len(b.tables)-1]
	switch e.Name.Local {
	case "table-row":
		t.row = nil
	case "table-cell", "covered-table-cell":
		t.at, t.down, t.times = len(b.lines), number(e, "number-rows-spanned"), number(e, "number-columns-repeated")
	}
}

// number is a count that an element states, bounded as columns are.
func number(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(source.Attribute(e, name))
	if err != nil {
		return 1
	}
	return max(1, min(n, table.MaxColumns+1))
}

func (b *odtBody) endTable(name string) {
	if len(b.tables) == 0 {
		return
	}
	t := b.tables[len(b.tables)-1]
	switch name {
	case "table-cell":
		b.endCell(t, false)
	case "covered-table-cell":
		b.endCell(t, true)
	case "table-row":
		if len(t.row) > 0 {
			t.rows = append(t.rows, t.row)
		}
		t.row = nil
	case "table":
		b.tables = b.tables[:len(b.tables)-1]
		b.lines = append(b.lines, t.rows.Lines()...)
	}
}

// endCell takes the lines of a cell into its table. A covered cell is part of
// the one above it, or of the one beside.
func (b *odtBody) endCell(t *odtTable, covered bool) {
	at := min(t.at, len(b.lines))
	lines := slices.Clone(b.lines[at:])
	b.lines = b.lines[:at]
	for range t.times {
		i := len(t.row)
		cell := table.Cell{Lines: lines}
		switch {
		case covered && t.below[i] > 0 && len(t.rows) > 0 && i < len(t.rows[len(t.rows)-1]):
			t.below[i]--
			cell = t.rows[len(t.rows)-1][i]
			cell.Above = true
		case covered:
			cell = table.Cell{Beside: true}
		case t.down > 1:
			t.below[i] = t.down - 1
		}
		t.row = append(t.row, cell)
	}
	b.cells += t.times
}
