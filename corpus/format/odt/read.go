// Package odt takes the lines out of OpenDocument texts, which LibreOffice
// writes, with what their styles say of each, for package textcut to cut into
// poems.
package odt

import (
	"errors"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut"
)

// Load takes the paragraphs, tables and notes of a text, without headers,
// remarks and deleted words.
func Load(s *source.Source) (*textcut.Document, error) {
	p, err := s.Parts()
	if err != nil {
		return nil, err
	}
	body := &odtBody{name: s.Name, styles: styles{}}
	if err := p.Read("styles.xml", body.styles.token); err != nil && !errors.Is(err, source.ErrNoPart) {
		return nil, p.Refusal(err)
	}
	if err := p.Read("content.xml", body.token); err != nil {
		return nil, p.Refusal(err)
	}
	return textcut.NewStyled(s.Name, body.lines, s.Opts.Format), nil
}
