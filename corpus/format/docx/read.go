// Package docx takes the lines out of Word files, with what their styles say
// of each, for package textcut to cut into poems.
package docx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut"
)

// Limits of a Word file.
const (
	maxDOCX         = 20 << 20 // bytes of the file: what may lie in a temporary file
	maxDOCXUnpacked = 64 << 20 // bytes of the parts that are read
	maxDOCXDepth    = 256      // elements within each other; Word itself stays under 100
)

var (
	errDTD  = errors.New("document type in a Word file")
	errDeep = errors.New("elements nested too deep")
)

// Load takes the paragraphs of a Word file: what a reader of the printed
// page sees of the text, without headers, footnotes and deleted words.
func Load(s *source.Source) (*textcut.Document, error) {
	z, err := s.Archive(maxDOCX)
	if err != nil {
		return nil, err
	}
	p := &docxParts{Source: s, z: z}
	styles := &docxStyles{}
	if err := p.read("word/styles.xml", styles.token); err != nil && !errors.Is(err, errNoPart) {
		return nil, p.refusal(err)
	}
	body := &docxBody{headings: styles.headings()}
	if err := p.read("word/document.xml", body.token); err != nil {
		return nil, p.refusal(err)
	}
	d := &textcut.Document{Name: s.Name, Lines: body.lines}
	if !d.TakeChat(s.Opts.Format) {
		textcut.MarkRules(d.Lines)
	}
	return d, nil
}

// docxParts reads the parts of a Word file within one budget.
type docxParts struct {
	*source.Source
	z    *zip.Reader
	used int64
}

var errNoPart = errors.New("no such part")

// read gives the tokens of a part to each, which ends the reading with an
// error.
func (p *docxParts) read(name string, each func(xml.Token) error) error {
	for _, f := range p.z.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			in, err := f.Open()
			if err != nil {
				return fmt.Errorf("open %s: %w", name, err)
			}
			limited := &docxReader{r: in, packed: int64(f.CompressedSize64), parts: p}
			return errors.Join(tokens(source.NewRunReader(limited, p.Live), each), in.Close())
		}
	}
	return errNoPart
}

func tokens(r io.Reader, each func(xml.Token) error) error {
	d := xml.NewDecoder(r)
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.Directive:
			return errDTD
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDOCXDepth {
			return errDeep
		}
		if err := each(token); err != nil {
			return err
		}
	}
}

// docxReader counts what a part unpacks to while it is unpacked: the sizes an
// archive states may lie.
type docxReader struct {
	r         io.Reader
	packed, n int64
	parts     *docxParts
}

func (d *docxReader) Read(b []byte) (int, error) {
	n, err := d.r.Read(b)
	d.n += int64(n)
	d.parts.used += int64(n)
	if d.parts.used > maxDOCXUnpacked || d.n > source.FreeUnpacked && d.n > d.packed*source.MaxRatio {
		return n, source.ErrTooMuch
	}
	return n, err
}

// refusal is why a Word file is not read, as people can act on it.
func (p *docxParts) refusal(err error) error {
	var told *corpus.Error
	what, advice := corpus.NewMessage("intake.damaged", p.Name), corpus.NewMessage("intake.advice.save_as_docx")
	switch {
	case p.Live() != nil:
		return p.Live()
	case errors.As(err, &told):
		return err
	case errors.Is(err, errNoPart):
		what = corpus.NewMessage("intake.no_word_text", p.Name)
	case errors.Is(err, source.ErrTooMuch):
		what, advice = corpus.NewMessage("intake.word_too_large", p.Name), corpus.NewMessage("intake.advice.check_this_file")
	case errors.Is(err, source.ErrLongItem):
		what, advice = corpus.NewMessage("intake.paragraph_too_long", p.Name), corpus.NewMessage("intake.advice.check_file")
	case errors.Is(err, errDTD), errors.Is(err, errDeep):
		what = corpus.NewMessage("intake.not_made_by_word", p.Name)
	case errors.Is(err, errManyLines):
		return textcut.TooLong(p.Name)
	}
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.Advised(what, advice), Err: err}
}
