package manuscript

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/verse"
)

// columnGap is what people put between two poems that stand side by side.
var columnGap = regexp.MustCompile(`\t+|[ \x{3000}]{2,}`)

// PartColumns puts poems that stand side by side one below the other. Lines of
// verse are side by side where what stands at the same height ends with the same
// mark: of two clauses of one line the first ends with a comma and the second
// with a stop.
func PartColumns(lines []Line) []Line {
	var all []Line
	kept := 0
	for first := 0; first < len(lines); {
		columns, end := columnsFrom(lines, first)
		if columns == nil {
			first++
			continue
		}
		all = append(all, lines[kept:first]...)
		for _, column := range columns {
			for _, text := range column {
				all = append(all, Line{Text: text})
			}
			all = append(all, Line{}, Line{})
		}
		first, kept = end, end
	}
	if kept == 0 {
		return lines
	}
	return append(all, lines[kept:]...)
}

// columnsFrom reads the columns that begin on line first and where they end;
// none where the lines do not stand side by side.
func columnsFrom(lines []Line, first int) (columns [][]string, end int) {
	width := len(columnCells(lines[first]))
	if width < 2 {
		return nil, first
	}
	columns = make([][]string, width)
	commas, stops := 0, 0
	end = first
	for i := first; i < len(lines); i++ {
		if lines[i].Blank() && lines[i].Head == nil && !lines[i].Parts {
			for k := range columns {
				columns[k] = append(columns[k], "")
			}
			continue
		}
		cells := columnCells(lines[i])
		if len(cells) != width {
			break
		}
		end = i + 1
		for k, cell := range cells {
			columns[k] = append(columns[k], cell)
		}
		switch mark := commonMark(cells); {
		case mark == "，" || mark == "、" || mark == "；":
			commas++
		case mark != "":
			stops++
		case commas+stops > 0:
			return nil, first
		}
	}
	if commas == 0 || stops == 0 {
		return nil, first
	}
	return columns, end
}

// columnCells are the parts of a line that wide gaps part.
func columnCells(l Line) []string {
	text := strings.TrimSpace(l.Text)
	if l.Head != nil || l.Heading || l.Header || len(text) > MaxLook || !strings.ContainsAny(text, "\t\u3000 ") {
		return nil
	}
	return columnGap.Split(text, -1)
}

// commonMark is the mark that every cell ends with, where each is a clause of
// verse; "" elsewhere.
func commonMark(cells []string) string {
	mark := ""
	for _, cell := range cells {
		r, size := utf8.DecodeLastRuneInString(cell)
		if s := verse.ShapeOf(cell); !s.Ended || s.Han < 3 || size == 0 || mark != "" && mark != string(r) {
			return ""
		}
		mark = string(r)
	}
	return mark
}
