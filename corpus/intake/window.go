package intake

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// window is the part of a stream a reader works on. It grows to limit bytes
// and no further.
type window struct {
	r       io.Reader
	buf     []byte
	start   int // of what is not yet consumed
	limit   int
	err     error // what ended the stream
	cut     bool  // the record taken last ended with the stream, not with a line end
	afterCR bool  // a line feed that comes next belongs to a line end consumed
}

// openText readies a text file for reading in pieces of at most limit bytes.
func openText(s *source, limit int) (*window, charset) {
	w := &window{r: s.r, limit: limit}
	enc := s.charset()
	if decoder := s.utf16(); decoder != nil {
		w.r, enc = transform.NewReader(s.r, decoder), charset{name: UTF16}
	}
	w.dropBOM()
	return w, enc
}

// charset is the encoding the file is said to have, or else seems to have.
func (s *source) charset() charset {
	switch s.opts.Encoding {
	case UTF8:
		return charset{name: UTF8}
	case GB18030:
		return gb18030()
	case Big5:
		return big5charset()
	}
	return charsetOf(s.head, len(s.head) < headSize)
}

// utf16 decodes a file that is UTF-16; nil for any other.
func (s *source) utf16() *encoding.Decoder {
	if s.opts.Encoding != "" && s.opts.Encoding != UTF16 {
		return nil
	}
	decoder := utf16Of(s.head)
	if decoder == nil && s.opts.Encoding == UTF16 {
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	}
	return decoder
}

func (w *window) dropBOM() {
	for len(w.bytes()) < len(bomUTF8) && w.fill() {
		continue
	}
	if bytes.HasPrefix(w.bytes(), bomUTF8) {
		w.consume(len(bomUTF8))
	}
}

// bytes are those read and not yet consumed, until the next call of fill.
func (w *window) bytes() []byte { return w.buf[w.start:] }

func (w *window) consume(n int) { w.start += n }

// fill reads more. It returns false where the window is full or the stream
// has ended.
func (w *window) fill() bool {
	if w.err != nil || len(w.bytes()) >= w.limit {
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

func (w *window) makeRoom() {
	if w.start == len(w.buf) {
		w.buf, w.start = w.buf[:0], 0
	}
	if len(w.buf) < cap(w.buf) {
		return
	}
	unread := w.bytes()
	if w.start == 0 {
		grown := make([]byte, len(unread), min(max(headSize, 2*cap(w.buf)), w.limit))
		copy(grown, unread)
		w.buf = grown
		return
	}
	w.buf = w.buf[:copy(w.buf, unread)]
	w.start = 0
}

// more readies the next record and returns whether there is one.
func (w *window) more() bool {
	if len(w.bytes()) == 0 && !w.fill() {
		return false
	}
	if w.afterCR && w.bytes()[0] == '\n' {
		w.consume(1)
	}
	w.afterCR = false
	return len(w.bytes()) > 0 || w.fill()
}

// full holds where fill stopped at the limit and not at the end.
func (w *window) full() bool { return w.err == nil }

// halved holds where the record taken last may lack its second half, because
// reading broke off within it.
func (w *window) halved() bool { return w.cut && w.failure() != nil }

// failure is the error that ended the stream before its file did, if any.
func (w *window) failure() error {
	if w.err == nil || errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}

// line consumes a line, which ends with LF, CR LF or CR, and returns it
// without its end. A line longer than the window is skipped: long is true.
func (w *window) line() (text []byte, long bool) {
	from := 0
	w.cut = false
	for {
		b := w.bytes()
		if i := lineEnd(b[from:]); i >= 0 {
			w.endLine(from + i)
			return b[:from+i], false
		}
		from = len(b)
		if w.fill() {
			continue
		}
		if w.full() {
			w.skipLine()
			return nil, true
		}
		w.consume(from)
		w.cut = true
		return b, false
	}
}

// skipLine consumes to the end of the line, however far that is.
func (w *window) skipLine() {
	for {
		if i := lineEnd(w.bytes()); i >= 0 {
			w.endLine(i)
			return
		}
		w.consume(len(w.bytes()))
		if !w.fill() {
			return
		}
	}
}

// endLine consumes i bytes and the line end after them.
func (w *window) endLine(i int) {
	w.afterCR = w.bytes()[i] == '\r'
	w.consume(i + 1)
}

func lineEnd(b []byte) int {
	lf := bytes.IndexByte(b, '\n')
	if lf < 0 {
		return bytes.IndexByte(b, '\r')
	}
	if cr := bytes.IndexByte(b[:lf], '\r'); cr >= 0 {
		return cr
	}
	return lf
}
