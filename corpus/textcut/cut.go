// Package textcut cuts texts and chats into poems: it labels every line by what
// it and its neighbours look like, and makes a row of the lines of each poem.
// A curator may mend the labels; they are then taken as they are.
package textcut

import (
	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Limits of a text, which unlike a table is held in memory as a whole.
const (
	MaxText         = 20 << 20 // bytes, decoded
	MaxTextLines    = 200_000
	maxPreview      = 2 << 20 // bytes of the lines of a preview
	maxPreviewLines = 50_000
)

// The labels a line of a text may have.
const (
	labelTitle   = 'T' // begins a poem; on a line without text, one without a title
	labelAuthor  = 'A'
	labelPreface = 'P'
	labelBody    = 'B'
	labelFirst   = 'F' // the first line of a poem without a title
	labelStanza  = 'S' // an empty line kept within a body
	labelNote    = 'N'
	labelDate    = 'D'
	labelHead    = 'H' // of the poem and in none of the others: 体裁：新诗
	labelDropped = 'X'
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
	c := Cut{First: p.first + 1, Last: p.last, Title: p.title, Author: p.author}
	for i := p.first; i < p.last; i++ {
		c.Lines = append(c.Lines, CutLine{N: i + 1, Text: d.Lines[i].Text, Label: labels[i]})
	}
	return c
}

func TooLong(name string) error {
	return intake.Refusal(corpus.NewMessage("intake.text_too_long", name, MaxTextLines), corpus.NewMessage("intake.advice.split_file"))
}
