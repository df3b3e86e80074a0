package textcut

import (
	"cmp"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// Row makes the record of a poem through the same checks as a table's.
func (d *Document) Row(p poem, labels intake.Labels) intake.Row {
	r := intake.Row{File: d.Name, Number: p.start + 1}
	body := d.body(p, labels)
	p.takeTune(body)
	c := intake.Cells{}
	c.Put(intake.FieldTitle, p.Title)
	c.Put(intake.FieldAuthor, p.Author)
	c.Put(intake.FieldTune, p.Tune)
	c.Put(intake.FieldPreface, strings.TrimSpace(p.preface+"\n"+d.prose(p, labels, manuscript.LabelPreface)))
	c.Put(intake.FieldNote, d.notes(&r, p, labels))
	c.Put(intake.FieldDate, cmp.Or(d.date(p, labels), p.day))
	c.Put(intake.FieldCollection, p.collection)
	c.Put(intake.FieldBody, body)
	if form := formOf(p.TitleParts, body); form != "" {
		c.Put(intake.FieldForm, string(form))
	}
	d.putHeads(&r, c, p, labels)
	if p.doubtful {
		r.Warn(intake.FieldTitle.Label(), intake.CodeWithin, corpus.NewMessage("intake.warn.title_within", p.Title))
	}
	if p.nameless {
		r.Warn(intake.FieldTitle.Label(), intake.CodeNoTitle, corpus.NewMessage("intake.warn.no_title"))
	}
	if p.unsigned && !c[intake.FieldAuthor].Given {
		r.Warn(intake.FieldAuthor.Label(), intake.CodeNoAuthor, corpus.NewMessage("intake.warn.no_author"))
	}
	r.ReadCells(c, intake.FieldBody.Label())
	return r
}

// putHeads puts what the labelled lines say that have a field of their own.
func (d *Document) putHeads(r *intake.Row, c intake.Cells, p poem, labels intake.Labels) {
	for i := p.first; i < p.last; i++ {
		switch h := d.Lines[i].Head; {
		case h == nil:
		case h.Field == intake.FieldPrivate:
			r.LeaveOut(h.Name)
		case h.Field == intake.FieldNone && h.Name != "" && (h.Value != "" || h.List != nil):
			r.Warn(h.Name, intake.CodeUnused, corpus.NewMessage("intake.warn.unused_column", h.Name))
		case labels[i] == manuscript.LabelHead:
			c[h.Field] = intake.Cell{Column: h.Name, Given: true, Text: h.Value, List: h.List}
		}
	}
}

// prose joins the lines of a preface or note, without the word that says it
// is one.
func (d *Document) prose(p poem, labels intake.Labels, label byte) string {
	texts := d.texts(p, labels, label)
	for i, t := range texts {
		texts[i] = manuscript.WithoutLabelWord(strings.TrimSpace(t), label)
	}
	return strings.TrimSpace(strings.Join(texts, "\n"))
}

// notes joins the lines of notes and the footnotes of the other lines, and
// warns of what stands beside the text and is not read.
func (d *Document) notes(r *intake.Row, p poem, labels intake.Labels) string {
	var notes []string
	if text := d.prose(p, labels, manuscript.LabelNote); text != "" {
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
		if labels[i] != manuscript.LabelDropped {
			notes = append(notes, line.Notes...)
		} else if warn(line.Left); len(line.Notes) > 0 {
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
	if texts := d.texts(p, labels, manuscript.LabelDate); len(texts) > 0 {
		return manuscript.TrimDate(strings.Join(texts, " "))
	}
	for i := p.start; i < p.last; i++ {
		if labels[i] == manuscript.LabelBody || labels[i] == manuscript.LabelFirst {
			return d.Lines[i].Date
		}
	}
	return ""
}

// takeFileName gives a poem that is alone in its file what only the file's
// name says. A paste has no name worth keeping.
func (p *poem) takeFileName(n manuscript.FileNames) {
	if p.titleLine < 0 && p.Title == "" {
		p.Title = n.Title
	}
	if p.Author == "" {
		p.Author = n.Author
	}
	if p.Author == "" && p.Title != n.Folder {
		p.Author = n.Folder
	}
	p.day = n.Date
	if p.collection == "" {
		p.collection = n.Collection
	}
}

// takeTune settles by the verse what a title does not: whether it names a tune
// where that is an ordinary word too.
func (p *poem) takeTune(body string) {
	tune := verse.TuneFor(p.Title, body)
	if tune == p.Tune || p.Tune == "" && p.Form != "" {
		return
	}
	p.Tune, p.Form = tune, verse.FormOfTune(p.Title, tune)
}

// formOf is the form that the title names, or that of a line which is a
// couplet, "" elsewhere: a row of any source is told its form by its text.
func formOf(t manuscript.TitleParts, body string) corpus.Form {
	if lines := verse.Lines(body); t.Form == "" && t.Tune == "" && len(lines) == 1 && manuscript.CoupletSides(lines[0].Text) > 0 {
		return corpus.FormYinglian
	}
	return t.Form
}
