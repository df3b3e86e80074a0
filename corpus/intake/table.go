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
	Header   []string     // the curator's own columns, as the file names them
	Row      int          // the header's own number
	Mapping  Mapping      // the field of each of them
	Encoding Encoding     // "" for XLSX
	Sheet    string       // of XLSX
	Hidden   []string     // names of columns that the sheet hides, not read unless they are asked for or mapped by hand
	Asked    []string     // names of columns that are read though they are hidden
	Chat     *ChatColumns // of a chat, whose rows are messages; else nil
	Guessed  bool         // the table has no header: Header is what the columns seem to hold
}

// The columns WriteSheet adds to a curator's own. A sheet that has all three
// is one of ours coming back mended.
const (
	ProblemColumn = "问题"
	AdviceColumn  = "建议"
	OriginColumn  = "原行号"
)

// ExampleRef is the 编号 of a template's example row, which is skipped.
const ExampleRef = "示例"

// TableRows makes rows of a table's cells.
type TableRows struct {
	*Table
	file     string
	names    []string // of all columns, ours too
	own      []int    // where each column of Header stands among names
	origin   int      // where 原行号 stands, or -1
	body     string   // the name of the column of bodies
	order    []int    // in which the columns are read
	couplets bool     // a column holds a side of one
	cells    Cells    // kept from row to row
	warned   bool     // of the columns that are not read
	above    []string // the cells of the row before, for 同上
	held     *heldRow // the row that the next may go on with
}

// NewTableRows reads the header of a table of file, the report columns of ours
// left out. Its error is why the columns cannot be mapped; the rows can be
// shown all the same.
func NewTableRows(t *Table, file string, names []string, given Mappings) (*TableRows, error) {
	names = TrimBlank(names)
	rows := &TableRows{Table: t, file: file, names: names, origin: -1, cells: Cells{}}
	ours := isReport(names)
	for i, name := range names {
		switch {
		case ours && name == OriginColumn:
			rows.origin = i
		case ours && (name == ProblemColumn || name == AdviceColumn):
		default:
			rows.own, t.Header = append(rows.own, i), append(t.Header, name)
		}
	}
	return rows, rows.mapColumns(given[HeaderKey(t.Header)])
}

// TrimBlank drops the blank texts at the end.
func TrimBlank(texts []string) []string {
	for len(texts) > 0 && strings.TrimSpace(texts[len(texts)-1]) == "" {
		texts = texts[:len(texts)-1]
	}
	return texts
}

func IsBlank(names []string) bool {
	return !slices.ContainsFunc(names, func(s string) bool { return strings.TrimSpace(s) != "" })
}

func isReport(names []string) bool {
	return slices.Contains(names, ProblemColumn) && slices.Contains(names, AdviceColumn) && slices.Contains(names, OriginColumn)
}

// shownNames are the names of columns without those that are hidden and not
// asked for.
func (t *Table) shownNames() []string {
	names := slices.Clone(t.Header)
	for i, name := range names {
		if slices.Contains(t.Hidden, name) && !slices.Contains(t.Asked, name) {
			names[i] = ""
		}
	}
	return names
}

func (t *TableRows) mapColumns(given Mapping) (err error) {
	if t.Chat = ChatOf(t.shownNames()); t.Chat != nil {
		own := t.Chat.mapping(len(t.Header))
		if given == nil || slices.Equal(given, own) {
			t.Mapping = own
			return nil
		}
		t.Chat = nil // somebody says otherwise
	}
	if given != nil && len(given) == len(t.Header) {
		t.Mapping, err = given, given.check(t.file, t.Header)
	} else {
		t.Mapping, err = guessMapping(t.file, t.shownNames())
	}
	t.order = t.columnsInOrder()
	for i, f := range t.Mapping {
		t.couplets = t.couplets || f == FieldBody && sideOf(t.Header[i]) > 0
	}
	if i := slices.Index(t.Mapping, FieldBody); i >= 0 {
		t.body = t.Header[i]
	}
	return err
}

// ReadRow makes the row of texts, one a column of the file. A row in which
// nothing is written is skipped, and so is a template's example.
func (t *TableRows) ReadRow(row *Row, texts []string) {
	row.Table = t.Table
	row.Cells = t.ownCells(texts)
	row.Skip = !slices.ContainsFunc(row.Cells, func(s string) bool { return strings.TrimSpace(s) != "" })
	if row.Skip {
		return
	}
	if t.origin >= 0 && t.origin < len(texts) {
		row.Origin, _ = strconv.Atoi(strings.TrimSpace(texts[t.origin])) // 0 where it was spoilt
	}
	t.repeatAbove(row, texts)
	clear(t.cells)
	for _, i := range t.order {
		switch f := t.Mapping[i]; {
		case t.own[i] >= len(texts):
		case f == FieldPrivate:
			row.Cells[i] = ""
		case f != FieldNone:
			t.field(row, f, t.Header[i], row.Cells[i])
		}
	}
	if t.couplets && !t.cells[FieldForm].Given {
		t.cells.Put(FieldForm, string(corpus.FormYinglian))
	}
	t.warnColumns(row)
	if strings.TrimSpace(t.cells[FieldRef].Text) == ExampleRef {
		row.Skip, t.warned = true, false
		return
	}
	if column, ok := t.stray(row.Cells); ok && t.Sheet == "" {
		row.Refuse("", CodeColumns, corpus.NewMessage("intake.unnamed_column_of_csv", column+1), corpus.NewMessage("intake.advice.quote_or_name_column"))
	} else if ok {
		row.Refuse("", CodeColumns, corpus.NewMessage("intake.unnamed_column", column+1), corpus.NewMessage("intake.advice.name_column"))
	}
	before := row.countPrivate()
	row.TakeHead(t.cells)
	row.ReadCells(t.cells, t.body)
	maskCells(row.Cells, t.Mapping, row.countPrivate() > before)
	t.warned = t.warned && len(row.Problems) == 0 // the next row says it again
}

// warnColumns warns once, with the first row that goes in, of the columns that
// are not read.
func (t *TableRows) warnColumns(row *Row) {
	if t.warned {
		return
	}
	t.warned = true
	if t.Guessed {
		row.Warn("", CodeNoHeader, corpus.NewMessage("intake.warn.no_header", strings.Join(t.Header, "、")))
	}
	for i, f := range t.Mapping {
		switch name := t.Header[i]; {
		case f == FieldPrivate:
			row.LeaveOut(name)
		case f != FieldNone && slices.Contains(t.Hidden, name):
			row.Warn(name, CodeHidden, corpus.NewMessage("intake.warn.hidden_column_read", name))
		case f == FieldNone && slices.Contains(t.Hidden, name):
			row.Warn(name, CodeUnused, corpus.NewMessage("intake.warn.hidden_column", name))
		case f == FieldNone && strings.TrimSpace(name) != "":
			row.Warn(name, CodeUnused, corpus.NewMessage("intake.warn.unused_column", name))
		}
	}
}

// FieldOf is the field of a column as the file counts them.
func (t *TableRows) FieldOf(column int) Field {
	if i := slices.Index(t.own, column); i >= 0 {
		return t.Mapping[i]
	}
	return FieldNone
}

// formulaErrors are what a cell shows whose formula went wrong.
const formulaErrors = " #DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #SPILL! #CALC! "

// field reads a cell of a field.
func (t *TableRows) field(row *Row, f Field, column, text string) {
	if strings.HasPrefix(text, "#") && strings.Contains(formulaErrors, " "+text+" ") {
		row.Refuse(column, CodeValue, corpus.NewMessage("intake.formula_failed", text), corpus.NewMessage("intake.advice.write_plain_text"))
		return
	}
	if strings.HasSuffix(text, CutMark) {
		row.Refuse(column, CodeTooLong, corpus.NewMessage("intake.cell_cut_by_export"), corpus.NewMessage("intake.advice.whole_export"))
		return
	}
	if f == FieldBody {
		t.cells[f] = WithPiece(t.cells[f], column, text)
		return
	}
	t.cells[f] = tableCell(f, column, text)
}

// ownCells are the texts under the curator's own columns, and whatever stands
// beyond the last column.
func (t *TableRows) ownCells(texts []string) []string {
	cells := make([]string, len(t.own), max(len(t.own), len(texts)))
	for i, column := range t.own {
		if column < len(texts) {
			cells[i] = Unescape(texts[column])
		}
	}
	for len(texts) > len(t.names) && strings.TrimSpace(texts[len(texts)-1]) == "" {
		texts = texts[:len(texts)-1]
	}
	for _, text := range texts[min(len(t.names), len(texts)):] {
		cells = append(cells, Unescape(text))
	}
	return cells
}

// stray finds a column, as the file counts them, that has content and no
// name, which is what an unquoted comma in a body makes of what comes after it.
func (t *TableRows) stray(own []string) (int, bool) {
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
func tableCell(f Field, column, text string) Cell {
	c := Cell{Column: column, Given: true, Text: text}
	if IsList(f) && strings.HasPrefix(text, `["`) {
		var items []string
		if json.Unmarshal([]byte(text), &items) == nil && len(items) <= corpus.MaxList {
			c.List = items
		}
	}
	return c
}

func IsList(f Field) bool {
	return f == FieldAliases || f == FieldTags || f == FieldCollection
}

// CutMark ends a cell of a poem that was cut. Nobody writes it by chance.
const CutMark = "……〔这一格太长，Excel 放不下，只有开头；全文在 JSON 行（jsonl）或 CSV 的导出里〕"
