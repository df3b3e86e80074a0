package docx

import (
	"encoding/xml"
	"strings"

	"shiyun/corpus/format/source"
)

// docxStyles gathers which paragraph styles are headings.
type docxStyles struct {
	current string
	styles  map[string]*docxStyle
}

type docxStyle struct {
	name, basedOn string
	level         string // of the outline, from "0"; "9" is body text
}

// maxStyles bounds the styles remembered; Word's own set has some 400.
const maxStyles = 5000

func (d *docxStyles) token(t xml.Token) error {
	e, ok := t.(xml.StartElement)
	if !ok || !isWord(e.Name) {
		return nil
	}
	style := d.styles[d.current]
	switch {
	case e.Name.Local == "style":
		d.begin(e)
	case style == nil:
	case e.Name.Local == "name":
		style.name = strings.ToLower(source.Attribute(e, "val"))
	case e.Name.Local == "basedOn":
		style.basedOn = source.Attribute(e, "val")
	case e.Name.Local == "outlineLvl":
		style.level = source.Attribute(e, "val")
	}
	return nil
}

func (d *docxStyles) begin(e xml.StartElement) {
	if d.styles == nil {
		d.styles = make(map[string]*docxStyle)
	}
	d.current = source.Attribute(e, "styleId")
	if d.styles[d.current] == nil && len(d.styles) < maxStyles {
		d.styles[d.current] = &docxStyle{}
	}
}

// headings are the ids of the styles that are headings by name, by outline or
// by the style they are based on.
func (d *docxStyles) headings() map[string]bool {
	headings := make(map[string]bool)
	for id, style := range d.styles {
		for range 10 { // a style may be said to be based on itself
			if style == nil {
				break
			}
			if style.isHeading() {
				headings[id] = true
				break
			}
			if style.level != "" {
				break
			}
			style = d.styles[style.basedOn]
		}
	}
	return headings
}

func (s *docxStyle) isHeading() bool {
	if s.level != "" {
		return isOutline(s.level)
	}
	name := strings.ReplaceAll(s.name, " ", "")
	return name == "title" || name == "标题" || name == "標題" ||
		strings.HasPrefix(name, "heading") || strings.HasPrefix(name, "标题") || strings.HasPrefix(name, "標題")
}

// isOutline holds for the levels of headings, the first to the ninth.
func isOutline(level string) bool { return len(level) == 1 && level[0] >= '0' && level[0] <= '8' }

// isWord holds for names of WordprocessingML, transitional and strict.
func isWord(name xml.Name) bool { return strings.Contains(name.Space, "wordprocessingml") }
