package intake

import (
	"shiyun/corpus"
)

// Limits of a text, which unlike a table is held in memory as a whole.
const (
	maxText         = 20 << 20 // bytes, decoded
	maxTextLines    = 200_000
	maxPreview      = 2 << 20 // bytes of the lines of a preview
	maxPreviewLines = 50_000
)

// readText reads a text, or a chat that nobody said is one.
func readText(s *source) error { return s.emitPoems(textDocument) }

func readChat(s *source) error {
	s.opts.Format = Chat
	return s.emitPoems(textDocument)
}

// emitPoems hands on the poems of a text, all of them by way of labels.
func (s *source) emitPoems(load func(*source) (*document, error)) error {
	d, err := load(s)
	if err != nil {
		return err
	}
	labels, err := d.labels(s.opts.Labels)
	if err != nil {
		return err
	}
	for _, p := range d.poems(labels) {
		if !p.kept {
			continue
		}
		if err := s.emit(d.row(p, labels)); err != nil {
			return err
		}
	}
	return nil
}

// loadText reads and decodes the lines. A line that is badly encoded spoils
// its poem and no other.
func loadText(s *source) ([]textLine, error) {
	w, enc := openText(s, maxText)
	var lines []textLine
	size := 0
	for w.more() {
		raw, long := w.line()
		size += len(raw) + 1
		if long || size > maxText || len(lines) == maxTextLines {
			return nil, tooLong(s.name)
		}
		lines = append(lines, textLine{text: enc.line(raw)})
	}
	if err := w.failure(); err != nil {
		return nil, broken(s.name, err)
	}
	return lines, nil
}

// line decodes one line of a text, in which UTF-8 may stand among another
// encoding: a table's row would be refused, but here it is a line of a paste.
func (c charset) line(raw []byte) string {
	if c.strays(raw) {
		return string(raw)
	}
	return c.decode(raw)
}

func tooLong(name string) error {
	return corpus.Errorf(corpus.Invalid, "“%s”太长（超过 20 MB 或 %d 行），请分成几个文件再导入", name, maxTextLines)
}
