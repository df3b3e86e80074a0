package intake

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/transform"
)

// maxHeaderRow is the last row a header is looked for in. Above it people put
// a title, a date and an empty row or two.
const maxHeaderRow = 10

// headerAt says where a table's header stands.
type headerAt struct {
	row   int // from 1
	known int // how many of its names are
	body  bool
	delim byte // of CSV
}

// better holds where a row makes a better header than the best so far: the
// first with a column of bodies, or else that with most known names. The
// first row that is not blank is better than none.
func (h headerAt) better(best headerAt) bool {
	switch {
	case best.row == 0:
		return true
	case h.body != best.body:
		return h.body
	}
	return !best.body && h.known > best.known
}

// judge rates names as the header of a table.
func judge(row int, names []string) headerAt {
	h := headerAt{row: row}
	for _, name := range names {
		if f := fieldNamed(name); f != FieldNone {
			h.known++
			h.body = h.body || f == FieldBody
		}
	}
	return h
}

// findHeader looks for the header of a CSV table in the first bytes of a
// file, in each row under each delimiter.
func findHeader(s *source) headerAt {
	head, enc := s.head, s.charset()
	if decoder := s.utf16(); decoder != nil {
		head, _, _ = transform.Bytes(decoder, head) // the last character may be half there
	}
	head = bytes.TrimPrefix(head, bomUTF8)
	r := &records{w: &window{r: bytes.NewReader(head), limit: headSize * 3}}
	best := headerAt{}
	for row := 1; row <= maxHeaderRow && r.w.more(); row++ {
		here := headerAt{}
		for _, d := range []byte{',', '\t', ';'} {
			r.delim = d
			f := r.scan()
			names := r.texts(enc)
			if f == noFault && isBlank(names) {
				break
			}
			h := headerAt{row: row, delim: d}
			if f == noFault {
				h = judge(row, names)
				h.delim = d
			}
			if here.row == 0 || h.known > here.known {
				here = h
			}
		}
		if here.row > 0 && here.better(best) {
			best = here
		}
		r.pass()
	}
	return best
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

func isBlank(names []string) bool {
	return !slices.ContainsFunc(names, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// texts are the fields of the record scanned last.
func (r *records) texts(enc charset) []string {
	texts := make([]string, len(r.fields))
	for i, f := range r.fields {
		texts[i] = enc.decode(r.bytes(f))
	}
	return texts
}
