package site

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"

	"shiyun/server/lang"
	"shiyun/server/typeset"
)

// LangOf is that of a text on a page of this site, whose own language goes for
// a text that reads the same in both.
func (s *Site) LangOf(text string) string { return cmp.Or(lang.Of(text), s.Lang) }

// run is a text of the archive as it stands in a page: marked with its script
// where that is not the page's, or screen readers and fonts would take it for
// the page's own.
func (s *Site) run(text string) template.HTML {
	return s.inScript(text, template.HTMLEscapeString(text))
}

// inScript marks markup with the script of the text in it.
func (s *Site) inScript(text, markup string) template.HTML {
	if lang := s.LangOf(text); lang != s.Lang {
		markup = `<span lang="` + lang + `">` + markup + `</span>`
	}
	return template.HTML(markup)
}

// lit is run for a text in pieces, with what matched lit.
func (s *Site) lit(parts []typeset.Segment) template.HTML {
	var text, markup strings.Builder
	for _, p := range parts {
		text.WriteString(p.Text)
		escaped := template.HTMLEscapeString(p.Text)
		if p.Hit {
			escaped = "<mark>" + escaped + "</mark>"
		}
		markup.WriteString(escaped)
	}
	return s.inScript(text.String(), markup.String())
}

// compared is lit for one of two texts beside each other: what differs says
// how.
func (s *Site) compared(parts []Piece) template.HTML {
	var text, markup strings.Builder
	for _, p := range parts {
		text.WriteString(p.Text)
		escaped := template.HTMLEscapeString(p.Text)
		if p.Class != "" {
			escaped = `<mark class="` + p.Class + `">` + escaped + "</mark>"
		}
		markup.WriteString(escaped)
	}
	return s.inScript(text.String(), markup.String())
}

// Tell is the sentence under key as it stands in a page, with what it quotes
// of the archive marked like run.
func (s *Site) Tell(key string, args ...any) template.HTML {
	runs := make([]any, len(args))
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			arg = s.run(text)
		}
		runs[i] = arg
	}
	sentence, ok := s.Words[key]
	if !ok || len(args) == 0 {
		return template.HTML(template.HTMLEscapeString(s.Say(key)))
	}
	return template.HTML(fmt.Sprintf(template.HTMLEscapeString(sentence), runs...))
}
