package source

import (
	"bytes"
	"encoding/xml"
	"io"
)

// runReader fails where a text or a tag is longer than maxRun: a decoder
// holds each of them whole, several times over.
type runReader struct {
	r    io.Reader
	run  int
	live func() error
}

func NewRunReader(r io.Reader, live func() error) *runReader { return &runReader{r: r, live: live} }

func (r *runReader) Read(p []byte) (int, error) {
	if err := r.live(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	if i := bytes.IndexByte(p[:n], '<'); i < 0 {
		r.run += n
	} else {
		if r.run += i; r.run <= maxRun {
			r.run = n - 1 - bytes.LastIndexByte(p[:n], '<')
		}
	}
	if r.run > maxRun {
		return n, ErrLongItem
	}
	return n, err
}

// Attribute returns the value of an element's attribute, "" where it has none.
func Attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
