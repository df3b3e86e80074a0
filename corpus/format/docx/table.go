package docx

import (
	"encoding/xml"
	"slices"
	"strconv"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut/table"
)

// docxTable is a table being read.
type docxTable struct {
	rows       table.Table
	row        []table.Cell
	inRowProps bool
	deleted    bool // the open row was
	at         int  // lines there were when the open cell began
	span       int  // columns of the open cell
	merged     bool // the open cell goes on from the one above
}

// startTable begins a table or what is part of one, and returns false for
// other elements.
func (d *docxBody) startTable(e xml.StartElement) bool {
	if e.Name.Local == "tbl" {
		d.release()
		d.tables = append(d.tables, &docxTable{at: len(d.lines)})
		return true
	}
	if len(d.tables) == 0 {
		return false
	}
	t := d.tables[len(d.tables)-1]
	switch e.Name.Local {
	case "tr":
		t.row, t.deleted = nil, false
	case "trPr":
		t.inRowProps = true
	case "tc":
		t.at, t.span, t.merged = len(d.lines), 1, false
	case "gridSpan":
		n, err := strconv.Atoi(source.Attribute(e, "val"))
		if err == nil {
			t.span = max(1, min(n, table.MaxColumns+1))
		}
	case "vMerge":
		t.merged = source.Attribute(e, "val") != "restart"
	default:
		return false
	}
	return true
}

func (d *docxBody) endTable(name string) {
	if len(d.tables) == 0 {
		return
	}
	t := d.tables[len(d.tables)-1]
	switch name {
	case "trPr":
		t.inRowProps = false
	case "tc":
		d.release()
		d.endCell(t)
	case "tr":
		if !t.deleted && len(t.row) > 0 {
			t.rows = append(t.rows, t.row)
		}
		t.row = nil
	case "tbl":
		d.tables = d.tables[:len(d.tables)-1]
		d.lines = append(d.lines, t.rows.Lines()...)
	}
}

// endCell takes the lines of a cell into its table. In a row that has been
// merged with the one above, the cell is what stands there.
func (d *docxBody) endCell(t *docxTable) {
	at := min(t.at, len(d.lines))
	cell := table.Cell{Lines: slices.Clone(d.lines[at:])}
	d.lines = d.lines[:at]
	if i := len(t.row); t.merged && len(t.rows) > 0 && i < len(t.rows[len(t.rows)-1]) {
		cell = t.rows[len(t.rows)-1][i]
		cell.Above = true
	}
	t.row = append(t.row, cell)
	for range t.span - 1 {
		t.row = append(t.row, table.Cell{Beside: true})
	}
	d.cells += t.span
}
