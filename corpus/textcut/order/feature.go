package order

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// weighed is a text ready to be labelled.
type weighed struct {
	lines      []feature
	headings   bool // titles have a style
	noGaps     bool // no empty lines to go by
	wide       bool // an empty line after nearly every line
	farApart   bool // poems are parted by more than stanzas are
	boldTitles bool
	authors    map[string]int // lines that name the author of a poem, how often each
	file       manuscript.FileNames
	untitled   []int // first lines of poems without a title
	couplets   bool  // what stands above says that couplets follow
	bylined    bool  // an author stands below nearly every title
}

// feature is a line with text in it and what can be seen of it and around it.
type feature struct {
	manuscript.Line
	verse.Shape
	at      int    // line of the text, from 0
	text    string // trimmed
	runes   int    // of it, marks included
	gap     int    // empty lines before it: 0, 1, or 2 for more; 3 for a rule or new page
	next    int    // the same after it
	run     int    // lines of verse without marks that are as long, this one included
	place   int    // of the line in that run, from 0
	name    float64
	ordinal bool
	date    bool
	note    bool
	again   bool // the same words stand elsewhere as well
	blanks  int  // empty lines before it, all of them
	couplet bool // is one, or says which side of one it is
	bio     bool // introduces an author
	chapter bool // a heading above other titles
	answers bool // introduces a poem that this one answers, or that answers it
}

const farGap, ruleGap = 2, 3

func weigh(lines []manuscript.Line) *weighed {
	t := &weighed{}
	gap, blanks, beside := 0, 0, false
	seen := make(map[string]int)
	for i, line := range lines {
		if line.Parts {
			gap = ruleGap
		}
		if line.Beside() {
			t.couplets = t.couplets || len(line.Text) <= manuscript.MaxLook/10 && coupletBook.MatchString(strings.TrimSpace(line.Text))
			beside = true
			continue
		}
		if line.Blank() && beside && gap > 0 {
			continue // what stood between is gone, and one gap is left
		}
		if line.Blank() {
			if gap < farGap {
				gap++
			}
			blanks++
			continue
		}
		f := look(line)
		f.at, f.gap, f.blanks = i, gap, blanks
		gap, blanks, beside = 0, 0, false
		seen[f.text]++
		t.lines = append(t.lines, f)
	}
	for k := range t.lines {
		t.lines[k].again = seen[t.lines[k].text] > 1
	}
	for k := range t.lines {
		t.lines[k].chapter = t.isChapter(k)
	}
	t.normaliseGaps()
	t.survey()
	t.findRuns()
	return t
}

func look(line manuscript.Line) feature {
	text := strings.TrimSpace(line.Content())
	if len(text) > manuscript.MaxLook {
		text = strings.ToValidUTF8(text[:manuscript.MaxLook], "")
	}
	f := feature{Line: line, Shape: verse.ShapeOf(text), text: text, runes: utf8.RuneCountInString(text)}
	f.name = manuscript.AuthorScore(text)
	if line.Head != nil {
		f.name = -12
	}
	f.ordinal = f.runes <= 8 && manuscript.OrdinalTitle.MatchString(text)
	f.date = f.runes <= 34 && (manuscript.DateLine.MatchString(text) || manuscript.MadeLine.MatchString(text))
	f.note = manuscript.NoteWord.MatchString(text)
	f.bio = manuscript.BioWord.MatchString(text)
	f.answers = f.runes <= 24 && manuscript.AnswerWord.MatchString(text)
	return f
}

// normaliseGaps takes one empty line off each gap where nearly all lines have
// one between them.
func (t *weighed) normaliseGaps() {
	apart := 0
	for _, f := range t.lines {
		if f.gap > 0 {
			apart++
		}
	}
	n := len(t.lines) - 1
	t.wide = n >= 4 && apart*10 >= n*9
	t.noGaps = apart*30 < n
	for k := range t.lines {
		f := &t.lines[k]
		if t.wide && f.gap > 0 && f.gap < ruleGap {
			f.gap--
			f.blanks--
		}
		if k > 0 {
			t.lines[k-1].next = f.gap
		}
	}
	if n >= 0 {
		t.lines[n].next, t.lines[0].gap = ruleGap, ruleGap
	}
}

// survey finds what sets titles off in this text.
func (t *weighed) survey() {
	headings, far, near, marked := 0, 0, 0, 0
	for k, f := range t.lines {
		if f.Heading && !f.chapter {
			headings++
		}
		if f.Strong {
			marked++
		}
		switch {
		case k == 0:
		case f.gap >= farGap:
			far++
		case f.gap == 1:
			near++
		}
	}
	// One heading above many lines is the name of the book.
	t.headings = headings > 1 && len(t.lines) <= 60*headings || headings == 1 && len(t.lines) <= 30
	t.farApart = far > 0 && near > 0
	t.boldTitles = marked > 0 && marked*3 <= len(t.lines)+3
}

// findRuns measures runs of lines without marks that are as long as each
// other. A line of five above four of five is their title; a fifth of eight
// is not.
func (t *weighed) findRuns() {
	for k := 0; k < len(t.lines); {
		end := k + 1
		m := t.lines[k].plainMetre()
		for m > 0 && end < len(t.lines) && t.lines[end].gap == 0 && t.lines[end].plainMetre() == m {
			end++
		}
		for i := k; i < end; i++ {
			t.lines[i].run, t.lines[i].place = end-k, i-k
		}
		k = end
	}
}

// plainMetre is the metre of a line of one clause without marks.
func (f *feature) plainMetre() int {
	if len(f.Clauses) != 1 || f.Marked || f.Han != f.Letters {
		return 0
	}
	return f.Metre()
}

// verse reports whether the line is verse beyond doubt.
func (f *feature) verse() bool {
	return f.IsRegular() || f.run >= 4 && f.run%2 == 0 && f.plainMetre() >= 4 || manuscript.CoupletWord.MatchString(f.text)
}

// after is the line k places on, a blank one where there is none.
func (t *weighed) after(k, places int) *feature {
	if k+places < len(t.lines) {
		return &t.lines[k+places]
	}
	return &feature{}
}
