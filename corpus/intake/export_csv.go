package intake

import (
	"encoding/csv"
	"io"
)

// csvSheet writes CSV as Chinese versions of Excel read it without asking:
// UTF-8 with a byte order mark, lines ended by CR LF.
type csvSheet struct{ *csv.Writer }

// NewCSV begins a CSV file of poems on w.
func NewCSV(w io.Writer) (*PoemWriter, error) {
	sheet, err := newCSVSheet(w)
	if err != nil {
		return nil, err
	}
	return newPoemWriter(sheet)
}

func newCSVSheet(w io.Writer) (csvSheet, error) {
	_, err := w.Write(bomUTF8)
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return csvSheet{out}, err
}

func (c csvSheet) write(cells []string) error { return c.Write(cells) }

func (c csvSheet) close() error {
	c.Flush()
	return c.Error()
}
