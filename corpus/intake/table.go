package intake

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
)

// Table is what the rows of one table have in common.
type Table struct {
	Header   []string // the curator's own columns, as the file names them
	Row      int      // the header's own number
	Mapping  Mapping  // the field of each of them
	Encoding Encoding // "" for XLSX
	Sheet    string   // of XLSX
}

// The columns WriteSheet adds to a curator's own. A sheet that has all three
// is one of ours coming back mended.
const (
	problemColumn = "问题"
	adviceColumn  = "建议"
	originColumn  = "原行号"
)

// exampleRef is the 编号 of a template's example row, which is skipped.
const exampleRef = "示例"

// tableRows makes rows of a table's cells.
type tableRows struct {
	*source
	*Table
	names  []string // of all columns, ours too
	own    []int    // where each column of Header stands among names
	origin int      // where 原行号 stands, or -1
	body   string   // the name of the column of bodies
	cells  cells    // kept from row to row
}

// newTable reads a header, the report columns of ours left out. While a file
// is inspected a header that cannot be mapped is told and read on from.
func (s *source) newTable(t *Table, names []string) (*tableRows, error) {
	names = trimBlank(names)
	rows := &tableRows{source: s, Table: t, names: names, origin: -1, cells: cells{}}
	ours := isReport(names)
	for i, name := range names {
		switch {
		case ours && name == originColumn:
			rows.origin = i
		case ours && (name == problemColumn || name == adviceColumn):
		default:
			rows.own, t.Header = append(rows.own, i), append(t.Header, name)
		}
	}
	err := rows.mapColumns(s.opts.Mappings[HeaderKey(t.Header)])
	if s.onTable != nil {
		s.onTable(t, err)
		err = nil
	}
	return rows, err
}

// trimBlank drops the blank texts at the end.
func trimBlank(texts []string) []string {
	for len(texts) > 0 && strings.TrimSpace(texts[len(texts)-1]) == "" {
		texts = texts[:len(texts)-1]
	}
	return texts
}

func isReport(names []string) bool {
	return slices.Contains(names, problemColumn) && slices.Contains(names, adviceColumn) && slices.Contains(names, originColumn)
}

func (t *tableRows) mapColumns(given Mapping) (err error) {
	if given != nil && len(given) == len(t.Header) {
		t.Mapping, err = given, given.check(t.name, t.Header)
	} else {
		t.Mapping, err = guessMapping(t.name, t.Header)
	}
	if i := slices.Index(t.Mapping, FieldBody); i >= 0 {
		t.body = t.Header[i]
	}
	return err
}

// row makes the row of texts, one a column of the file. A row in which
// nothing is written is skipped, and so is a template's example.
func (t *tableRows) row(row *Row, texts []string) {
	row.Table = t.Table
	row.Cells = t.ownCells(texts)
	row.Skip = !slices.ContainsFunc(row.Cells, func(s string) bool { return strings.TrimSpace(s) != "" })
	if row.Skip {
		return
	}
	if t.origin >= 0 && t.origin < len(texts) {
		row.Origin, _ = strconv.Atoi(strings.TrimSpace(texts[t.origin])) // 0 where it was spoilt
	}
	clear(t.cells)
	for i, f := range t.Mapping {
		if f != FieldNone && t.own[i] < len(texts) {
			t.field(row, f, t.Header[i], row.Cells[i])
		}
	}
	if strings.TrimSpace(t.cells[FieldRef].text) == exampleRef {
		row.Skip = true
		return
	}
	if column, ok := t.stray(row.Cells); ok && t.Sheet == "" {
		row.refuse("", CodeColumns, "第 %d 列有内容却没有列名，可能是正文里的逗号没有用引号括起来；请加上引号，或给这一列取名", column+1)
	} else if ok {
		row.refuse("", CodeColumns, "第 %d 列有内容却没有列名，请给这一列取名，或删去内容", column+1)
	}
	row.read(t.cells, t.body)
}

// formulaErrors are what a cell shows whose formula went wrong.
const formulaErrors = " #DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #SPILL! #CALC! "

// field reads a cell of a field.
func (t *tableRows) field(row *Row, f Field, column, text string) {
	if strings.HasPrefix(text, "#") && strings.Contains(formulaErrors, " "+text+" ") {
		row.refuse(column, CodeValue, "这一格的公式出错了（%s），请直接写上文字", text)
		return
	}
	if strings.HasSuffix(text, cutMark) {
		row.refuse(column, CodeTooLong, "这一格在导出时截短了，请用 JSON 行（jsonl）或 CSV 的导出改这一首")
		return
	}
	if f == FieldBody {
		t.cells[f] = withPiece(t.cells[f], column, text)
		return
	}
	t.cells[f] = tableCell(f, column, text)
}

// ownCells are the texts under the curator's own columns, and whatever stands
// beyond the last column.
func (t *tableRows) ownCells(texts []string) []string {
	cells := make([]string, len(t.own), max(len(t.own), len(texts)))
	for i, column := range t.own {
		if column < len(texts) {
			cells[i] = unescape(texts[column])
		}
	}
	for len(texts) > len(t.names) && strings.TrimSpace(texts[len(texts)-1]) == "" {
		texts = texts[:len(texts)-1]
	}
	for _, text := range texts[min(len(t.names), len(texts)):] {
		cells = append(cells, unescape(text))
	}
	return cells
}

// stray finds a column, as the file counts them, that has content and no
// name, which is what an unquoted comma in a body makes of what comes after it.
func (t *tableRows) stray(own []string) (int, bool) {
	for i, text := range own {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if i >= len(t.own) {
			return len(t.names) + i - len(t.own), true
		}
		if strings.TrimSpace(t.Header[i]) == "" && t.Mapping[i] == FieldNone {
			return t.own[i], true
		}
	}
	return 0, false
}

// tableCell is a cell of a table. A list whose items hold what else would
// part them is written as JSON by our exports.
func tableCell(f Field, column, text string) cell {
	c := cell{column: column, given: true, text: text}
	if isList(f) && strings.HasPrefix(text, `["`) {
		var items []string
		if json.Unmarshal([]byte(text), &items) == nil && len(items) <= corpus.MaxList {
			c.list = items
		}
	}
	return c
}

func isList(f Field) bool {
	return f == FieldAliases || f == FieldTags || f == FieldCollection
}
