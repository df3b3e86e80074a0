package intake

import (
	"context"
	"errors"
	"io"

	"shiyun/corpus"
)

// The labels a line of a text may have.
const (
	labelTitle   = 'T' // begins a poem; on a line without text, one without a title
	labelAuthor  = 'A'
	labelPreface = 'P'
	labelBody    = 'B'
	labelStanza  = 'S' // an empty line kept within a body
	labelNote    = 'N'
	labelDate    = 'D'
	labelDropped = 'X'
)

// Cut is one poem of a text as the labels cut it. The cuts of a text part all
// its lines: whatever is dropped before a poem or after it is shown with one
// of its neighbours, so that a curator can take it back.
type Cut struct {
	First, Last int // lines of the text, from 1, inclusive
	Title       string
	Author      string
	Lines       []CutLine // First to Last
}

// CutLine is one line of a cut.
type CutLine struct {
	N     int    // in the text, from 1
	Text  string // as it goes into the poem: without Markdown's marks
	Label byte   // T title, A author, P preface, B body, S stanza, N note, D date, X dropped
}

// Cuts tells how Read would cut a Word file, a text or a chat into poems, and
// the label of each of its lines: what a curator mends and hands back as
// opts.Labels. Of a text longer than a preview can hold, 2 MB or 50,000 lines,
// it gives the first cuts and no labels. Its errors are those of Read.
func Cuts(ctx context.Context, name string, r io.Reader, opts Options) (cuts []Cut, labels Labels, err error) {
	s := newSource(ctx.Err, name, r, opts, nil)
	defer func() { err = errors.Join(err, s.close()) }()
	if err := s.begin(); err != nil {
		return nil, "", err
	}
	if err := refuseWrongType(name, s.head); err != nil {
		return nil, "", err
	}
	f, err := s.format()
	if err != nil {
		return nil, "", err
	}
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	return s.cuts(f)
}

// cuts are the cuts of a preview.
func (s *source) cuts(f Format) ([]Cut, Labels, error) {
	load, ok := texts[f]
	if !ok {
		return nil, "", corpus.Errorf(corpus.Invalid, "“%s”不是 Word 文件、文字或聊天记录，不用切分", s.name)
	}
	d, err := load(s)
	if err != nil {
		return nil, "", err
	}
	labels, err := d.labels(s.opts.Labels)
	if err != nil {
		return nil, "", err
	}
	cuts, all := d.preview(labels)
	if !all {
		labels = ""
	}
	return cuts, labels, nil
}

// texts are the formats that are cut into poems.
var texts = map[Format]func(*source) (*document, error){Text: textDocument, Chat: textDocument, DOCX: loadDOCX}

// preview gives the first cuts, and whether they are all.
func (d *document) preview(labels Labels) (cuts []Cut, all bool) {
	room := maxPreview
	for _, p := range d.poems(labels) {
		for _, line := range d.lines[p.first:p.last] {
			room -= len(line.text)
		}
		if room < 0 || p.last > maxPreviewLines {
			return cuts, false
		}
		cuts = append(cuts, d.cut(p, labels))
	}
	return cuts, true
}

func (d *document) cut(p poem, labels Labels) Cut {
	c := Cut{First: p.first + 1, Last: p.last, Title: p.title, Author: p.author}
	for i := p.first; i < p.last; i++ {
		c.Lines = append(c.Lines, CutLine{N: i + 1, Text: d.lines[i].text, Label: labels[i]})
	}
	return c
}
