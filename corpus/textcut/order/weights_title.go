package order

import (
	"strings"

	"shiyun/corpus/textcut/manuscript"
)

// asTitle weighs whether a line is the title of what follows.
func (t *weighed) asTitle(k int, f *feature) float64 {
	s := t.titleStyle(f) + titleWords(f) + titleLength(f)
	next := t.after(k, 1)
	if next.name > 1 && next.gap == 0 {
		s++
		if next.name >= 3 {
			s += 1.5
		}
		next = t.after(k, 2)
	}
	if next.verse() && !f.verse() {
		s += 2
	}
	return s + titleInRun(f) + t.titleGap(k, f)
}

func (t *weighed) titleStyle(f *feature) float64 {
	switch {
	case f.Heading:
		return 9
	case t.headings && !f.ordinal:
		return -6
	case f.Strong && t.boldTitles:
		return 3
	}
	return 0
}

// titleWords weighs how the line is written.
func titleWords(f *feature) float64 {
	s := 0.0
	parts := manuscript.ReadTitle(f.text, manuscript.Careful)
	switch {
	case f.ordinal:
		s += 5
	case strings.HasPrefix(f.text, "《") || strings.HasPrefix(f.text, "【"):
		s += 5
	case parts.Form != "":
		s += 5
	case parts.Author != "":
		s += 2
	case !f.Marked && strings.ContainsAny(f.text, " \t\u3000") && manuscript.SpacedTitle.MatchString(f.text) && f.Metre() < 5:
		s += 1.5
	}
	if couplet := strings.HasSuffix(f.text, "联") || strings.HasSuffix(f.text, "聯"); couplet && f.runes <= 16 && !f.Marked {
		s += 4
	}
	if parts.Author != "" && strings.Contains(f.text, "《") {
		s++
	}
	if manuscript.Numbering.MatchString(f.text) {
		s += 2.5
	}
	if f.IsRegular() && !strings.HasPrefix(f.text, "《") {
		s -= 5
	}
	switch {
	case f.Ended && !strings.HasSuffix(f.text, "》") && strings.HasSuffix(f.text, "？") || strings.HasSuffix(f.text, "！"):
		s -= 2.5
	case f.Ended:
		s -= 6
	case f.Marked:
		s -= 2
	}
	if f.date {
		s -= 3
	}
	if f.note || f.name >= 5 || manuscript.URLLine.MatchString(f.text) || manuscript.CoupletWord.MatchString(f.text) {
		s -= 6
	}
	return s
}

// titleLength weighs how long the line is. Without a mark in it even a long
// one is hardly verse.
func titleLength(f *feature) float64 {
	unmarked := !f.Marked && !f.Ended
	switch {
	case f.runes <= 8:
		return 1
	case f.runes <= 16:
		return 0.5
	case f.runes <= 30:
		return 0
	case f.runes <= 60 && unmarked:
		return -1
	case f.runes <= 60 || f.runes <= 120 && unmarked:
		return -3
	}
	return -9
}

// titleInRun weighs a line that is as long as the verse around it.
func titleInRun(f *feature) float64 {
	switch {
	case f.run < 3:
		return 0
	case f.place > 0:
		return -5
	case f.run%2 == 1 && f.run >= 5:
		return 2
	case f.run == 3:
		return -1
	}
	return -2.5
}

func (t *weighed) titleGap(k int, f *feature) float64 {
	switch {
	case k == 0:
		return 2
	case f.gap == ruleGap:
		return 3
	case f.gap == farGap:
		return 3
	case f.gap == 1 && t.farApart:
		return -3.5
	case f.gap == 1:
		return 0
	case t.noGaps:
		return -1
	}
	return -3.5
}
