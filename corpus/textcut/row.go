package textcut

import (
	"cmp"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

// Row makes the record of a poem through the same checks as a table's.
func (d *Document) Row(p poem, labels intake.Labels) intake.Row {
	r := intake.Row{File: d.Name, Number: p.start + 1}
	body := d.body(p, labels)
	p.takeTune(body)
	c := intake.Cells{}
	c.Put(intake.FieldTitle, p.title)
	c.Put(intake.FieldAuthor, p.author)
	c.Put(intake.FieldTune, p.tune)
	c.Put(intake.FieldPreface, strings.TrimSpace(p.preface+"\n"+d.prose(p, labels, labelPreface)))
	c.Put(intake.FieldNote, d.notes(&r, p, labels))
	c.Put(intake.FieldDate, cmp.Or(d.date(p, labels), p.day))
	c.Put(intake.FieldCollection, p.collection)
	c.Put(intake.FieldBody, body)
	if form := certainForm(p.titleParts, body); form != "" {
		c.Put(intake.FieldForm, string(form))
	}
	d.putHeads(&r, c, p, labels)
	r.ReadCells(c, intake.FieldBody.Label())
	return r
}

// putHeads puts what the labelled lines say that have a field of their own.
func (d *Document) putHeads(r *intake.Row, c intake.Cells, p poem, labels intake.Labels) {
	for i := p.first; i < p.last; i++ {
		switch h := d.Lines[i].head; {
		case h == nil:
		case h.field == intake.FieldPrivate:
			r.LeaveOut(h.name)
		case h.field == intake.FieldNone && h.name != "" && (h.value != "" || h.list != nil):
			r.Warn(h.name, intake.CodeUnused, corpus.NewMessage("intake.warn.unused_column", h.name))
		case labels[i] == labelHead:
			c[h.field] = intake.Cell{Column: h.name, Given: true, Text: h.value, List: h.list}
		}
	}
}

// prose joins the lines of a preface or note, without the word that says it
// is one.
func (d *Document) prose(p poem, labels intake.Labels, label byte) string {
	texts := d.texts(p, labels, label)
	for i, t := range texts {
		texts[i] = withoutLabelWord(strings.TrimSpace(t), label)
	}
	return strings.TrimSpace(strings.Join(texts, "\n"))
}

// notes joins the lines of notes and the footnotes of the other lines, and
// warns of what stands beside the text and is not read.
func (d *Document) notes(r *intake.Row, p poem, labels intake.Labels) string {
	var notes []string
	if text := d.prose(p, labels, labelNote); text != "" {
		notes = append(notes, text)
	}
	left := map[string]bool{}
	warn := func(message corpus.Message) {
		if !message.IsZero() && !left[message.Key] {
			left[message.Key] = true
			r.Warn("", intake.CodeUnused, message)
		}
	}
	for i := p.first; i < p.last; i++ {
		line := d.Lines[i]
		if labels[i] != labelDropped {
			notes = append(notes, line.Notes...)
		} else if warn(line.left); len(line.Notes) > 0 {
			warn(corpus.NewMessage("intake.warn.footnote"))
		}
		if line.Commented {
			warn(corpus.NewMessage("intake.warn.comment"))
		}
	}
	return strings.Join(notes, "\n")
}

// date is what the text says of when it was written, and else when it was
// sent.
func (d *Document) date(p poem, labels intake.Labels) string {
	if texts := d.texts(p, labels, labelDate); len(texts) > 0 {
		return trimDate(strings.Join(texts, " "))
	}
	for i := p.start; i < p.last; i++ {
		if labels[i] == labelBody || labels[i] == labelFirst {
			return d.Lines[i].date
		}
	}
	return ""
}

// takeFileName gives a poem that is alone in its file what only the file's
// name says. A paste has no name worth keeping.
func (p *poem) takeFileName(n fileNames) {
	if p.titleLine < 0 && p.title == "" {
		p.title = n.title
	}
	if p.author == "" {
		p.author = n.author
	}
	if p.author == "" && p.title != n.folder {
		p.author = n.folder
	}
	p.day = n.date
	if p.collection == "" {
		p.collection = n.collection
	}
}

// takeTune settles by the verse what a title does not: whether it names a tune
// where that is an ordinary word too.
func (p *poem) takeTune(body string) {
	tune := verse.TuneFor(p.title, body)
	if tune == p.tune || p.tune == "" && p.form != "" {
		return
	}
	p.tune, p.form = tune, verse.FormOfTune(p.title, tune)
}

// certainForm is the form of a poem where title or shape leave no doubt, and
// "" elsewhere.
func certainForm(t titleParts, body string) corpus.Form {
	if t.form != "" {
		return t.form
	}
	lines := verse.Lines(body)
	if t.tune == "" && len(lines) == 1 && coupletSides(lines[0].Text) > 0 {
		return corpus.FormYinglian
	}
	return verse.FormOf(t.title, t.tune, body)
}
