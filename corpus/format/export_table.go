package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/csv"
	"shiyun/corpus/format/xlsx"
	"shiyun/corpus/intake"
)

// PoemWriter writes poems to a sheet that Read reads back as drafts of every
// field. It is for one goroutine, and Close must be called whatever happened.
type PoemWriter struct {
	sheet sheetWriter
}

// sheetWriter writes rows of cells as one kind of file. Cells are escaped by
// whoever calls it, who knows which of them are text.
type sheetWriter interface {
	Write(cells []string) error
	Close() error // completes the file
}

// NewCSV begins a CSV file of poems on w.
func NewCSV(w io.Writer) (*PoemWriter, error) {
	sheet, err := csv.NewSheet(w)
	if err != nil {
		return nil, err
	}
	return newPoemWriter(sheet)
}

// NewXLSX begins a workbook of poems, which Close writes to w. tempDir holds
// what does not fit in memory until then; "" is the system's. A cell that
// would hold more than 32,767 characters is cut and ends in words that say so,
// and Read refuses a row with such a cell: what was cut must not come back.
func NewXLSX(w io.Writer, tempDir string) (*PoemWriter, error) {
	sheet, err := xlsx.NewSheet(w, tempDir, "诗", poemWidths())
	if err != nil {
		return nil, err
	}
	sheet.Mark, sheet.Filter = intake.CutMark, true
	p, err := newPoemWriter(sheet)
	if err != nil {
		err = errors.Join(err, sheet.Discard())
	}
	return p, err
}

func poemWidths() []float64 {
	widths := make([]float64, 0, len(intake.Fields()))
	for _, f := range intake.Fields() {
		widths = append(widths, poemWidth(f))
	}
	return widths
}

// poemWidth is the width of a column of poems, in characters.
func poemWidth(f intake.Field) float64 {
	switch f {
	case intake.FieldBody:
		return 42
	case intake.FieldTitle, intake.FieldPreface, intake.FieldNote:
		return 24
	}
	return 12
}

// tableHeader is the header of an exported sheet.
func tableHeader() []string {
	header := make([]string, 0, len(intake.Fields()))
	for _, f := range intake.Fields() {
		header = append(header, f.Label())
	}
	return header
}

func newPoemWriter(sheet sheetWriter) (*PoemWriter, error) {
	if err := sheet.Write(tableHeader()); err != nil {
		return nil, fmt.Errorf("export sheet: %w", err)
	}
	return &PoemWriter{sheet}, nil
}

// Write writes a poem as a row. aliases are the author's other names.
func (w *PoemWriter) Write(p corpus.Poem, aliases []string) error {
	if err := w.sheet.Write(escaped(poemCells(p, aliases))); err != nil {
		return fmt.Errorf("export poem %d: %w", p.ID, err)
	}
	return nil
}

// Close completes the sheet. It does not close what the sheet is written to.
func (w *PoemWriter) Close() error {
	if err := w.sheet.Close(); err != nil {
		return fmt.Errorf("export sheet: %w", err)
	}
	return nil
}

// poemCells are a poem's fields in the order of fields.
func poemCells(p corpus.Poem, aliases []string) []string {
	var collections []string
	for _, c := range p.Collections {
		collections = append(collections, c.Name)
	}
	return []string{
		positive(int64(p.ID)), positive(int64(p.Revision)), p.Ref, p.Title, p.Author.Name, joined(aliases, intake.AliasSeparators),
		p.Preface, p.Body, p.Note, string(p.Form), p.Tune, p.Place.Path, p.Date.Text,
		joined(p.Tags, intake.TagSeparators), joined(collections, intake.CollectionSeparators), p.Source, intake.StatusLabel(p.Status),
	}
}

func positive(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// joined writes a list as people do, unless it would come back as another
// one; then it is JSON, which tableCell reads.
func joined(items []string, separators string) string {
	text := strings.Join(items, "；")
	if len(items) == 0 || !strings.HasPrefix(text, `["`) && slices.Equal(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }), items) {
		return text
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(items) // strings always encode
	return strings.TrimSuffix(b.String(), "\n")
}

func escaped(cells []string) []string {
	for i, text := range cells {
		cells[i] = intake.Escape(text)
	}
	return cells
}
