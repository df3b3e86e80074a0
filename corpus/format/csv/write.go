package csv

import (
	"encoding/csv"
	"io"

	"shiyun/corpus/format/source"
)

// Sheet writes CSV as Chinese versions of Excel read it without asking:
// UTF-8 with a byte order mark, lines ended by CR LF.
type Sheet struct{ *csv.Writer }

func NewSheet(w io.Writer) (Sheet, error) {
	_, err := w.Write(source.BOM)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return Sheet{out}, err
}

// Close completes the sheet.
func (c Sheet) Close() error {
	c.Flush()
	return c.Error()
}
