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
	countedLine  = regexp.MustCompile(`^(第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,2})[句联聯行]$`)
)

// bodyPart is what parts the piece of a body that a column of this name holds
// from the piece before it; ok is false for a column that holds no piece.
func bodyPart(name string) (before string, ok bool) {
	name = remark.ReplaceAllString(NormalHeader(name), "")
	switch {
	case slices.Contains(namedStanzas, name):
		return "\n\n", true
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
	for i, f := range t.Mapping {
		if f == FieldBody && i < len(cells) {
			body = WithPiece(body, t.Header[i], cells[i])
		}
	}
	return body.Text
}
