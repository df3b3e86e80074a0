package markup

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"shiyun/corpus/textcut/manuscript"
)

// htmlTag finds the tags that texts copied from pages and blogs have; other
// words in <> are the poet's.
var htmlTag = regexp.MustCompile(`(?i)</?(?:p|br|div|span|center|font|b|i|u|em|strong|h[1-6]|hr|blockquote|pre|ul|ol|li|table|tr|td|th|a|img|sup|sub|ruby|rt|rp|small|big|section|article|style|script|body|html)(?:\s[^<>]*)?/?>|<!--`)

// What elements do to the text in them. One of another name is left as it
// stands.
var (
	blockTags  = wordSet("p div center h1 h2 h3 h4 h5 h6 blockquote pre ul ol li table tr section article header footer main body html head title dl dt dd figure figcaption nav aside address form")
	inlineTags = wordSet("span font b i u em strong a img sup sub ruby rb small big td th tbody thead tfoot caption col colgroup s del ins mark code meta link wbr")
	silentTags = wordSet("script style rt rp title head svg iframe")
)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// StripHTML takes tags and comments out of a text. What ended a line on the
// page ends one here, and headings and the middle of the page stay visible.
func StripHTML(lines []manuscript.Line) []manuscript.Line {
	var text strings.Builder
	found := false
	for _, line := range lines {
		found = found || htmlTag.MatchString(line.Text)
		text.WriteString(line.Text + "\n")
	}
	if !found {
		return lines
	}
	p := &page{}
	z := html.NewTokenizer(strings.NewReader(strings.TrimSuffix(text.String(), "\n")))
	for z.Next() != html.ErrorToken {
		p.take(z)
	}
	p.end()
	return p.lines
}

// page is HTML being made into lines.
type page struct {
	lines   []manuscript.Line
	text    strings.Builder
	tagged  bool // a tag stands on the line of the file
	ended   bool // a tag ended the line, so the file's own end of it does not
	silent  int  // depth within what is not read
	center  bool
	heading bool
	stanzas bool         // a block with line breaks in it is a stanza
	broken  bool         // the block has line breaks
	tables  []*pageTable // one within another
	cells   int          // of all tables
}

func (p *page) take(z *html.Tokenizer) {
	raw := string(z.Raw())
	token := z.Token()
	switch token.Type {
	case html.TextToken:
		if p.silent == 0 {
			p.write(strings.ReplaceAll(token.Data, "\u00A0", " "))
		}
	case html.CommentToken:
		p.tagged = true
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		name := token.Data
		if !blockTags[name] && !inlineTags[name] && !silentTags[name] && name != "br" && name != "hr" {
			p.write(raw)
			return
		}
		p.tagged = true
		p.tag(name, token)
	case html.DoctypeToken:
		p.tagged = true
	}
}

func (p *page) tag(name string, token html.Token) {
	opens := token.Type == html.StartTagToken
	if silentTags[name] && token.Type != html.SelfClosingTagToken {
		if opens {
			p.silent++
		} else {
			p.silent = max(0, p.silent-1)
		}
	}
	switch {
	case p.takeTable(name, token):
	case name == "br":
		p.breakLine()
	case name == "hr":
		p.endBlock()
		p.lines = append(p.lines, manuscript.Line{Parts: true})
	case blockTags[name]:
		p.endBlock()
		p.center = opens && (name == "center" || strings.Contains(attributesOf(token), "center"))
		p.heading = opens && len(name) == 2 && name[0] == 'h' && name != "hr"
	}
}

func attributesOf(token html.Token) string {
	var all strings.Builder
	for _, a := range token.Attr {
		all.WriteString(a.Val + " ")
	}
	return all.String()
}

func (p *page) write(text string) {
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			p.endLine()
		}
		p.text.WriteString(part)
	}
}

// endLine is the end of a line of the file.
func (p *page) endLine() {
	empty := strings.TrimSpace(p.text.String()) == ""
	if !empty || !p.tagged && !p.ended {
		p.flush()
	}
	p.text.Reset()
	p.tagged, p.ended = false, false
}

// breakLine is a line's end by tag: a second one leaves an empty line.
func (p *page) breakLine() {
	p.flush()
	p.ended, p.broken = true, true
}

// endBlock ends the line if something is on it.
func (p *page) endBlock() {
	if strings.TrimSpace(p.text.String()) != "" {
		p.flush()
		p.ended = true
	}
	if p.stanzas && p.broken {
		p.lines = append(p.lines, manuscript.Line{})
	}
	p.broken = false
}

func (p *page) flush() {
	text := strings.TrimRight(p.text.String(), " \t")
	p.text.Reset()
	filled := strings.TrimSpace(text) != ""
	p.lines = append(p.lines, manuscript.Line{Text: text, Heading: p.heading && filled, Strong: p.center && filled})
}

// emptyRaw finds elements without content that HTML takes everything after
// for, and XML does not.
var emptyRaw = regexp.MustCompile(`(?i)<(?:title|script|style|textarea|iframe)\b[^<>]*/>`)

// PageLines are the lines of a page of XHTML. Only tags end them, and a
// paragraph of several lines is a stanza.
func PageLines(text string) []manuscript.Line {
	text = strings.NewReplacer("\r", " ", "\n", " ").Replace(emptyRaw.ReplaceAllString(text, ""))
	p := &page{stanzas: true}
	z := html.NewTokenizer(strings.NewReader(text))
	for z.Next() != html.ErrorToken {
		p.take(z)
	}
	p.end()
	for i := range p.lines {
		p.lines[i].Text = strings.Trim(p.lines[i].Text, " \t")
	}
	return p.lines
}
