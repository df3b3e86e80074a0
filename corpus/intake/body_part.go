package intake

import (
	"regexp"
	"slices"
	"strings"
)

// Sheets of couplets and of regulated verse often give each line a column of
// its own; the columns of one body are joined in their order.
var (
	namedLines   = strings.Fields("上联 下联 上聯 下聯 起句 承句 转句 轉句 合句 首联 颔联 颈联 尾联 首聯 頷聯 頸聯 尾聯")
	namedStanzas = strings.Fields("上片 下片 上阕 下阕 上闋 下闋 中片")
	scrolls      = strings.Fields("横批 横额 橫批 橫額 横联")
	countedLine  = regexp.MustCompile(`^(第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,2})[句联聯行]$`)
)

// bodyPart is what parts the piece of a body that a column of this name holds
// from the piece before it; ok is false for a column that holds no piece.
func bodyPart(name string) (before string, ok bool) {
	name = remark.ReplaceAllString(NormalHeader(name), "")
	switch {
	case slices.Contains(namedStanzas, name):
		return "\n\n", true
	case slices.Contains(scrolls, name):
		return "\n横批：", true // as couplets in texts have it
	case slices.Contains(namedLines, name) || countedLine.MatchString(name):
		return "\n", true
	}
	return "", false
}

// WithPiece is a body with the next piece of it. Pieces left empty leave no line:
// a 绝句 in a sheet made for 律诗 has four of eight.
func WithPiece(body Cell, column, piece string) Cell {
	switch {
	case strings.TrimSpace(body.Text) == "":
		return Cell{Column: column, Given: true, Text: piece}
	case strings.TrimSpace(piece) != "":
		before, _ := bodyPart(column)
		body.Text = strings.TrimRight(body.Text, "\n") + before + piece
	}
	return body
}

// Body is what a row of the table, as Row.Cells has it, holds of a body.
func (t *Table) Body(cells []string) string {
	var body Cell
	for _, i := range t.columnsInOrder() {
		if t.Mapping[i] == FieldBody && i < len(cells) {
			body = WithPiece(body, t.Header[i], cells[i])
		}
	}
	return body.Text
}

// columnsInOrder are the columns in the order in which they are read: that of
// the sheet, but for the sides of a couplet, which people also keep the other
// way round, as they hang.
func (t *Table) columnsInOrder() []int {
	order := make([]int, len(t.Mapping))
	var bodies []int
	for i, f := range t.Mapping {
		if order[i] = i; f == FieldBody {
			bodies = append(bodies, i)
		}
	}
	sorted := slices.Clone(bodies)
	slices.SortStableFunc(sorted, func(a, b int) int { return sideOf(t.Header[a]) - sideOf(t.Header[b]) })
	for k, i := range bodies {
		order[i] = sorted[k]
	}
	return order
}

// sideOf orders the columns of a couplet: 上联, 下联, 横批.
func sideOf(column string) int {
	switch name := remark.ReplaceAllString(NormalHeader(column), ""); {
	case name == "上联" || name == "上聯":
		return 1
	case name == "下联" || name == "下聯":
		return 2
	case slices.Contains(scrolls, name):
		return 3
	}
	return 0
}
