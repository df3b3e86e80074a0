package markup

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/table"
)

// pageTable is a <table> being read.
type pageTable struct {
	rows   table.Table
	row    []table.Cell
	below  map[int]int // rows that the cell of a column still reaches into
	at     int         // lines there were when the open cell began, -1 where none is open
	across int         // columns that the open cell spans
	down   int         // rows that it spans
}

// Bounds of tables, which a file may nest and span without end.
const (
	mostNested = 8
	mostCells  = manuscript.MaxTextLines
)

// takeTable reads a tag of a table, and returns false for others.
func (p *page) takeTable(name string, token html.Token) bool {
	opens := token.Type == html.StartTagToken
	if name == "table" && opens {
		if len(p.tables) == mostNested {
			return false
		}
		p.endBlock()
		p.tables = append(p.tables, &pageTable{below: map[int]int{}, at: -1})
		return true
	}
	if len(p.tables) == 0 || token.Type == html.SelfClosingTagToken {
		return false
	}
	t := p.tables[len(p.tables)-1]
	switch {
	case name == "table":
		p.endTable()
	case name == "tr":
		p.endRow(t)
	case (name == "td" || name == "th") && opens:
		p.endCell(t)
		t.at, t.across, t.down = len(p.lines), span(token, "colspan"), span(token, "rowspan")
	case name == "td" || name == "th":
		p.endCell(t)
	default:
		return false
	}
	return true
}

// span is how many rows or columns a cell states to span, bounded as columns
// are.
func span(token html.Token, name string) int {
	for _, a := range token.Attr {
		if n, err := strconv.Atoi(a.Val); err == nil && a.Key == name {
			return max(1, min(n, table.MaxColumns+1))
		}
	}
	return 1
}

// endCell takes the lines of the open cell into its row, behind the cells that
// reach into the row from above.
func (p *page) endCell(t *pageTable) {
	if t.at < 0 {
		return
	}
	p.endBlock()
	at := min(t.at, len(p.lines))
	lines := slices.Clone(p.lines[at:])
	for i := range lines {
		lines[i].Text = strings.Trim(lines[i].Text, " \t")
	}
	p.lines, t.at = p.lines[:at], -1
	t.fillFromAbove()
	for i := range t.across {
		if p.cells++; p.cells > mostCells {
			return
		}
		if t.down > 1 {
			t.below[len(t.row)] = t.down - 1
		}
		t.row = append(t.row, table.Cell{Lines: lines, Beside: i > 0})
		lines = nil
	}
}

// fillFromAbove adds the cells that reach into the row at its end so far.
func (t *pageTable) fillFromAbove() {
	for i := len(t.row); t.below[i] > 0 && len(t.rows) > 0 && i < len(t.rows[len(t.rows)-1]); i++ {
		cell := t.rows[len(t.rows)-1][i]
		cell.Above = true
		t.below[i]--
		t.row = append(t.row, cell)
	}
}

func (p *page) endRow(t *pageTable) {
	p.endCell(t)
	if len(t.row) > 0 {
		t.fillFromAbove()
		t.rows = append(t.rows, t.row)
	}
	t.row = nil
}

// endTable puts the lines of a table where it stands. A cell of the table
// around it holds them.
func (p *page) endTable() {
	t := p.tables[len(p.tables)-1]
	p.endRow(t)
	p.tables = p.tables[:len(p.tables)-1]
	t.rows.Square()
	p.lines = append(p.lines, t.rows.Lines()...)
	p.ended = true
}

// end is the end of the page, and of the tables that it leaves open.
func (p *page) end() {
	for len(p.tables) > 0 {
		p.endTable()
	}
	p.endLine()
}
