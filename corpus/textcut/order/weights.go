package order

import (
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// emission scores line k in a role by what the line looks like.
func (t *weighed) emission(k int, r role) float64 {
	f := &t.lines[k]
	switch {
	case f.Head != nil:
		return asHead(f.Head, r)
	case f.chapter || f.bio:
		return asOutside(r)
	}
	switch r {
	case roleTitle:
		return t.asTitle(k, f)
	case roleAuthor:
		return t.asAuthor(k, f)
	case roleAuthorAfter:
		return t.asAuthorAfter(f)
	case roleDateBefore, roleDateAfter:
		return asDate(f)
	case rolePreface:
		return t.asPreface(k, f)
	case roleBody:
		return t.asBody(f)
	case roleNote:
		return asNote(f)
	}
	return t.asDropped(k, f)
}

// asHead weighs a labelled line, whose label leaves no doubt.
func asHead(h *manuscript.Head, r role) float64 {
	own := roleOfHead(h)
	if r == own || own == roleAuthor && r == roleAuthorAfter || own == roleDateBefore && r == roleDateAfter {
		return 20
	}
	return -20
}

// asOutside weighs a line that is of no poem.
func asOutside(r role) float64 {
	if r == roleDropped {
		return 20
	}
	return -20
}

func (t *weighed) asAuthor(k int, f *feature) float64 {
	s := f.name
	if f.again {
		s++
	}
	if f.Heading || f.IsRegular() {
		s -= 6
	}
	next := t.after(k, 1)
	if f.run >= 3 && f.place < f.run-1 {
		s -= 3
	}
	if next.verse() || next.name >= 5 {
		s += 1.5
	}
	if f.name < 5 {
		switch {
		case f.gap == 0 && next.gap == 1:
			s += 1.5
		case f.gap == 1 && next.gap == 0:
			s -= 2
		}
	}
	return s
}

func (t *weighed) asAuthorAfter(f *feature) float64 {
	if f.name >= 3 {
		return f.name
	}
	return f.name - 4
}

func asDate(f *feature) float64 {
	if f.date {
		return 6
	}
	return -20
}

// asPreface weighs prose that stands above verse.
func (t *weighed) asPreface(k int, f *feature) float64 {
	switch {
	case f.Heading:
		return -9
	case manuscript.PrefaceWord.MatchString(f.text):
		return 7
	case strings.HasPrefix(f.text, "——") || strings.HasPrefix(f.text, "--"):
		return 4
	case strings.HasPrefix(f.text, "（") && strings.HasSuffix(f.text, "）") && f.runes > 6:
		return 4
	}
	if !f.IsProse() && f.runes < 20 {
		return -6
	}
	for places := 1; places <= 3; places++ {
		if next := t.after(k, places); next.verse() && !next.IsProse() {
			return 3
		} else if next.Heading || next.gap >= farGap {
			break
		}
	}
	return -4
}

func (t *weighed) asBody(f *feature) float64 {
	s := 0.0
	switch {
	case f.Heading:
		s -= 9
	case f.verse():
		s += 3
	case f.run >= 3:
		s++
	}
	if f.Ended {
		s += 2
	}
	if f.note {
		s -= 5
	}
	if f.date {
		s -= 3
	}
	if f.name >= 5 {
		s -= 6
	}
	if f.Letters == 0 {
		s -= 2
	}
	return s
}

func asNote(f *feature) float64 {
	switch {
	case f.Heading:
		return -9
	case f.note:
		return 7
	case manuscript.NoteNumber.MatchString(f.text):
		return 2.5
	case strings.HasPrefix(f.text, "（") && strings.HasSuffix(f.text, "）") && f.runes > 8:
		return 3
	case f.IsRegular():
		return -4
	case f.IsProse():
		return 1
	}
	return -3
}

func (t *weighed) asDropped(k int, f *feature) float64 {
	switch {
	case f.runes > 150: // no line around verse is as long
		return -5
	case manuscript.IsPageLine(f.text), manuscript.URLLine.MatchString(f.text):
		return 7
	case !f.Ended && f.runes <= longHeader && isTableHeader(f.text):
		return 7
	case !f.Ended && manuscript.IsBookLine(f.text):
		return 3
	case f.Heading:
		return 0
	}
	return -5
}

// longHeader bounds the name of a column, in code points.
const longHeader = 24

// isTableHeader holds for the name of a column, as tables in Word have above
// their poems.
func isTableHeader(text string) bool {
	f := intake.FieldNamed(text)
	return f != intake.FieldNone && f != intake.FieldPreface
}

// start scores the role of the first line.
func (t *weighed) start(r role) float64 {
	if r == roleTitle {
		return 1
	}
	return -1
}

// transition scores the step from the line before k to line k.
func (t *weighed) transition(k int, from, to role) float64 {
	f, prev := &t.lines[k], &t.lines[k-1]
	switch {
	case to == roleTitle && from != roleDropped:
		return t.endOfPoem(prev)
	case to == roleAuthor && from == roleTitle && f.gap >= farGap, to == rolePreface && from == roleTitle && f.gap >= farGap:
		return -2
	case to == roleBody && from == roleBody && f.gap == ruleGap:
		return -4
	case to == roleBody && from == roleBody && f.gap == farGap:
		return -1.5
	case to == roleBody && from == roleNote:
		return -5
	case to == roleBody && from == roleDropped:
		return -2
	case to == roleNote && from == roleNote && !f.note && f.gap == 0 && !f.IsRegular():
		return 3
	case to == roleNote && from == roleBody && !f.note:
		return -1
	case to == rolePreface && from == roleDropped, to == roleNote && from == roleDropped, to == roleAuthor && from == roleDropped:
		return -6
	}
	return 0
}

// endOfPoem weighs whether a poem can end with the line.
func (t *weighed) endOfPoem(last *feature) float64 {
	s := -2.0
	switch {
	case strings.HasSuffix(last.text, "，"), strings.HasSuffix(last.text, "；"), strings.HasSuffix(last.text, "、"), strings.HasSuffix(last.text, "："), strings.HasSuffix(last.text, ","):
		s -= 4
	case last.Ended:
		s++
	case last.run >= 4 && last.run%2 == 0 && last.place == last.run-1:
		s++
	}
	return s
}
