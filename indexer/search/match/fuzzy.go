package match

import (
	"slices"
	"unicode/utf8"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// What a mistake costs. A character that sounds the same is what voice input
// and pinyin keyboards leave behind, and hardly counts.
const (
	costSame  = 1 // another character, the same sound
	costAlike = 2 // a sound merged with it here
	// What was left out: less than a mistake, so that a line with all that was
	// typed comes before one that lacks some of it.
	costOmitted = 60
	CostMistake = 64 // wrong, added or swapped
)

// fuzzyFinder finds a run with some mistakes in it.
type fuzzyFinder struct {
	*Mistakes
	rows [3][]cell // the last rows of the table, kept between poems
	last []int     // where each of chars was met last, in code points; -1 for nowhere
}

// Mistakes are what every character costs at every place of a run. They do not
// change once made, and all readers of a search share them.
type Mistakes struct {
	run  []rune
	most int // how many mistakes the run may hold
	// chars are the run's different characters, of which all but lack must be
	// right; places[r] is the place of r among them, from 1. wide of them lie
	// beyond the basic plane and have none.
	chars      []rune
	lack, wide int
	places     [1 << 16]uint16
	// kinds sorts characters by what they cost: costs[kinds[r]]. Kind 0 is
	// everything that is a mistake everywhere.
	kinds [1 << 16]uint16
	costs [][]int32
}

// cell is the least cost of matching a beginning of the run so that it ends
// here, and where that match starts.
type cell struct{ cost, start int32 }

// mostMistakes returns how many mistakes a run of so many characters may hold.
// A run of one or two has none to spare: every one would match everything.
func mostMistakes(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 7:
		return 1
	case length < 12:
		return 2
	}
	return 3
}

// mostHomophones returns how many of its characters may be another of the same
// sound besides.
func mostHomophones(length int) int {
	switch {
	case length < 2:
		return 0
	case length < 4:
		return 1
	}
	return 2
}

func newMistakes(run string, known func(rune) bool) *Mistakes {
	m := &Mistakes{run: []rune(run)}
	m.most = mostMistakes(len(m.run))
	for _, r := range m.run {
		if !slices.Contains(m.chars, r) {
			m.chars = append(m.chars, r)
			if r < 1<<16 {
				m.places[r] = uint16(len(m.chars))
			} else {
				m.wide++
			}
		}
	}
	// At least two characters must be right, or everything is a candidate.
	m.lack = max(0, min(max(m.most, mostHomophones(len(m.run))), len(m.chars)-2))
	m.costs = [][]int32{m.wrongEverywhere()}
	for i, r := range m.run {
		for _, reading := range pinyin.Readings(r) {
			for _, sound := range pinyin.Alike(reading) {
				cost := int32(costAlike)
				if sound == reading {
					cost = costSame
				}
				for _, other := range pinyin.Runes(sound) {
					if known(other) {
						m.lower(other, i, cost)
					}
				}
			}
		}
		m.lower(r, i, 0)
	}
	return m
}

// NewFuzzy finds a run with some mistakes in it.
func NewFuzzy(m *Mistakes) Finder {
	f := &fuzzyFinder{Mistakes: m, last: make([]int, len(m.chars))}
	for i := range f.rows {
		f.rows[i] = make([]cell, len(f.run)+1)
	}
	return f
}

// Propose wants the poems that have all but a few of the characters.
func (f *fuzzyFinder) Propose() engine.Expr {
	chars := make([]engine.Expr, len(f.chars))
	for i, r := range f.chars {
		chars[i] = engine.Has(engine.Char, string(r))
	}
	return engine.MinShouldMatch(len(chars)-f.lack, chars...)
}

// hasEnough reports whether as many of the characters as must be right stand
// close enough together, and whether the text has something to put in most
// places of the run: most texts that have them have them far apart, and looking
// first is a tenth of the work of aligning.
func (f *fuzzyFinder) hasEnough(text string) bool {
	for i := range f.last {
		f.last[i] = -1
	}
	close, fitting := false, f.wide
	// What is left out of the run lengthens the place: see costOmitted.
	longest := len(f.run) + (f.most*CostMistake+len(f.run)*costAlike)/costOmitted
	at, least := 0, len(f.chars)-f.lack-f.wide
	for _, r := range text {
		if r < 1<<16 && f.kinds[r] > 0 {
			fitting++
			if f.places[r] > 0 {
				f.last[f.places[r]-1] = at
				close = close || f.countSince(at-longest) >= least
			}
			if close && fitting >= len(f.run)-f.most {
				return true
			}
		}
		at++
	}
	return least <= 0 && fitting >= len(f.run)-f.most
}

// countSince counts the characters that have last been met after a place.
func (f *fuzzyFinder) countSince(place int) int {
	n := 0
	for _, at := range f.last {
		if at >= 0 && at > place {
			n++
		}
	}
	return n
}

// Find aligns the run with every place of the text and takes the cheapest.
// The table has a column for every character of the run and a row for every
// one of the text; a cell knows where its match started.
func (f *fuzzyFinder) Find(p *texts.Poem, field query.Field) (Span, bool) {
	best := Span{Cost: f.most*CostMistake + len(f.run)*costAlike + 1}
	found := false
	for _, section := range sections(p, field) {
		if !f.hasEnough(section.text) {
			continue
		}
		if s, ok := f.align(section, best.Cost); ok {
			best, found = s, true
		}
	}
	if !found {
		return Span{}, false
	}
	best.Tier = Near
	if best.Cost < costOmitted {
		best.Tier = Sound
	}
	return best, true
}

// align returns the cheapest match that costs less than limit.
func (f *fuzzyFinder) align(s section, limit int) (Span, bool) {
	before, last, row := f.rows[0], f.rows[1], f.rows[2]
	for j := range last {
		last[j] = cell{int32(j) * CostMistake, 0}
	}
	found := false
	best := Span{Cost: limit}
	var previous rune
	for i, r := range s.text {
		at := int32(i)
		costs := f.costsOf(r)
		row[0] = cell{0, at}
		for j := 1; j < len(row); j++ {
			c := cell{last[j-1].cost + costs[j-1], last[j-1].start}
			if j == 1 {
				c.start = at
			}
			c = cheaper(c, cell{last[j].cost + costOmitted, last[j].start})
			c = cheaper(c, cell{row[j-1].cost + CostMistake, row[j-1].start})
			if j > 1 && f.run[j-2] == r && f.run[j-1] == previous && r != previous {
				c = cheaper(c, f.swapped(before, j, at, previous))
			}
			row[j] = c
		}
		if end := row[len(f.run)]; int(end.cost) < best.Cost {
			best = Span{Start: s.at + int(end.start), End: s.at + i + utf8.RuneLen(r), Cost: int(end.cost)}
			found = true
		}
		before, last, row, previous = last, row, before, r
	}
	return best, found
}

// swapped returns the cell for the run's (j-1)-th and j-th characters standing the
// other way round.
func (f *fuzzyFinder) swapped(before []cell, j int, at int32, previous rune) cell {
	c := cell{before[j-2].cost + CostMistake, before[j-2].start}
	if j == 2 {
		c.start = at - int32(utf8.RuneLen(previous))
	}
	return c
}

func cheaper(a, b cell) cell {
	if b.cost < a.cost {
		return b
	}
	return a
}

// wrongEverywhere is what a character costs that fits no place.
func (m *Mistakes) wrongEverywhere() []int32 {
	costs := make([]int32, len(m.run))
	for i := range costs {
		costs[i] = CostMistake
	}
	return costs
}

// lower sets the cost of reading r where the run has its i-th character.
// Characters beyond the basic plane are mistakes everywhere.
func (m *Mistakes) lower(r rune, i int, cost int32) {
	if r >= 1<<16 {
		return
	}
	if m.kinds[r] == 0 {
		m.kinds[r] = uint16(len(m.costs))
		m.costs = append(m.costs, m.wrongEverywhere())
	}
	kind := m.costs[m.kinds[r]]
	kind[i] = min(kind[i], cost)
}

func (m *Mistakes) costsOf(r rune) []int32 {
	if r >= 1<<16 {
		return m.costs[0]
	}
	return m.costs[m.kinds[r]]
}
