package page

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"

	"shiyun/server/diff"
	"shiyun/server/lang"
	"shiyun/server/typeset"
)

// LangOf returns the language of a text on a page of this site, whose own language goes for
// a text that reads the same in both.
func (p *Pages) LangOf(text string) string { return cmp.Or(lang.Of(text), p.cfg.Words.Lang) }

// safe is the one place where a text becomes markup: everything in it has been
// escaped, or is a tag written in this package. A test keeps it the only one.
func safe(markup string) template.HTML { return template.HTML(markup) }

// run is a text of the archive as it stands in a page: marked with its script
// where that is not the page's, or screen readers and fonts would take it for
// the page's own.
func (p *Pages) run(text string) template.HTML {
	return p.inScript(text, template.HTMLEscapeString(text))
}

// inScript marks markup with the script of the text in it.
func (p *Pages) inScript(text, markup string) template.HTML {
	if lang := p.LangOf(text); lang != p.cfg.Words.Lang {
		markup = `<span lang="` + lang + `">` + markup + `</span>`
	}
	return safe(markup)
}

// lit is run for a text in pieces, with what matched lit.
func (p *Pages) lit(parts []typeset.Segment) template.HTML {
	var text, markup strings.Builder
	for _, part := range parts {
		text.WriteString(part.Text)
		escaped := template.HTMLEscapeString(part.Text)
		if part.Hit {
			escaped = "<mark>" + escaped + "</mark>"
		}
		markup.WriteString(escaped)
	}
	return p.inScript(text.String(), markup.String())
}

// compared is lit for one of two texts beside each other: what differs is marked
// with how.
func (p *Pages) compared(parts []diff.Piece) template.HTML {
	var text, markup strings.Builder
	for _, part := range parts {
		text.WriteString(part.Text)
		escaped := template.HTMLEscapeString(part.Text)
		if part.Class != "" {
			escaped = `<mark class="` + part.Class + `">` + escaped + "</mark>"
		}
		markup.WriteString(escaped)
	}
	return p.inScript(text.String(), markup.String())
}

// Tell returns the sentence under key as it stands in a page, with what it quotes
// of the archive marked like run.
func (p *Pages) Tell(key string, args ...any) template.HTML {
	runs := make([]any, len(args))
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			arg = p.run(text)
		}
		runs[i] = arg
	}
	sentence, ok := p.cfg.Words.Words[key]
	if !ok || len(args) == 0 {
		return safe(template.HTMLEscapeString(p.cfg.Words.Say(key)))
	}
	return safe(fmt.Sprintf(template.HTMLEscapeString(sentence), runs...))
}
