package source

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"shiyun/corpus/intake"
)

// Window is the part of a stream a reader works on. It grows to limit bytes
// and no further.
type Window struct {
	r       io.Reader
	buf     []byte
	start   int // of what is not yet consumed
	limit   int
	err     error // what ended the stream
	Cut     bool  // the record taken last ended with the stream, not with a line end
	AfterCR bool  // a line feed that comes next belongs to a line end consumed
}

func NewWindow(r io.Reader, limit int) *Window { return &Window{r: r, limit: limit} }

// OpenText readies a text file for reading in pieces of at most limit bytes.
func OpenText(s *Source, limit int) (*Window, Charset) {
	w := NewWindow(s.r, limit)
	enc := s.Charset()
	if decoder := s.UTF16(); decoder != nil {
		w.r, enc = transform.NewReader(s.r, decoder), Charset{Name: intake.UTF16}
	}
	w.dropBOM()
	return w, enc
}

// Charset is the encoding the file is said to have, or else seems to have.
func (s *Source) Charset() Charset {
	switch s.Opts.Encoding {
	case intake.UTF8:
		return Charset{Name: intake.UTF8}
	case intake.GB18030:
		return NewGB18030()
	case intake.Big5:
		return NewBig5()
	}
	return CharsetOf(s.Head, len(s.Head) < HeadSize)
}

// UTF16 decodes a file that is UTF-16; nil for any other.
func (s *Source) UTF16() *encoding.Decoder {
	if s.Opts.Encoding != "" && s.Opts.Encoding != intake.UTF16 {
		return nil
	}
	decoder := UTF16Of(s.Head)
	if decoder == nil && s.Opts.Encoding == intake.UTF16 {
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	return decoder
}

func (w *Window) dropBOM() {
	for len(w.Bytes()) < len(BOM) && w.Fill() {
		continue
	}
	if bytes.HasPrefix(w.Bytes(), BOM) {
		w.Consume(len(BOM))
	}
}

// Bytes are those read and not yet consumed, until the next call of fill.
func (w *Window) Bytes() []byte { return w.buf[w.start:] }

func (w *Window) Consume(n int) { w.start += n }

// Fill reads more. It returns false where the window is full or the stream
// has ended.
func (w *Window) Fill() bool {
	if w.err != nil || len(w.Bytes()) >= w.limit {
		return false
	}
	w.makeRoom()
	for range 100 { // a reader that gives nothing for ever must not hold us
		n, err := w.r.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
		w.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.err = io.ErrNoProgress
	return false
}

func (w *Window) makeRoom() {
	if w.start == len(w.buf) {
		w.buf, w.start = w.buf[:0], 0
	}
	if len(w.buf) < cap(w.buf) {
		return
	}
	unread := w.Bytes()
	if w.start == 0 {
		grown := make([]byte, len(unread), min(max(HeadSize, 2*cap(w.buf)), w.limit))
		copy(grown, unread)
		w.buf = grown
		return
	}
	w.buf = w.buf[:copy(w.buf, unread)]
	w.start = 0
}

// More readies the next record and returns whether there is one.
func (w *Window) More() bool {
	if len(w.Bytes()) == 0 && !w.Fill() {
		return false
	}
	if w.AfterCR && w.Bytes()[0] == '\n' {
		w.Consume(1)
	}
	w.AfterCR = false
	return len(w.Bytes()) > 0 || w.Fill()
}

// Full reports whether fill stopped at the limit and not at the end.
func (w *Window) Full() bool { return w.err == nil }

// Halved reports whether the record taken last may lack its second half,
// because reading broke off within it.
func (w *Window) Halved() bool { return w.Cut && w.Failure() != nil }

// Failure is the error that ended the stream before its file did, if any.
func (w *Window) Failure() error {
	if w.err == nil || errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}

// Line consumes a line, which ends with LF, CR LF or CR, and returns it
// without its end. A line longer than the window is skipped: long is true.
func (w *Window) Line() (text []byte, long bool) {
	from := 0
	w.Cut = false
	for {
		b := w.Bytes()
		if i := LineEnd(b[from:]); i >= 0 {
			w.endLine(from + i)
			return b[:from+i], false
		}
		from = len(b)
		if w.Fill() {
			continue
		}
		if w.Full() {
			w.SkipLine()
			return nil, true
		}
		w.Consume(from)
		w.Cut = true
		return b, false
	}
}

// SkipLine consumes to the end of the line, however far that is.
func (w *Window) SkipLine() {
	for {
		if i := LineEnd(w.Bytes()); i >= 0 {
			w.endLine(i)
			return
		}
		w.Consume(len(w.Bytes()))
		if !w.Fill() {
			return
		}
	}
}

// endLine consumes i bytes and the line end after them.
func (w *Window) endLine(i int) {
	w.AfterCR = w.Bytes()[i] == '\r'
	w.Consume(i + 1)
}

func LineEnd(b []byte) int {
	lf := bytes.IndexByte(b, '\n')
	if lf < 0 {
		return bytes.IndexByte(b, '\r')
	}
	if cr := bytes.IndexByte(b[:lf], '\r'); cr >= 0 {
		return cr
	}
	return lf
}
