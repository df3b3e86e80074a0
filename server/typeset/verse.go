// Package typeset lays verse out for pages: into couplets, stanzas, paragraphs
// or sides by its form, and into clauses, which fall below each other where
// the screen is too narrow for the line; and texts into what matched a search
// and what did not.
package typeset

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/server/lang"
)

// Verse is a poem's text laid out for its form.
type Verse struct {
	Shape  string // classes of the style that sets it
	Fit    string // classes of the style that sizes it, see fitOf; "" for none
	Lang   string // of the text, as BCP 47 has it
	Tune   string // to stand above; "" where the title names it
	Groups []Group
}

// Group is a couplet, a stanza, a paragraph or one side of a pair, by shape.
type Group struct {
	Lines []Line
	// Parting is set where a stanza begins that is not the first.
	Parting bool
}

// Line is a line with its clauses, which fall below each other where the
// screen is too narrow for the whole.
type Line struct {
	N       int
	Clauses []string
}

// The shapes. Each has its rules in the styles.
const (
	shapeCouplets = "couplets"  // regulated verse, two lines to a couplet
	shapeStanzas  = "stanzas"   // 词, 曲, 古风: by stanza
	shapeProse    = "prose"     // 辞赋: paragraphs
	shapePair     = "pair"      // 楹联: two sides
	shapeHung     = "pair hung" // its sides upright beside each other, as on a door
	shapeFree     = "free"      // 新诗: its own breaks and indents
)

var shapes = map[corpus.Form]string{
	corpus.FormWujue: shapeCouplets, corpus.FormQijue: shapeCouplets, corpus.FormWulu: shapeCouplets, corpus.FormQilu: shapeCouplets,
	corpus.FormPailu: shapeCouplets, corpus.FormGufeng: shapeStanzas, corpus.FormCi: shapeStanzas, corpus.FormQu: shapeStanzas,
	corpus.FormFu: shapeProse, corpus.FormYinglian: shapePair,
}

// Versify lays a poem out.
func Versify(p corpus.Poem) Verse {
	v := Verse{Shape: shapes[p.Form], Lang: lang.Of(p.Body)}
	if v.Shape == "" {
		v.Shape = shapeFree
	}
	lines := verse.Lines(p.Body)
	switch v.Shape {
	case shapeCouplets:
		v.Groups = groupsOf(verse.Stanzas(lines), verse.Couplets)
	case shapePair:
		if v.Groups = groupsOf(verse.Sides(lines), whole); canHang(v.Groups) {
			v.Shape = shapeHung
		}
	default:
		v.Groups = groupsOf(verse.Stanzas(lines), whole)
	}
	if !strings.Contains(p.Title, p.Tune) {
		v.Tune = p.Tune
	}
	v.Fit = fitOf(v)
	return v
}

// longestSide is what stands upright on the screen of a phone in large type,
// in characters. Longer sides, which would be read in many columns, lie.
const longestSide = 13

func canHang(sides []Group) bool {
	for _, side := range sides {
		if len(side.Lines) != 1 || utf8.RuneCountInString(strings.Join(side.Lines[0].Clauses, "")) > longestSide {
			return false
		}
	}
	return len(sides) == 2
}

// groupsOf cuts each stanza into groups of lines.
func groupsOf(stanzas [][]verse.Line, cut func([]verse.Line) [][]verse.Line) []Group {
	var groups []Group
	for _, stanza := range stanzas {
		for i, lines := range cut(stanza) {
			g := Group{Parting: i == 0 && lines[0].Stanza > 1}
			for _, line := range lines {
				g.Lines = append(g.Lines, setLine(line))
			}
			groups = append(groups, g)
		}
	}
	return groups
}

// whole is the stanza as one group.
func whole(stanza []verse.Line) [][]verse.Line { return [][]verse.Line{stanza} }

func setLine(line verse.Line) Line {
	set := Line{N: line.N}
	for _, clause := range line.Clauses() {
		set.Clauses = append(set.Clauses, clause.Text)
	}
	return set
}

// Stretch is a part of verse, or of its punctuation, which is shown paler
// than the words. It is text like any other to those who copy or hear it.
type Stretch struct {
	Text string
	Stop bool
}

// Stretches cuts a text at its punctuation. The parts together are the text.
func Stretches(text string) []Stretch {
	var all []Stretch
	start, last := 0, false
	for i, r := range text {
		stop := verse.MarkOf(r).Has(verse.Printed)
		if stop != last && i > start {
			all, start = append(all, Stretch{text[start:i], last}), i
		}
		last = stop
	}
	if start < len(text) {
		all = append(all, Stretch{text[start:], last})
	}
	return all
}
