// Package metre checks regulated verse (绝句, 律诗, 排律): lines of five or of
// seven characters whose tones follow one of four skeletons, with one rhyme.
//
// All skeletons are weighed together and the cheapest is taken, so that one
// wrong tone in the first line does not make every other line wrong.
package metre

import (
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// Result is what a check of regulated verse found.
type Result struct {
	Book   rhyme.Book
	Length int        // characters of a line: 5 or 7
	Rhyme  rhyme.Tone // whether it rhymes in level or in oblique tones
	// Opening is the tone of the second character (平起, 仄起), and FirstRhymes
	// whether the first line rhymes too (首句入韵).
	Opening     rhyme.Tone
	FirstRhymes bool
	Rhymes      []int // of the book, the poem's own first
	// Patterns are the tones each line ought to have.
	Patterns [][]rhyme.Tone
	// RhymeOK and MetreOK report whether no fault was found.
	RhymeOK, MetreOK bool
	// Faults weighs the wrong tones per line, and Rhyming is the share of the
	// lines that ought to rhyme and do.
	Faults, Rhyming float64
	Findings        []finding.Finding
}

// Regular reports whether the verse is regulated at all: old-style verse
// (古风) of the same shape has far more faults. Six lines are of no form, and of
// ten or more that are old-style a few keep to the tones by chance.
func (r *Result) Regular() bool {
	return len(r.Patterns) != 6 && r.Rhyme == rhyme.Level && r.Faults <= mostFaults && r.Rhyming >= leastRhyming
}

// What regulated verse keeps to, measured on 唐诗三百首 and 千家诗.
const (
	mostFaults   = 0.2
	leastRhyming = 0.75
)

// Suits reports whether clauses have the shape of regulated verse: four or
// more, an even number, of five or of seven characters each.
func Suits(clauses []clause.Clause) bool {
	length := clause.Even(clauses)
	return (length == 5 || length == 7) && len(clauses) >= 4 && len(clauses)%2 == 0
}

// Check checks clauses that Suits.
func Check(clauses []clause.Clause, book rhyme.Book) *Result {
	v := &poem{clauses: clauses, book: book, core: len(clauses[0].Chars) - 5}
	v.hear()
	v.Result = Result{Book: book, Length: v.core + 5, Rhyme: v.rhymeTone()}
	v.layOut()
	v.checkRhymes()
	v.checkTones()
	v.RhymeOK = !finding.Has(v.Findings, finding.Error, rhymeRules...)
	v.MetreOK = !finding.Has(v.Findings, finding.Error, toneRules...)
	return &v.Result
}

// poem is verse being checked.
type poem struct {
	Result
	clauses []clause.Clause
	book    rhyme.Book
	core    int      // where the last five characters of a line begin
	tones   [][]tone // of each line and character
	seconds []rhyme.Tone
	broken  []bool // before which lines the skeleton does not go on
}

// tone is what a character's tone is for sure and what it may be.
type tone struct{ sure, may rhyme.Tone }

// misses reports whether the character cannot have the tone.
func (t tone) misses(want rhyme.Tone) bool { return t.may&want == 0 }

// is reports whether the character has that tone and no other.
func (t tone) is(only rhyme.Tone) bool { return t.sure == only }

func (p *poem) hear() {
	p.tones = make([][]tone, len(p.clauses))
	all := make([]tone, len(p.clauses)*len(p.clauses[0].Chars))
	for i, c := range p.clauses {
		p.tones[i], all = all[:len(c.Chars)], all[len(c.Chars):]
		for j, char := range c.Chars {
			p.tones[i][j] = toneOf(char, p.book)
		}
	}
}

// knows reports whether the book has the character.
func (p *poem) knows(char clause.Char) bool {
	if char.Sound == nil {
		return false
	}
	rhymes, doubtful := char.Sound.By(p.book)
	return !rhymes.Or(doubtful).IsEmpty()
}

func toneOf(char clause.Char, book rhyme.Book) tone {
	if char.Sound == nil {
		return tone{rhyme.Either, rhyme.Either}
	}
	rhymes, doubtful := char.Sound.By(book)
	if rhymes.IsEmpty() && doubtful.IsEmpty() {
		return tone{rhyme.Either, rhyme.Either}
	}
	sure := book.Tones(rhymes)
	return tone{sure, sure | book.Tones(doubtful)}
}

// rhymeTone returns the tone that more of the lines end in which ought to
// rhyme.
func (p *poem) rhymeTone() rhyme.Tone {
	level, oblique := 0, 0
	for i := 1; i < len(p.clauses); i += 2 {
		last := p.last(i)
		if last.sure&rhyme.Level != 0 {
			level++
		}
		if last.sure&rhyme.Oblique != 0 {
			oblique++
		}
	}
	if oblique > level {
		return rhyme.Oblique
	}
	return rhyme.Level
}

func (p *poem) last(line int) tone { return p.tones[line][p.core+4] }
