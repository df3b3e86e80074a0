package format

import (
	"context"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/format/docx"
	"shiyun/corpus/format/epub"
	"shiyun/corpus/format/odt"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut"
	"shiyun/corpus/textcut/manuscript"
)

// readText reads a text, or a chat that nobody said is one.
func readText(s *source.Source) error { return emitPoems(s, textDocument) }

func readChat(s *source.Source) error {
	s.Opts.Format = intake.Chat
	return emitPoems(s, textDocument)
}

func readDOCX(s *source.Source) error { return emitPoems(s, docx.Load) }
func readODT(s *source.Source) error  { return emitPoems(s, odt.Load) }
func readEPUB(s *source.Source) error { return emitPoems(s, epub.Load) }

// emitPoems hands on the poems of a text, all of them by way of labels.
func emitPoems(s *source.Source, load func(*source.Source) (*textcut.Document, error)) error {
	d, err := load(s)
	if err != nil {
		return err
	}
	d.Alias = s.Alias
	labels, err := d.Label(s.Opts.Labels)
	if err != nil {
		return err
	}
	for _, p := range d.Poems(labels) {
		if !p.Kept {
			continue
		}
		if err := s.Emit(d.Row(p, labels)); err != nil {
			return err
		}
	}
	return nil
}

// loadText reads and decodes the lines. A line that is badly encoded spoils
// its poem and no other.
func loadText(s *source.Source) ([]manuscript.Line, error) {
	w, enc := source.OpenText(s, manuscript.MaxText)
	var lines []manuscript.Line
	size := 0
	for w.More() {
		raw, long := w.Line()
		size += len(raw) + 1
		if long || size > manuscript.MaxText || len(lines) == manuscript.MaxTextLines {
			return nil, manuscript.TooLong(s.Name)
		}
		lines = append(lines, manuscript.Line{Text: enc.Line(raw)})
	}
	if err := w.Failure(); err != nil {
		return nil, source.Broken(s.Name, err)
	}
	return lines, nil
}

// textDocument takes a text or a chat into memory.
func textDocument(s *source.Source) (*textcut.Document, error) {
	lines, err := loadText(s)
	if err != nil {
		return nil, err
	}
	return textcut.NewDocument(s.Name, lines, s.Opts.Format), nil
}

// Cuts tells how Read would cut a Word file, a text or a chat into poems, and
// the label of each of its lines: what a curator mends and hands back as
// opts.Labels. Of a text longer than a preview can hold, 2 MB or 50,000 lines,
// it gives the first cuts and no labels. Its errors are those of Read.
func Cuts(ctx context.Context, name string, r io.Reader, opts intake.Options) (cuts []textcut.Cut, labels intake.Labels, err error) {
	s := source.New(ctx.Err, name, r, opts, nil)
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Begin(); err != nil {
		return nil, "", err
	}
	if err := refuseWrongType(name, s.Head); err != nil {
		return nil, "", err
	}
	f, err := detect(s)
	if err != nil {
		return nil, "", err
	}
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	return previewCuts(s, f)
}

// previewCuts are the cuts of a preview.
func previewCuts(s *source.Source, f intake.Format) ([]textcut.Cut, intake.Labels, error) {
	load, ok := texts[f]
	if !ok {
		return nil, "", corpus.NewError(corpus.Invalid, "intake.nothing_to_cut", s.Name)
	}
	d, err := load(s)
	if err != nil {
		return nil, "", err
	}
	d.Alias = s.Alias
	labels, err := d.Label(s.Opts.Labels)
	if err != nil {
		return nil, "", err
	}
	cuts, all := d.Preview(labels)
	if !all {
		labels = ""
	}
	return cuts, labels, nil
}

// texts are the formats that are cut into poems.
var texts = map[intake.Format]func(*source.Source) (*textcut.Document, error){intake.Text: textDocument, intake.Chat: textDocument, intake.DOCX: docx.Load, intake.ODT: odt.Load, intake.EPUB: epub.Load}
