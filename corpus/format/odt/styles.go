package odt

import (
	"encoding/xml"
	"strings"

	"shiyun/corpus/format/source"
)

// maxStyles bounds the styles remembered; a text has some hundred.
const maxStyles = 5000

// styles are what the styles of a text say, by their names.
type styles map[string]*style

type style struct {
	parent                         string
	heading, center, bold, newPage bool
}

func (s styles) token(t xml.Token) error {
	if e, ok := t.(xml.StartElement); ok {
		s.take(e)
	}
	return nil
}

// take reads an element of a style. The properties stand within the style
// that was named last, which is kept under the empty name.
func (s styles) take(e xml.StartElement) {
	switch e.Name.Local {
	case "style":
		if len(s) >= maxStyles {
			s[""] = nil
			return
		}
		name, level := source.Attribute(e, "name"), source.Attribute(e, "default-outline-level")
		s[""] = &style{parent: source.Attribute(e, "parent-style-name"), heading: name == "Title" || level != "" && level != "0"}
		if name != "" {
			s[name] = s[""]
		}
	case "paragraph-properties":
		if open := s[""]; open != nil {
			open.center = source.Attribute(e, "text-align") == "center"
			open.newPage = source.Attribute(e, "break-before") == "page"
		}
	case "text-properties":
		if open := s[""]; open != nil {
			open.bold = strings.HasPrefix(source.Attribute(e, "font-weight"), "bold")
		}
	}
}

// named is what the style of a name says, and those it is based on.
func (s styles) named(name string) style {
	var all style
	for range 10 { // a style may be said to be based on itself
		one := s[name]
		if one == nil || name == "" {
			break
		}
		all.heading = all.heading || one.heading
		all.center = all.center || one.center
		all.bold = all.bold || one.bold
		all.newPage = all.newPage || one.newPage
		name = one.parent
	}
	return all
}
