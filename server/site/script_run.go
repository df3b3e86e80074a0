package site

import (
	"cmp"
	"fmt"
	"html/template"
	"shiyun/server/catalogue"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"shiyun/corpus/script"
)

// leaning is the script that alone writes a character: 1 for traditional, -1 for
// simplified. Most characters belong to both and have none.
type leaning int8

// leanings holds the characters of one script only: OpenCC converts them, and
// the character set of the other script's countries lacks them. 里 and 后 are
// simplified for 裡 and 後 and old characters too, and lean to neither side.
// Asking OpenCC for every name on a page would take longer than the page.
var leanings = sync.OnceValue(func() map[rune]leaning {
	found := map[rune]leaning{}
	for _, block := range unicode.Han.R16 {
		for r := rune(block.Lo); r <= rune(block.Hi); r += rune(block.Stride) {
			s := string(r)
			switch {
			case script.Simplified(s) != s && !writes(simplifiedchinese.HZGB2312, s):
				found[r] = 1
			case script.Traditional(s) != s && !writes(traditionalchinese.Big5, s):
				found[r] = -1
			}
		}
	}
	return found
})

func writes(charset encoding.Encoding, s string) bool {
	_, err := charset.NewEncoder().String(s)
	return err == nil
}

// LangOf tells the script of a text by which of the two more of its characters
// belong to alone, as HTML names it; "" for a text that reads the same in both.
func LangOf(text string) string {
	table, sum := leanings(), 0
	for _, r := range text {
		sum += int(table[r])
	}
	switch {
	case sum > 0:
		return catalogue.Traditional
	case sum < 0:
		return catalogue.Simplified
	}
	return ""
}

// LangOf is that of a text on a page of this site, whose own language goes for
// a text that reads the same in both.
func (s *Site) LangOf(text string) string { return cmp.Or(LangOf(text), s.Lang) }

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
func (s *Site) lit(parts []Segment) template.HTML {
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
