package intake

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// xlsxSheet writes a workbook of one sheet, row after row. Every cell is
// text, so nothing is ever a formula, and 007 stays 007.
type xlsxSheet struct {
	out    io.Writer
	dir    string // of the library's temporary files
	mark   string // ends a cell that was cut to what a workbook holds
	file   *excelize.File
	stream *excelize.StreamWriter
	wrap   int // the style of every cell
	row    int
}

// NewXLSX begins a workbook of poems, which Close writes to w. tempDir holds
// what does not fit in memory until then; "" is the system's. A cell that
// would hold more than 32,767 characters is cut and ends in words that say so,
// and Read refuses a row with such a cell: what was cut must not come back.
func NewXLSX(w io.Writer, tempDir string) (*PoemWriter, error) {
	sheet, err := newXLSXSheet(w, tempDir, "诗", poemWidths())
	if err != nil {
		return nil, err
	}
	sheet.mark = cutMark
	p, err := newPoemWriter(sheet)
	if err != nil {
		err = errors.Join(err, sheet.discard())
	}
	return p, err
}

func poemWidths() []float64 {
	widths := make([]float64, len(fields))
	for i, f := range fields {
		widths[i] = poemWidth(f.field)
	}
	return widths
}

// poemWidth is the width of a column of poems, in characters.
func poemWidth(f Field) float64 {
	switch f {
	case FieldBody:
		return 42
	case FieldTitle, FieldPreface, FieldNote:
		return 24
	}
	return 12
}

func newXLSXSheet(w io.Writer, tempDir, name string, widths []float64) (*xlsxSheet, error) {
	dir, err := os.MkdirTemp(tempDir, "intake-xlsx-*")
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	x := &xlsxSheet{out: w, dir: dir, file: excelize.NewFile(excelize.Options{TmpDir: dir})}
	if err := x.begin(name, widths); err != nil {
		return nil, errors.Join(fmt.Errorf("write workbook: %w", err), x.discard())
	}
	return x, nil
}

func (x *xlsxSheet) begin(name string, widths []float64) (err error) {
	if err := x.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	x.wrap, err = x.file.NewStyle(&excelize.Style{
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, NumFmt: 49, // text
	})
	if err != nil {
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

func (x *xlsxSheet) write(cells []string) error {
	x.row++
	values := make([]any, len(cells))
	for i, text := range cells {
		text = sheetText(text, x.mark)
		if text != "" {
			values[i] = excelize.Cell{StyleID: x.wrap, Value: text}
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

func (x *xlsxSheet) close() error {
	err := x.stream.Flush()
	if err == nil {
		err = x.file.Write(x.out)
	}
	return errors.Join(err, x.discard())
}

func (x *xlsxSheet) discard() error { return errors.Join(x.file.Close(), os.RemoveAll(x.dir)) }

// cutMark ends a cell of a poem that was cut. Nobody writes it by chance.
const cutMark = "……〔这一格太长，Excel 放不下，只有开头；全文在 JSON 行（jsonl）或 CSV 的导出里〕"

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
	return cutRunes(s, (excelize.TotalCellChars-utf16Len(mark))/2) + mark // each may be two
}
