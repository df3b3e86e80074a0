package xlsx

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus/intake"
)

// Sheet writes a workbook of one sheet, row after row. Every cell is
// text, so nothing is ever a formula, and 007 stays 007.
type Sheet struct {
	out    io.Writer
	dir    string // of the library's temporary files
	Mark   string // ends a cell that was cut to what a workbook holds
	Filter bool   // the rows can be filtered by what their columns hold; the heads must differ
	file   *excelize.File
	stream *excelize.StreamWriter
	wrap   int // the style of every cell
	head   int // that of the first row
	row    int
	width  int // cells of the first row
}

// creator stands as the author in the properties of every workbook.
const creator = "诗韵"

func NewSheet(w io.Writer, tempDir, name string, widths []float64) (*Sheet, error) {
	dir, err := os.MkdirTemp(tempDir, "intake-xlsx-*")
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	x := &Sheet{out: w, dir: dir, file: excelize.NewFile(excelize.Options{TmpDir: dir})}
	if err := x.begin(name, widths); err != nil {
		return nil, errors.Join(fmt.Errorf("write workbook: %w", err), x.Discard())
	}
	return x, nil
}

func (x *Sheet) begin(name string, widths []float64) (err error) {
	if err := x.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	x.wrap, err = x.file.NewStyle(&excelize.Style{
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, NumFmt: 49, // text
	})
	if err != nil {
		return err
	}
	x.head, err = x.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49,
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if err := x.file.SetDocProps(&excelize.DocProperties{Creator: creator, LastModifiedBy: creator, Title: name}); err != nil {
		return err
	}
	if x.stream, err = x.file.NewStreamWriter(name); err != nil {
		return err
	}
	for i, width := range widths {
		if err := x.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
		if err := x.stream.SetColStyle(i+1, i+1, x.wrap); err != nil {
			return err
		}
	}
	return x.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// Write writes a row.
func (x *Sheet) Write(cells []string) error {
	style := x.wrap
	if x.row++; x.row == 1 {
		style, x.width = x.head, len(cells)
	}
	values := make([]any, len(cells))
	for i, text := range cells {
		text = sheetText(text, x.Mark)
		if text != "" {
			values[i] = excelize.Cell{StyleID: style, Value: text}
		}
	}
	return x.stream.SetRow(fmt.Sprintf("A%d", x.row), values)
}

func utf16Len(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// AddPage adds a sheet of two columns, a short one and a long one.
func (x *Sheet) AddPage(name string, rows [][2]string) error {
	if _, err := x.file.NewSheet(name); err != nil {
		return err
	}
	err := errors.Join(x.file.SetColWidth(name, "A", "A", 12), x.file.SetColWidth(name, "B", "B", 80))
	for i, row := range rows {
		err = errors.Join(err, x.file.SetCellStr(name, fmt.Sprintf("A%d", i+1), row[0]), x.file.SetCellStr(name, fmt.Sprintf("B%d", i+1), row[1]))
	}
	return errors.Join(err, x.file.SetCellStyle(name, "A1", fmt.Sprintf("B%d", len(rows)), x.wrap))
}

// Close completes the workbook.
func (x *Sheet) Close() error {
	err := x.addFilter()
	if err == nil {
		err = x.stream.Flush()
	}
	if err == nil {
		err = x.file.Write(x.out)
	}
	return errors.Join(err, x.Discard())
}

func (x *Sheet) addFilter() error {
	if !x.Filter || x.width == 0 {
		return nil
	}
	last, err := excelize.CoordinatesToCellName(x.width, x.row)
	if err != nil {
		return err
	}
	return x.stream.AddTable(&excelize.Table{Range: "A1:" + last})
}

func (x *Sheet) Discard() error { return errors.Join(x.file.Close(), os.RemoveAll(x.dir)) }

// sheetText is s without what XML and a cell cannot hold, ended by mark where
// it was cut.
func sheetText(s, mark string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	if utf16Len(s) <= excelize.TotalCellChars {
		return s
	}
	return intake.CutRunes(s, (excelize.TotalCellChars-utf16Len(mark))/2) + mark // each may be two
}
