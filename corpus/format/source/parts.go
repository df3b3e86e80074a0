package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"shiyun/corpus"
)

// Limits of a document that is a ZIP of XML.
const (
	maxDocument         = 20 << 20 // bytes of the file: what may lie in a temporary file
	maxDocumentUnpacked = 64 << 20 // bytes of the parts that are read
	maxDocumentDepth    = 256      // elements within each other; Word itself stays under 100
)

// Why a part is not read, beside ErrTooMuch and ErrLongItem.
var (
	ErrNoPart = errors.New("no such part")
	ErrDTD    = errors.New("document type in an office file")
	ErrDeep   = errors.New("elements nested too deep")
)

// Parts are the parts of a document that is a ZIP of XML, as Word's and
// LibreOffice's are, read within one budget.
type Parts struct {
	*Source
	z    *zip.Reader
	used int64
}

// Parts opens the document. It is good until the source is closed.
func (s *Source) Parts() (*Parts, error) {
	z, err := s.Archive(maxDocument)
	if err != nil {
		return nil, err
	}
	return &Parts{Source: s, z: z}, nil
}

// Open opens a part, and returns ErrNoPart where there is none of the name.
func (p *Parts) Open(name string) (io.ReadCloser, error) {
	for _, f := range p.z.File {
		if !strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		return struct {
			io.Reader
			io.Closer
		}{&partReader{r: in, packed: int64(f.CompressedSize64), parts: p}, in}, nil
	}
	return nil, ErrNoPart
}

// Read gives the tokens of a part to each, which ends the reading with an
// error.
func (p *Parts) Read(name string, each func(xml.Token) error) error {
	in, err := p.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(Tokens(NewRunReader(in, p.Live), each), in.Close())
}

// Tokens gives the tokens of a document to each, which ends the reading with an
// error. Its own errors are ErrDTD, ErrDeep and those of the XML.
func Tokens(r io.Reader, each func(xml.Token) error) error {
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
			return ErrDTD
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDocumentDepth {
			return ErrDeep
		}
		if err := each(token); err != nil {
			return err
		}
	}
}

// partReader counts what a part unpacks to while it is unpacked: the sizes an
// archive states may lie.
type partReader struct {
	r         io.Reader
	packed, n int64
	parts     *Parts
}

func (d *partReader) Read(b []byte) (int, error) {
	n, err := d.r.Read(b)
	d.n += int64(n)
	d.parts.used += int64(n)
	if d.parts.used > maxDocumentUnpacked || d.n > FreeUnpacked && d.n > d.packed*MaxRatio {
		return n, ErrTooMuch
	}
	return n, err
}

// Refusal is why a document is not read, as people can act on it.
func (p *Parts) Refusal(err error) error {
	var told *corpus.Error
	what, advice := corpus.NewMessage("intake.damaged", p.Name), corpus.NewMessage("intake.advice.save_as_docx")
	switch {
	case p.Live() != nil:
		return p.Live()
	case errors.As(err, &told):
		return told
	case errors.Is(err, ErrNoPart):
		what = corpus.NewMessage("intake.no_word_text", p.Name)
	case errors.Is(err, ErrTooMuch):
		what, advice = corpus.NewMessage("intake.word_too_large", p.Name), corpus.NewMessage("intake.advice.check_this_file")
	case errors.Is(err, ErrLongItem):
		what, advice = corpus.NewMessage("intake.paragraph_too_long", p.Name), corpus.NewMessage("intake.advice.check_file")
	case errors.Is(err, ErrDTD), errors.Is(err, ErrDeep):
		what = corpus.NewMessage("intake.not_made_by_word", p.Name)
	}
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.Advised(what, advice), Err: err}
}
