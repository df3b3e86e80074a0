package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
)

// PoemWriter writes poems to a sheet that Read reads back as drafts of every
// field. It is for one goroutine, and Close must be called whatever happened.
type PoemWriter struct {
	sheet sheetWriter
}

// sheetWriter writes rows of cells as one kind of file. Cells are escaped by
// whoever calls it, who knows which of them are text.
type sheetWriter interface {
	write(cells []string) error
	close() error // completes the file
}

// tableHeader is the header of an exported sheet.
func tableHeader() []string {
	header := make([]string, len(fields))
	for i, f := range fields {
		header[i] = f.field.Label()
	}
	return header
}

func newPoemWriter(sheet sheetWriter) (*PoemWriter, error) {
	if err := sheet.write(tableHeader()); err != nil {
		return nil, fmt.Errorf("export sheet: %w", err)
	}
	return &PoemWriter{sheet}, nil
}

// Write writes a poem as a row. aliases are the author's other names.
func (w *PoemWriter) Write(p corpus.Poem, aliases []string) error {
	if err := w.sheet.write(escaped(poemCells(p, aliases))); err != nil {
		return fmt.Errorf("export poem %d: %w", p.ID, err)
	}
	return nil
}

// Close completes the sheet. It does not close what the sheet is written to.
func (w *PoemWriter) Close() error {
	if err := w.sheet.close(); err != nil {
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
		positive(int64(p.ID)), positive(int64(p.Revision)), p.Ref, p.Title, p.Author.Name, joined(aliases, aliasSeparators),
		p.Preface, p.Body, p.Note, string(p.Form), p.Tune, p.Place.Path, p.Date.Text,
		joined(p.Tags, tagSeparators), joined(collections, collectionSeparators), p.Source, statusLabels[p.Status],
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
		cells[i] = escape(text)
	}
	return cells
}
