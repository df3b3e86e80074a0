package textcut

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/chat"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// Label are the given ones, checked, or those the pattern of the text
// suggests.
func (d *Document) Label(given intake.Labels) (intake.Labels, error) {
	if given == "" {
		if d.chat {
			return chat.Label(d.Lines), nil
		}
		return d.labelStretches(), nil
	}
	if len(given) != len(d.Lines) {
		return "", intake.Refusal(corpus.NewMessage("intake.labels_do_not_fit", d.Name, len(d.Lines), len(given)), corpus.NewMessage("intake.advice.preview_again"))
	}
	if strings.Trim(string(given), Letters) != "" {
		return "", intake.Refusal(corpus.NewMessage("intake.unknown_label", d.Name), corpus.NewMessage("intake.advice.preview_again"))
	}
	return given, nil
}

// poem is one poem of a document as labels cut it.
type poem struct {
	first, last int // lines, from 0, last exclusive
	start       int // the first line that is not dropped
	Kept        bool
	titleLine   int    // -1 for none
	preface     string // of the sequence it opens
	day         string // when it was written, as only the file's name says
	collection  string // the chapter it stands in
	section     string // whose the poems are among which it stands
	doubtful    bool   // its title may be a line of the poem above
	nameless    bool   // has no title, though others of the text have
	unsigned    bool   // has no author, though others of the text have
	manuscript.TitleParts
}

// Poems parts the lines. A poem begins at a title, at the first line that is
// not dropped, and in a chat where the sender changes.
func (d *Document) Poems(labels intake.Labels) []poem {
	var poems []poem
	var sender, chapter, section string
	for i, line := range d.Lines {
		label := labels[i]
		if line.Heading && label == manuscript.LabelDropped {
			chapter = manuscript.ChapterName(line.Text)
			if section = ""; manuscript.IsPersonName(chapter) {
				chapter, section = "", chapter
			}
		} else if line.Section != "" && label == manuscript.LabelDropped {
			section = line.Section
		}
		begins := label == manuscript.LabelTitle || label == manuscript.LabelFirst
		if label != manuscript.LabelDropped && label != manuscript.LabelStanza {
			begins = begins || len(poems) == 0 || line.Sender != sender
			sender = line.Sender
		}
		if !begins {
			continue
		}
		p := poem{first: i, start: i, Kept: true, titleLine: -1, collection: chapter, section: section}
		if label == manuscript.LabelTitle {
			p.titleLine = i
		}
		if label == manuscript.LabelTitle || label == manuscript.LabelFirst {
			p.first = d.headsAbove(labels, i)
			p.start = p.first
		}
		if n := len(poems); n > 0 && poems[n-1].start >= p.first {
			poems = poems[:n-1] // only the head of this one
		}
		if len(poems) == 0 {
			p.first = 0
		} else {
			poems[len(poems)-1].last = p.first
		}
		poems = append(poems, p)
	}
	if len(poems) == 0 && len(d.Lines) > 0 {
		poems = []poem{{titleLine: -1}}
	}
	if len(poems) > 0 {
		poems[len(poems)-1].last = len(d.Lines)
	}
	d.nameTitles(poems, labels)
	d.doubtTitles(poems, labels)
	missParts(poems)
	return poems
}

// headsAbove is the first of the labelled lines that stand right above a
// title: 作者：晚晴 above 标题：雪 is of the same poem.
func (d *Document) headsAbove(labels intake.Labels, title int) int {
	first := title
	for i := title - 1; i >= 0 && i > title-3; i-- {
		if h := d.Lines[i].Head; h != nil && h.Answers {
			return i
		}
	}
	for i := title - 1; i >= 0 && d.Lines[i].Head != nil && !strings.ContainsRune("BFNST", rune(labels[i])); i-- {
		first = i
	}
	return first
}

// texts are the lines of p under label.
func (d *Document) texts(p poem, labels intake.Labels, label byte) []string {
	var texts []string
	for i := p.first; i < p.last; i++ {
		if labels[i] == label && !d.Lines[i].Blank() {
			texts = append(texts, d.Lines[i].Said(label))
		}
	}
	return texts
}

// body joins the lines of the body, with an empty line where a stanza ends.
// Space that every line begins with is the page's and not the poem's.
func (d *Document) body(p poem, labels intake.Labels) string {
	var b strings.Builder
	indent := len(d.indent(p, labels))
	pending := ""
	for i := p.first; i < p.last; i++ {
		switch labels[i] {
		case manuscript.LabelBody, manuscript.LabelFirst:
			line := d.Lines[i].Said(manuscript.LabelBody)[indent:]
			if i > p.first && labels[i-1] == manuscript.LabelFirst && d.isUpperSide(i-1, labels) {
				line = strings.TrimLeftFunc(line, unicode.IsSpace)
			}
			if labels[i] == manuscript.LabelFirst && (manuscript.CoupletSides(line) > 0 || d.isUpperSide(i, labels)) {
				line = manuscript.Numbering.ReplaceAllString(line, "")
			}
			b.WriteString(pending + line)
			pending = "\n"
		case manuscript.LabelStanza:
			if b.Len() > 0 {
				pending = "\n\n"
			}
		}
	}
	return b.String()
}

// isUpperSide reports whether line i, a number taken off, is as long as the
// line of the body below it, and the poem has no more.
func (d *Document) isUpperSide(i int, labels intake.Labels) bool {
	text := manuscript.Clip(d.Lines[i].Content())
	bare := manuscript.Numbering.ReplaceAllString(strings.TrimSpace(text), "")
	if bare == strings.TrimSpace(text) || i+1 >= len(labels) || labels[i+1] != manuscript.LabelBody || i+2 < len(labels) && labels[i+2] == manuscript.LabelBody {
		return false
	}
	return verse.ShapeOf(bare).Letters == verse.ShapeOf(manuscript.Clip(d.Lines[i+1].Content())).Letters
}

// indent is what all lines of the body begin with, as far as it is space.
func (d *Document) indent(p poem, labels intake.Labels) string {
	indent, seen := "", false
	for i := p.first; i < p.last; i++ {
		if labels[i] != manuscript.LabelBody && labels[i] != manuscript.LabelFirst {
			continue
		}
		text := d.Lines[i].Said(manuscript.LabelBody)
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
