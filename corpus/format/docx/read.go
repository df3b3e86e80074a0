// Package docx takes the lines out of Word files, with what their styles say
// of each, for package textcut to cut into poems.
package docx

import (
	"errors"

	"shiyun/corpus/format/source"
	"shiyun/corpus/textcut"
)

// Load takes the paragraphs, tables and footnotes of a Word file: what a
// reader of the printed page sees of the text, without headers, remarks and
// deleted words.
func Load(s *source.Source) (*textcut.Document, error) {
	p, err := s.Parts()
	if err != nil {
		return nil, err
	}
	styles := &docxStyles{}
	if err := p.Read("word/styles.xml", styles.token); err != nil && !errors.Is(err, source.ErrNoPart) {
		return nil, p.Refusal(err)
	}
	notes, err := readNotes(p)
	if err != nil {
		return nil, p.Refusal(err)
	}
	body := &docxBody{name: s.Name, headings: styles.headings(), notes: notes}
	if err := p.Read("word/document.xml", body.token); err != nil {
		return nil, p.Refusal(err)
	}
	body.release()
	return textcut.NewStyled(s.Name, body.lines, s.Opts.Format), nil
}
