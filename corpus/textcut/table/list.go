package table

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// list makes the lines of a table with the names of its columns in row h, a
// poem a row.
func (t Table) list(h int) []manuscript.Line {
	columns := t.columns(h)
	l := &tableList{columns: columns}
	for _, row := range t[:h+1] {
		l.lines = append(l.lines, unused(joinRow(row)))
	}
	if !hasField(columns, intake.FieldBody) {
		return t.withoutBody()
	}
	l.signed = t.signed(h, columns)
	for _, row := range t[h+1:] {
		if !sameNames(row, t[h]) {
			l.take(row)
		}
	}
	l.end()
	return l.lines
}

// signed reports whether the poems below the header have, all of them, a line as
// short as a name under a title in 《》.
func (t Table) signed(h int, columns []column) bool {
	bodies := fieldAt(columns, intake.FieldBody)
	poems := 0
	for _, row := range t[h+1:] {
		if bodies[0] >= len(row) || row[bodies[0]].blank() {
			continue
		}
		var filled []string
		for _, line := range row[bodies[0]].Lines {
			if !line.Blank() && len(filled) < 2 {
				filled = append(filled, strings.TrimSpace(manuscript.Clip(line.Content())))
			}
		}
		if len(filled) < 2 || !strings.HasPrefix(filled[0], "《") || !manuscript.IsPenName(filled[1]) {
			return false
		}
		poems++
	}
	return poems > 1
}

// withoutBody leaves a table out that lists poems and has none in it.
func (t Table) withoutBody() []manuscript.Line {
	var lines []manuscript.Line
	for _, row := range t {
		line := unused(joinRow(row))
		line.Left = corpus.NewMessage("intake.warn.table_without_body")
		lines = append(lines, line)
	}
	return lines
}

func joinRow(row []Cell) string {
	var texts []string
	for _, c := range filled(row) {
		texts = append(texts, c.text())
	}
	return strings.Join(texts, " ")
}

// maxColumnName bounds the name of a column, which stands beside each of its
// cells, in code points.
const maxColumnName = 40

// column is what a column of a list holds.
type column struct {
	name  string
	field intake.Field
}

func hasField(columns []column, f intake.Field) bool {
	for _, c := range columns {
		if c.field == f {
			return true
		}
	}
	return false
}

// columns are those that row h names. Of several of one field the first is
// used, except that a pen name comes before the name of the person. Verse may
// stand under a name that is not known, and then it is what has most lines.
func (t Table) columns(h int) []column {
	columns := make([]column, len(t[h]))
	for i, c := range t[h] {
		columns[i] = column{intake.CutRunes(c.name(), maxColumnName), c.field()}
	}
	bodies := fieldAt(columns, intake.FieldBody)
	if len(bodies) > 1 && !hasField(columns, intake.FieldTitle) && !intake.IsPart(columns[bodies[0]].name) {
		columns[bodies[0]].field = intake.FieldTitle // 作品 beside 内容
	}
	if len(bodies) == 0 {
		if at := t.longestColumn(h, columns); at >= 0 {
			columns[at].field = intake.FieldBody
		}
	}
	for _, f := range intake.Fields() {
		keepOne(columns, f)
	}
	return columns
}

func fieldAt(columns []column, f intake.Field) []int {
	var at []int
	for i, c := range columns {
		if c.field == f {
			at = append(at, i)
		}
	}
	return at
}

func keepOne(columns []column, f intake.Field) {
	all := fieldAt(columns, f)
	if len(all) < 2 || f == intake.FieldBody && intake.IsPart(columns[all[0]].name) {
		return
	}
	keep := all[0]
	for _, i := range all {
		if strings.Contains(columns[i].name, "笔名") || strings.Contains(columns[i].name, "筆名") {
			keep = i
			break
		}
	}
	for _, i := range all {
		if i != keep {
			columns[i].field = intake.FieldNone
		}
	}
}

// longestColumn is the column without a field whose cells have several lines,
// -1 where there is none.
func (t Table) longestColumn(h int, columns []column) int {
	best, most := -1, 2*(len(t)-h-1)-1
	for i, c := range columns {
		lines := 0
		for _, row := range t[h+1:] {
			if i < len(row) && !row[i].Above {
				lines += manuscript.FilledLines(row[i].Lines)
			}
		}
		if c.field == intake.FieldNone && lines > most {
			best, most = i, lines
		}
	}
	return best
}

// tableList makes the lines of a list, row by row.
type tableList struct {
	columns []column
	lines   []manuscript.Line
	last    *tableRecord // which the next row may go on with
	signed  bool         // a name stands under every title in the cells of verse
	named   bool         // the columns that are not used have been named
	above   []string     // what each column last said
	again   int          // bytes that merged cells have said again
}

func (l *tableList) take(row []Cell) {
	cells := filled(row)
	if len(cells) == 0 {
		return
	}
	if len(cells) == 1 && len(l.columns) > 1 && spans(row) {
		if l.last != nil && len(l.last.body) == 0 && manuscript.FilledLines(cells[0].Lines) > 1 {
			l.last.body = cells[0].Lines
			return
		}
		l.end()
		l.lines = append(l.lines, unused(joinRow(row)))
		return
	}
	if l.goesOn(row) {
		l.last.body = append(l.last.body, l.bodyOf(row)...)
		return
	}
	l.end()
	l.last = l.record(row)
}

// spans reports whether one cell of the row is as wide as the table.
func spans(row []Cell) bool {
	for _, c := range row[min(1, len(row)):] {
		if !c.Beside {
			return false
		}
	}
	return true
}

// goesOn reports whether a row holds more of the poem above it: nothing but
// verse is in it, or its title is the one above.
func (l *tableList) goesOn(row []Cell) bool {
	if l.last == nil || len(l.last.body) == 0 {
		return false
	}
	merged, other := false, false
	for i, c := range l.columns {
		switch {
		case i >= len(row) || c.field == intake.FieldBody && !row[i].Above:
		case c.field == intake.FieldBody, c.field == intake.FieldTitle && row[i].Above && !row[i].blank():
			merged = true
		case !row[i].Above && !row[i].blank():
			other = true
		}
	}
	return merged || !other
}

func (l *tableList) bodyOf(row []Cell) []manuscript.Line {
	var body []manuscript.Line
	for i, c := range l.columns {
		if c.field != intake.FieldBody || i >= len(row) || row[i].Above || row[i].blank() {
			continue
		}
		if len(body) > 0 && c.name != "" && isStanza(c.name) {
			body = append(body, manuscript.Line{})
		}
		body = append(body, row[i].Lines...)
	}
	return body
}

// isStanza reports whether a column of this name holds half of a 词.
func isStanza(name string) bool {
	return intake.WithPiece(intake.Cell{Text: "上"}, name, "下").Text == "上\n\n下"
}

// record is the poem of a row.
func (l *tableList) record(row []Cell) *tableRecord {
	r := &tableRecord{body: l.bodyOf(row), signed: l.signed}
	if l.above == nil {
		l.above = make([]string, len(l.columns))
	}
	for i, c := range l.columns {
		if i >= len(row) || row[i].Beside || c.field == intake.FieldBody {
			continue
		}
		lines := row[i].Lines
		if isDitto(row[i].text()) && l.above[i] != "" {
			lines = []manuscript.Line{{Text: l.above[i]}}
		}
		l.above[i] = joinLines(lines, " ")
		if row[i].Above {
			if l.again += len(l.above[i]); l.again > manuscript.MaxText {
				continue
			}
		}
		r.put(c.field, c.name, lines)
	}
	r.quiet, l.named = l.named, l.named || len(r.body) > 0
	return r
}

func isDitto(text string) bool {
	switch text {
	case "同上", "〃", "″", "\"", "同前", "…":
		return true
	}
	return false
}

func (l *tableList) end() {
	if l.last != nil {
		l.lines = append(l.lines, l.last.poems()...)
		l.last = nil
	}
}
