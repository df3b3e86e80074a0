package docx

import (
	"encoding/xml"
	"errors"
	"strings"

	"shiyun/corpus/format/source"
)

// docxNotes gathers the footnotes or endnotes of a file by their ids.
type docxNotes struct {
	docxBody
	kind  string // footnote or endnote
	id    string // of the open one, "" for none
	texts map[string]string
}

// readNotes reads footnotes and endnotes. Their ids are counted apart, so each
// stands under its kind and id.
func readNotes(p *source.Parts) (map[string]string, error) {
	texts := make(map[string]string)
	for _, kind := range []string{"footnote", "endnote"} {
		notes := &docxNotes{docxBody: docxBody{name: p.Name}, kind: kind, texts: texts}
		if err := p.Read("word/"+kind+"s.xml", notes.token); err != nil && !errors.Is(err, source.ErrNoPart) {
			return nil, err
		}
	}
	return texts, nil
}

func (n *docxNotes) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if isWord(t.Name) && t.Name.Local == n.kind {
			n.lines, n.id = nil, source.Attribute(t, "id")
			if kind := source.Attribute(t, "type"); kind != "" && kind != "normal" {
				n.id = "" // the rule above the notes
			}
			return nil
		}
	case xml.EndElement:
		if isWord(t.Name) && t.Name.Local == n.kind {
			n.keep()
			return nil
		}
	}
	return n.docxBody.token(t)
}

func (n *docxNotes) keep() {
	n.release()
	var texts []string
	for _, line := range n.lines {
		if text := strings.TrimSpace(line.Text); text != "" {
			texts = append(texts, text)
		}
	}
	if n.id != "" && len(texts) > 0 {
		n.texts[n.kind+n.id] = strings.Join(texts, "\n")
	}
	n.lines = nil
}
