package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
)

// labels are the given ones, checked, or those the pattern of the text
// suggests.
func (d *document) labels(given Labels) (Labels, error) {
	if given == "" {
		if d.chat {
			return labelChat(d.lines), nil
		}
		return labelText(d.lines), nil
	}
	if len(given) != len(d.lines) {
		return "", corpus.Errorf(corpus.Invalid, "“%s”有 %d 行，切分标记却有 %d 个，请重新预览后再导入", d.name, len(d.lines), len(given))
	}
	if strings.Trim(string(given), "TAPBSNDX") != "" {
		return "", corpus.Errorf(corpus.Invalid, "“%s”的切分标记里有不认得的字母，请重新预览后再导入", d.name)
	}
	return given, nil
}

// poem is one poem of a document as labels cut it.
type poem struct {
	first, last int // lines, from 0, last exclusive
	start       int // the first line that is not dropped
	kept        bool
	titleLine   int    // -1 for none
	preface     string // of the sequence it opens
	titleParts
}

// poems parts the lines. A poem begins at a title, at the first line that is
// not dropped, and in a chat where the sender changes.
func (d *document) poems(labels Labels) []poem {
	var poems []poem
	var sender string
	for i, line := range d.lines {
		label := labels[i]
		begins := label == labelTitle
		if label != labelDropped && label != labelStanza {
			begins = begins || len(poems) == 0 || line.sender != sender
			sender = line.sender
		}
		if !begins {
			continue
		}
		p := poem{first: i, start: i, kept: true, titleLine: -1}
		if label == labelTitle {
			p.titleLine = i
		}
		if len(poems) == 0 {
			p.first = 0
		} else {
			poems[len(poems)-1].last = i
		}
		poems = append(poems, p)
	}
	if len(poems) == 0 && len(d.lines) > 0 {
		poems = []poem{{titleLine: -1}}
	}
	if len(poems) > 0 {
		poems[len(poems)-1].last = len(d.lines)
	}
	d.nameTitles(poems, labels)
	return poems
}

// texts are the lines of p under label.
func (d *document) texts(p poem, labels Labels, label byte) []string {
	var texts []string
	for i := p.first; i < p.last; i++ {
		if labels[i] == label && !d.lines[i].blank() {
			texts = append(texts, d.lines[i].content())
		}
	}
	return texts
}

// body joins the lines of the body, with an empty line where a stanza ends.
// Space that every line begins with is the page's and not the poem's.
func (d *document) body(p poem, labels Labels) string {
	var b strings.Builder
	indent := len(d.indent(p, labels))
	pending := ""
	for i := p.first; i < p.last; i++ {
		switch labels[i] {
		case labelBody:
			b.WriteString(pending + d.lines[i].content()[indent:])
			pending = "\n"
		case labelStanza:
			if b.Len() > 0 {
				pending = "\n\n"
			}
		}
	}
	return b.String()
}

// indent is what all lines of the body begin with, as far as it is space.
func (d *document) indent(p poem, labels Labels) string {
	indent, seen := "", false
	for i := p.first; i < p.last; i++ {
		if labels[i] != labelBody {
			continue
		}
		text := d.lines[i].content()
		own := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
		if !seen {
			indent, seen = own, true
		}
		for !strings.HasPrefix(own, indent) {
			_, size := utf8.DecodeLastRuneInString(indent)
			indent = indent[:len(indent)-size]
		}
	}
	return indent
}
