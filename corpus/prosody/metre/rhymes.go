package metre

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// The rules of rhyme.
const (
	OffRhyme       finding.Rule = "off_rhyme"      // 出韵
	NearRhyme      finding.Rule = "near_rhyme"     // 邻韵
	FirstNearRhyme finding.Rule = "first_near"     // 首句借邻韵, 孤雁出群
	LastNearRhyme  finding.Rule = "last_near"      // 孤雁入群
	SameRhyme      finding.Rule = "same_rhyme"     // 重韵
	ClashingRhyme  finding.Rule = "clashing_rhyme" // 撞韵
	UnknownChar    finding.Rule = "unknown"        // 生僻字
	DoubtfulRhyme  finding.Rule = "doubtful_rhyme" // 僻读, 简繁
)

var rhymeRules = []finding.Rule{OffRhyme}

// checkRhymes finds the group that most lines rhyme in, and those that do not.
func (p *poem) checkRhymes() {
	at := p.rhyming()
	group := p.commonest(at)
	if group < 0 {
		return
	}
	p.Rhymes = []int{group}
	in := 0
	if len(at) == 2 && p.isTie(at, group) {
		p.addTie(at)
		return
	}
	for _, line := range at {
		if p.checkRhyme(line, group) {
			in++
		}
	}
	p.Rhyming = float64(in) / float64(len(at))
	if p.FirstRhymes {
		p.checkFirst(group)
	}
	p.checkRepeated(at)
	p.checkClashing(group)
}

// rhyming are the lines that have to rhyme.
func (p *poem) rhyming() (at []int) {
	for i := 1; i < len(p.clauses); i += 2 {
		at = append(at, i)
	}
	return at
}

// commonest returns the rhyme that most of the lines may have, -1 for none.
// What is doubtful counts less, and so does the first line.
func (p *poem) commonest(at []int) int {
	var votes [128]float64
	vote := func(c clause.Char, weight float64) {
		if !p.knows(c) {
			return
		}
		sure, doubtful := c.Sound.By(p.book)
		for _, group := range p.book.Of(sure, p.Rhyme).All() {
			votes[group] += weight
		}
		for _, group := range p.book.Of(doubtful, p.Rhyme).All() {
			votes[group] += weight * 0.6
		}
	}
	for _, line := range at {
		vote(p.clauses[line].Last(), 1)
	}
	if p.FirstRhymes {
		vote(p.clauses[0].Last(), 0.5)
	}
	best := 0
	for group, n := range votes {
		if n > votes[best] {
			best = group
		}
	}
	if votes[best] == 0 {
		return -1
	}
	return best
}

// checkRhyme reports whether a line rhymes in the group.
func (p *poem) checkRhyme(line, group int) bool {
	last := p.clauses[line].Last()
	if !p.knows(last) {
		return true // said to be unknown with the tones
	}
	sure, doubtful := last.Sound.By(p.book)
	name := corpus.Name(p.book.Name(group))
	switch {
	case !sure.And(rhyme.Of(group)).IsEmpty():
		return true
	case !doubtful.And(rhyme.Of(group)).IsEmpty() && last.Sound.Merged:
		p.add(finding.At(last, Merged, finding.Note, corpus.NewMessage("prosody.merged_rhyme", string(last.Rune), name), corpus.Message{}))
		return true
	case !doubtful.And(rhyme.Of(group)).IsEmpty():
		p.add(finding.At(last, DoubtfulRhyme, finding.Note, corpus.NewMessage("prosody.doubtful_rhyme", string(last.Rune), name), corpus.Message{}))
		return true
	case p.isNear(last, group) && line == len(p.clauses)-1 && len(p.clauses) > 4:
		p.add(finding.At(last, LastNearRhyme, finding.Note, corpus.NewMessage("prosody.last_near", string(last.Rune), p.nameOf(last), name), corpus.Message{}))
		p.noteRhyme(last)
		return false
	case p.isNear(last, group):
		p.add(finding.At(last, NearRhyme, finding.Warning, corpus.NewMessage("prosody.near_rhyme", string(last.Rune), p.nameOf(last), name), corpus.NewMessage("prosody.near_rhyme_advice", name)))
		p.noteRhyme(last)
		return false
	}
	if p.last(line).misses(p.Rhyme) {
		// The tone is wrong before the rhyme is: one finding says both.
		p.add(finding.At(last, OffRhyme, finding.Error, corpus.NewMessage("prosody.off_rhyme_tone", string(last.Rune), corpus.Name(p.Rhyme.Opposite().Chinese()), corpus.Name(p.Rhyme.Chinese())), corpus.NewMessage("prosody.rhyme_advice", name)))
		return false
	}
	p.add(finding.At(last, OffRhyme, finding.Error, corpus.NewMessage("prosody.off_rhyme", string(last.Rune), p.nameOf(last), name), corpus.NewMessage("prosody.rhyme_advice", name)))
	return false
}

// isTie reports whether two lines do not rhyme with each other and the first
// takes no side: which of them is wrong cannot be told.
func (p *poem) isTie(at []int, group int) bool {
	in := 0
	for _, line := range []int{0, at[0], at[1]} {
		last := p.clauses[line].Last()
		if line == 0 && !p.FirstRhymes {
			continue
		}
		if !p.knows(last) || p.last(line).misses(p.Rhyme) {
			return false
		}
		sure, doubtful := last.Sound.By(p.book)
		if !sure.Or(doubtful).And(rhyme.Of(group)).IsEmpty() {
			in++
		}
	}
	return in == 1
}

// addTie says of both lines that they do not rhyme.
func (p *poem) addTie(at []int) {
	p.Rhyming = 0.5
	near := p.isNear(p.clauses[at[0]].Last(), p.Rhymes[0]) && p.isNear(p.clauses[at[1]].Last(), p.Rhymes[0])
	for i, line := range at {
		last := p.clauses[line].Last()
		own, other := p.nameOf(last), p.nameOf(p.clauses[at[1-i]].Last())
		if near {
			p.add(finding.At(last, NearRhyme, finding.Warning, corpus.NewMessage("prosody.near_rhyme", string(last.Rune), own, other), corpus.NewMessage("prosody.near_rhyme_advice", other)))
			continue
		}
		p.add(finding.At(last, OffRhyme, finding.Error, corpus.NewMessage("prosody.off_rhyme", string(last.Rune), own, other), corpus.NewMessage("prosody.rhyme_advice", other)))
	}
	if near {
		p.noteRhyme(p.clauses[at[0]].Last())
		p.noteRhyme(p.clauses[at[1]].Last())
	}
}

// nameOf returns the names of the rhymes of a character in the poem's tone.
func (p *poem) nameOf(c clause.Char) corpus.Name {
	sure, doubtful := c.Sound.By(p.book)
	of := p.book.Of(sure, p.Rhyme)
	if of.IsEmpty() {
		of = p.book.Of(sure.Or(doubtful), rhyme.Either)
	}
	return corpus.Name(p.book.Name(of.First()))
}

func (p *poem) noteRhyme(c clause.Char) {
	sure, _ := c.Sound.By(p.book)
	if first := p.book.Of(sure, p.Rhyme).First(); first >= 0 && !slices.Contains(p.Rhymes, first) {
		p.Rhymes = append(p.Rhymes, first)
	}
}

// isNear reports whether a character rhymes with the others in 词林正韵, whose
// parts join the neighbouring groups of 平水韵.
func (p *poem) isNear(c clause.Char, group int) bool {
	if p.book != rhyme.Pingshui {
		return false
	}
	common := rhyme.Set{^uint64(0), ^uint64(0)}
	for _, line := range p.rhyming() {
		other := p.clauses[line].Last()
		if !p.knows(other) {
			continue
		}
		if sure, _ := other.Sound.By(p.book); !sure.And(rhyme.Of(group)).IsEmpty() {
			wide, doubtful := other.Sound.By(rhyme.Cilin)
			common = common.And(wide.Or(doubtful))
		}
	}
	own, _ := c.Sound.By(rhyme.Cilin)
	return !rhyme.Cilin.Of(own.And(common), p.Rhyme).IsEmpty()
}

// checkFirst looks at a first line that ends in the tone of the rhyme: it may
// rhyme in a neighbouring group.
func (p *poem) checkFirst(group int) {
	last := p.clauses[0].Last()
	if !p.knows(last) {
		return
	}
	sure, doubtful := last.Sound.By(p.book)
	name := corpus.Name(p.book.Name(group))
	switch {
	case !sure.Or(doubtful).And(rhyme.Of(group)).IsEmpty():
	case p.isNear(last, group):
		p.add(finding.At(last, FirstNearRhyme, finding.Note, corpus.NewMessage("prosody.first_near", string(last.Rune), p.nameOf(last), name), corpus.Message{}))
		p.noteRhyme(last)
	case p.last(0).misses(p.Rhyme.Opposite()):
		p.add(finding.At(last, OffRhyme, finding.Error, corpus.NewMessage("prosody.first_off", string(last.Rune), corpus.Name(p.Rhyme.Chinese()), name), corpus.NewMessage("prosody.first_off_advice", corpus.Name(p.Rhyme.Opposite().Chinese()), name)))
	default:
		p.FirstRhymes = false // it can be read in the other tone
		p.Patterns[0] = pattern(p.seconds[0], p.end(0), p.Length)
	}
}

// checkRepeated finds a character that rhymes twice.
func (p *poem) checkRepeated(at []int) {
	var seen []rune
	if p.FirstRhymes {
		at = append([]int{0}, at...)
	}
	for _, line := range at {
		last := p.clauses[line].Last()
		if slices.Contains(seen, last.Rune) {
			p.add(finding.At(last, SameRhyme, finding.Warning, corpus.NewMessage("prosody.same_rhyme", string(last.Rune)), corpus.NewMessage("prosody.same_rhyme_advice")))
		}
		seen = append(seen, last.Rune)
	}
}

// checkClashing finds lines that do not rhyme and end in the vowel of the rhyme
// in another tone, which blurs it.
func (p *poem) checkClashing(group int) {
	of := rhyme.Xinyun
	if p.book.Modern() {
		of = p.book
	}
	var vowel rhyme.Set
	for _, line := range p.rhyming() {
		if last := p.clauses[line].Last(); p.knows(last) {
			rhymes, _ := last.Sound.By(of)
			if vowel.IsEmpty() {
				vowel = rhymes
			} else if both := vowel.And(rhymes); !both.IsEmpty() {
				vowel = both
			}
		}
	}
	vowel = of.BothTones(of.Of(vowel, p.Rhyme))
	for i := 2; i < len(p.clauses); i += 2 {
		last := p.clauses[i].Last()
		if !p.knows(last) || p.last(i).misses(p.Rhyme.Opposite()) {
			continue
		}
		rhymes, _ := last.Sound.By(of)
		if p.last(i).is(p.Rhyme.Opposite()) && vowel.Len() <= 2 && !rhymes.IsEmpty() && rhymes.Without(vowel).IsEmpty() {
			p.add(finding.At(last, ClashingRhyme, finding.Note, corpus.NewMessage("prosody.clashing_rhyme", string(last.Rune)), corpus.Message{}))
		}
	}
}

func (p *poem) add(f finding.Finding) { p.Findings = append(p.Findings, f) }
