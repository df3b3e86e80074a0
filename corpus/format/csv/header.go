package csv

import (
	"bytes"
	"path/filepath"
	"strings"

	"golang.org/x/text/transform"

	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// FindHeader looks for the header of a CSV table in the first bytes of a
// file, in each row under each delimiter.
func FindHeader(s *source.Source) intake.HeaderAt {
	head, enc := s.Head, s.Charset()
	if decoder := s.UTF16(); decoder != nil {
		head, _, _ = transform.Bytes(decoder, head) // the last character may be half there
		enc = source.Charset{Name: intake.UTF16}
	}
	head = bytes.TrimPrefix(head, source.BOM)
	r := &records{w: source.NewWindow(bytes.NewReader(head), 3*source.HeadSize)}
	best, first, delim, widest := intake.HeaderAt{}, intake.FirstRows{}, byte(0), 0
	for row := 1; row <= intake.MaxHeaderRow && r.w.More(); row++ {
		here := intake.HeaderAt{}
		for _, d := range delimiters(s.Name) {
			r.delim = d
			f := r.scan()
			names := r.texts(enc)
			if f == noFault && first.Empty() && len(names) > widest {
				delim, widest = d, len(names)
			}
			if f == noFault && intake.IsBlank(names) {
				break
			}
			h := intake.HeaderAt{Row: row, Delim: d}
			if f == noFault {
				h = intake.JudgeHeader(row, names)
				h.Delim = d
			}
			if here.Row == 0 || h.Known > here.Known {
				here = h
			}
		}
		if here.Row > 0 && here.Better(best) {
			best = here
		}
		if r.delim = delim; r.scan() == noFault {
			if texts := r.texts(enc); !intake.IsBlank(texts) {
				first.Add(row, texts)
			}
		}
		r.pass()
	}
	if best = first.Guess(best); best.Guessed != nil {
		best.Delim = delim
	}
	return best
}

// delimiters are the marks that may part the cells of a file. In a text a
// stroke makes a table of Markdown.
func delimiters(name string) []byte {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".psv":
		return []byte{',', '\t', ';', '|'}
	}
	return []byte{',', '\t', ';'}
}

// pass goes on to the next record, or to the next line where this one cannot
// be read.
func (r *records) pass() {
	if r.scan() == noFault {
		r.consume()
		return
	}
	r.resync()
}

// texts are the fields of the record scanned last.
func (r *records) texts(enc source.Charset) []string {
	texts := make([]string, len(r.fields))
	for i, f := range r.fields {
		texts[i] = enc.Decode(r.bytes(f))
	}
	return texts
}
