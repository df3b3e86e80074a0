package markup

import (
	"html"
	"regexp"
	"strings"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/table"
)

var (
	tableRule  = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	tableBreak = regexp.MustCompile(`(?i)\s*<br\s*/?>\s*`)
	inlineTag  = regexp.MustCompile(`(?i)</?(?:b|i|u|em|strong|span|font|center|p|div)(?:\s[^<>]*)?>`)
)

// ReadTables puts the lines of tables in place of their rows, as Markdown
// draws them: | 标题 | 作者 |.
func ReadTables(lines []manuscript.Line) []manuscript.Line {
	var read []manuscript.Line
	from := 0
	for first := 0; first < len(lines); first++ {
		last := tableEnd(lines, first)
		if last == first {
			continue
		}
		var t table.Table
		for _, line := range lines[first:last] {
			if !tableRule.MatchString(line.Text) {
				t = append(t, tableCells(line.Text))
			}
		}
		t.Square()
		read = append(append(read, lines[from:first]...), t.Lines()...)
		from, first = last, last-1
	}
	if from == 0 {
		return lines
	}
	return append(read, lines[from:]...)
}

// tableEnd is the line behind the table that begins at line first, and first
// where none does: a rule below the first row makes it one, or a second row
// between strokes.
func tableEnd(lines []manuscript.Line, first int) int {
	text := lines[first].Text
	if lines[first].Head != nil || !strings.Contains(text, "|") || first+1 >= len(lines) || tableRule.MatchString(text) {
		return first
	}
	next := lines[first+1].Text
	ruled := strings.Contains(next, "|") && tableRule.MatchString(next)
	if !ruled && !(isBetweenStrokes(text) && isBetweenStrokes(next)) {
		return first
	}
	last := first + 1
	for last < len(lines) && strings.Contains(lines[last].Text, "|") && (ruled || isBetweenStrokes(lines[last].Text)) {
		last++
	}
	return last
}

func isBetweenStrokes(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) > 2 && text[0] == '|' && text[len(text)-1] == '|'
}

// tableCells are the cells of a row. A stroke behind a backslash parts none.
func tableCells(row string) []table.Cell {
	row = strings.TrimPrefix(strings.TrimSpace(strings.ReplaceAll(row, `\|`, "\x00")), "|")
	var cells []table.Cell
	for text := range strings.SplitSeq(strings.TrimSuffix(row, "|"), "|") {
		text = inlineTag.ReplaceAllString(tableBreak.ReplaceAllString(text, "\n"), "")
		text = strings.ReplaceAll(html.UnescapeString(text), "\x00", "|")
		var c table.Cell
		for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
			c.Lines = append(c.Lines, manuscript.Line{Text: manuscript.Emphasis.ReplaceAllString(strings.TrimSpace(line), "$1$2")})
		}
		cells = append(cells, c)
	}
	return cells
}
