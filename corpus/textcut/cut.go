// Package textcut cuts texts and chats into poems and makes a row of the lines
// of each. Its rooms read marks, tables and chats and label the lines; a
// curator may mend the labels, which are then taken as they are.
package textcut

import (
	"shiyun/corpus/intake"
)

// Limits of a preview.
const (
	maxPreview      = 2 << 20 // bytes of the lines
	maxPreviewLines = 50_000
)

// Letters are all labels.
const Letters = "TAPBFSNDHX"

// Cut is one poem of a text as the labels cut it. The cuts of a text part all
// its lines: whatever is dropped before a poem or after it is shown with one
// of its neighbours, so that a curator can take it back.
type Cut struct {
	First, Last int // lines of the text, from 1, inclusive
	Title       string
	Author      string
	Lines       []CutLine // First to Last
}

// CutLine is one line of a cut.
type CutLine struct {
	N     int    // in the text, from 1
	Text  string // as it goes into the poem: without Markdown's marks
	Label byte   // T title, A author, P preface, B body, F first of an untitled body, S stanza, N note, D date, H head, X dropped
}

// Preview gives the first cuts, and whether they are all.
func (d *Document) Preview(labels intake.Labels) (cuts []Cut, all bool) {
	room := maxPreview
	for _, p := range d.Poems(labels) {
		for _, line := range d.Lines[p.first:p.last] {
			room -= len(line.Text)
		}
		if room < 0 || p.last > maxPreviewLines {
			return cuts, false
		}
		cuts = append(cuts, d.cut(p, labels))
	}
	return cuts, true
}

func (d *Document) cut(p poem, labels intake.Labels) Cut {
	c := Cut{First: p.first + 1, Last: p.last, Title: p.Title, Author: p.Author}
	for i := p.first; i < p.last; i++ {
		c.Lines = append(c.Lines, CutLine{N: i + 1, Text: d.Lines[i].Text, Label: labels[i]})
	}
	return c
}
