// Package epub takes the lines out of EPUB books, chapter by chapter, for
// package textcut to cut into poems.
package epub

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/markup"
)

const (
	// maxChapters bounds the files of a book, and maxChapter the bytes of one.
	maxChapters = 5000
	maxChapter  = 8 << 20
)

// aroundBook is what books call the pages that are no chapters.
var aroundBook = regexp.MustCompile(`(?i)cover|title-?_?page|\bnav\b|\btoc\b|contents|copyright|colophon`)

// Load takes the chapters of a book in the order in which they are read,
// without its cover and lists of contents.
func Load(s *source.Source) (*textcut.Document, error) {
	p, err := s.Parts()
	if err != nil {
		return nil, err
	}
	names, err := chapters(p)
	if err != nil {
		return nil, p.Refusal(err)
	}
	var lines []manuscript.Line
	size := 0
	for _, name := range names {
		text, err := readChapter(p, name)
		if errors.Is(err, source.ErrNoPart) {
			continue
		}
		if err != nil {
			return nil, p.Refusal(err)
		}
		if size += len(text); size > manuscript.MaxText {
			return nil, manuscript.TooLong(s.Name)
		}
		lines = append(append(lines, markup.PageLines(text)...), manuscript.Line{Parts: true})
		if len(lines) > manuscript.MaxTextLines {
			return nil, manuscript.TooLong(s.Name)
		}
	}
	return textcut.NewStyled(s.Name, lines, s.Opts.Format), nil
}

func readChapter(p *source.Parts, name string) (text string, err error) {
	in, err := p.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	content, err := io.ReadAll(io.LimitReader(in, maxChapter+1))
	if len(content) > maxChapter {
		return "", source.ErrTooMuch
	}
	return strings.ToValidUTF8(string(content), "\uFFFD"), err
}

// book is what the list of a book's files says.
type book struct {
	folder string
	files  map[string]string // by the names the list gives them
	order  []string
}

// chapters are the names of the parts in the order in which they are read.
func chapters(p *source.Parts) ([]string, error) {
	var list string
	err := p.Read("META-INF/container.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "rootfile" && list == "" {
			list = source.Attribute(e, "full-path")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	b := &book{folder: path.Dir(list), files: map[string]string{}}
	if err := p.Read(list, b.token); err != nil {
		return nil, err
	}
	var names []string
	for _, id := range b.order {
		if name := b.files[id]; name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

func (b *book) token(t xml.Token) error {
	e, ok := t.(xml.StartElement)
	if !ok || len(b.files) > maxChapters || len(b.order) > maxChapters {
		return nil
	}
	switch e.Name.Local {
	case "item":
		id, kind := source.Attribute(e, "id"), source.Attribute(e, "media-type")
		name, err := url.PathUnescape(source.Attribute(e, "href"))
		nav := strings.Contains(source.Attribute(e, "properties"), "nav")
		if err == nil && strings.Contains(kind, "html") && !nav && !aroundBook.MatchString(id) && !aroundBook.MatchString(path.Base(name)) {
			b.files[id] = path.Join(b.folder, name)
		}
	case "itemref":
		if id := source.Attribute(e, "idref"); source.Attribute(e, "linear") != "no" {
			b.order = append(b.order, id)
		}
	}
	return nil
}
