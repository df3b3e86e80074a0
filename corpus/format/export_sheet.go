package format

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/csv"
	"shiyun/corpus/format/xlsx"
	"shiyun/corpus/intake"
)

// SheetRow is a row that goes back to the curator who sent it.
type SheetRow struct {
	Cells   []string // Row.Cells
	Problem string   // what is wrong, in Chinese
	Advice  string   // what to do about it
	Number  int      // in the sheet it came from: Row.Origin, or else Row.Number
}

// WriteSheet writes a curator's own columns with 问题, 建议 and 原行号 after
// them, as CSV or XLSX. Read reads such a sheet as it would the curator's own
// and gives the number as Row.Origin. What a cell of XLSX cannot hold,
// control characters and text beyond 32,767 characters, is marked or cut
// there; CSV keeps it. tempDir is as in NewXLSX.
func WriteSheet(w io.Writer, f intake.Format, tempDir string, header []string, rows iter.Seq[SheetRow]) error {
	sheet, err := newSheet(w, f, tempDir, "待改", sheetWidths(len(header)))
	if err != nil {
		return err
	}
	err = sheet.Write(sheetCells(header, len(header), intake.ProblemColumn, intake.AdviceColumn, intake.OriginColumn))
	for r := range rows {
		if err != nil {
			break
		}
		err = sheet.Write(sheetCells(r.Cells, len(header), r.Problem, r.Advice, strconv.Itoa(r.Number)))
	}
	if closed := sheet.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

func newSheet(w io.Writer, f intake.Format, tempDir, name string, widths []float64) (sheetWriter, error) {
	switch f {
	case intake.CSV:
		return csv.NewSheet(w)
	case intake.XLSX:
		return xlsx.NewSheet(w, tempDir, name, widths)
	}
	return nil, corpus.NewError(corpus.Invalid, "intake.no_such_sheet_format", string(f))
}

func sheetWidths(columns int) []float64 {
	widths := make([]float64, columns, columns+3)
	for i := range widths {
		widths[i] = 18
	}
	return append(widths, 36, 36, 8)
}

// sheetCells puts our columns after the curator's own, and what stood beyond
// those after ours, where it is beyond the last column again.
func sheetCells(cells []string, columns int, ours ...string) []string {
	all := make([]string, columns, max(columns, len(cells))+len(ours))
	copy(all, cells)
	all = append(all, ours...)
	all = append(all, cells[min(columns, len(cells)):]...)
	for i, text := range all {
		all[i] = intake.Escape(cellLines.Replace(text))
	}
	return all
}

// cellLines ends lines in one way: encoding/csv drops a bare CR.
var cellLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")
