package metre

import (
	"shiyun/corpus/prosody/rhyme"
)

// The weights of what is wrong with a line, and of a skeleton that does not go
// on from one line to the next (失对, 失粘): dearer than one wrong character,
// cheaper than a line in which every place that counts is wrong.
const (
	wrongKey   = 1.0
	wrongThird = 0.5 // 三平尾, 孤平
	oddThird   = 0.25
	doubt      = 0.2 // a rare reading, or one of the other script
	brokenOff  = 1.4
	unheard    = 1.2 // a first line that rhymes, read so that it does not
)

// pattern returns the tones of a line by those of its second character (of the
// last five) and of its end. They settle the rest: 仄仄平平仄, 平平仄仄平,
// 平平平仄仄, 仄仄仄平平.
func pattern(second, end rhyme.Tone, length int) []rhyme.Tone {
	five := []rhyme.Tone{second, second, end.Opposite(), second.Opposite(), end}
	if length == 5 {
		return five
	}
	return append([]rhyme.Tone{second.Opposite(), second.Opposite()}, five...)
}

// Loosen returns the tones of a line with Either where the metre leaves a place
// free: 中仄中平仄, 平平中仄平, 中平平仄仄, 中仄仄平平, and the first of seven.
func Loosen(tones []rhyme.Tone) []rhyme.Tone {
	loose := append([]rhyme.Tone{}, tones...)
	core := len(tones) - 5
	second, end := tones[core+1], tones[core+4]
	if core > 0 {
		loose[0] = rhyme.Either
	}
	if second != rhyme.Level || end != rhyme.Level {
		loose[core] = rhyme.Either
	}
	if second == end {
		loose[core+2] = rhyme.Either
	}
	return loose
}

// weigh returns what a line costs as one of the second tone and end.
func (p *poem) weigh(line int, second, end rhyme.Tone) (cost float64) {
	t := p.tones[line]
	key := func(at int, want rhyme.Tone) {
		switch {
		case t[at].misses(want):
			cost += wrongKey
		case t[at].sure&want == 0:
			cost += doubt
		}
	}
	if p.core == 2 {
		key(1, second.Opposite())
	}
	key(p.core+1, second)
	key(p.core+4, end)
	if p.isTwisted(line, second, end) {
		return cost
	}
	if p.isGreatTwist(line, second, end) {
		if p.isRescued(line) {
			return cost + oddThird
		}
		return cost + wrongKey
	}
	if p.isFirstTwist(line, second, end) {
		return cost + wrongThird
	}
	key(p.core+3, second.Opposite())
	switch {
	case p.isThreeLevel(line, second, end), p.isLoneLevel(line, second, end):
		cost += wrongThird
	case p.isThreeOblique(line, second, end):
		cost += oddThird
	}
	return cost
}

// isTwisted reports whether a line is 平平仄平仄 for 平平平仄仄 (特拗), as good
// as the other.
func (p *poem) isTwisted(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return second == rhyme.Level && end == rhyme.Oblique && t[3].misses(rhyme.Oblique) && t[2].sure&rhyme.Oblique != 0
}

// isFirstTwist reports whether a first line is 仄仄平仄平 for 仄仄仄平平, as
// 八月湖水平 is.
func (p *poem) isFirstTwist(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return line == 0 && p.Rhyme == rhyme.Level && second == rhyme.Oblique && end == rhyme.Level &&
		t[2].misses(rhyme.Oblique) && t[3].misses(rhyme.Level)
}

// isGreatTwist reports whether the fourth character of 仄仄平平仄 is oblique
// (大拗), which the next line has to make good.
func (p *poem) isGreatTwist(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return p.Rhyme == rhyme.Level && second == rhyme.Oblique && end == rhyme.Oblique && t[3].misses(rhyme.Level)
}

// isRescued reports whether the third character of the next line is level
// (对句救).
func (p *poem) isRescued(line int) bool {
	return line%2 == 0 && line+1 < len(p.clauses) && p.tones[line+1][p.core+2].may&rhyme.Level != 0
}

// isThreeLevel reports whether a line ends in three level tones (三平尾).
func (p *poem) isThreeLevel(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return second == rhyme.Oblique && end == rhyme.Level && t[2].misses(rhyme.Oblique)
}

// isThreeOblique reports whether a line ends in three oblique tones (三仄尾).
func (p *poem) isThreeOblique(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return second == rhyme.Level && end == rhyme.Oblique && t[2].misses(rhyme.Level)
}

// isLoneLevel reports whether 平平仄仄平 has a level tone alone but for its
// rhyme (孤平): 仄平仄仄平.
func (p *poem) isLoneLevel(line int, second, end rhyme.Tone) bool {
	t := p.tones[line][p.core:]
	return p.Rhyme == rhyme.Level && second == rhyme.Level && end == rhyme.Level && t[0].misses(rhyme.Level) && t[2].misses(rhyme.Level)
}

// path is the cheapest way to a line with one second tone.
type path struct {
	cost float64
	from int // second tone of the line before
}

// tonesOf are the second tones by their places in paths.
var tonesOf = [2]rhyme.Tone{rhyme.Level, rhyme.Oblique}

// layOut finds the cheapest skeleton: the second tone of each line, and whether
// the first line rhymes.
func (p *poem) layOut() {
	n := len(p.clauses)
	paths := make([][2]path, n)
	firstRhymes := [2]bool{}
	for s, second := range tonesOf {
		rhymes, not := p.weigh(0, second, p.Rhyme), p.weigh(0, second, p.Rhyme.Opposite())
		if p.firstMayRhyme() {
			not += unheard
		}
		firstRhymes[s] = rhymes < not || rhymes == not && p.core == 2
		paths[0][s].cost = min(rhymes, not)
	}
	for i := 1; i < n; i++ {
		for s, second := range tonesOf {
			end := p.Rhyme
			if i%2 == 0 {
				end = end.Opposite()
			}
			goesOn, breaks := s, 1-s // 粘: as the line before
			if i%2 == 1 {
				goesOn, breaks = 1-s, s // 对: the other
			}
			paths[i][s] = path{paths[i-1][goesOn].cost, goesOn}
			if other := paths[i-1][breaks].cost + brokenOff; other < paths[i][s].cost {
				paths[i][s] = path{other, breaks}
			}
			paths[i][s].cost += p.weigh(i, second, end)
		}
	}
	p.follow(paths, firstRhymes)
}

// firstMayRhyme reports whether the first line can rhyme with the second.
func (p *poem) firstMayRhyme() bool {
	first, second := p.clauses[0].Last().Sound, p.clauses[1].Last().Sound
	if first == nil || second == nil {
		return false
	}
	a, _ := first.By(p.book)
	b, _ := second.By(p.book)
	return !p.book.Of(a.And(b), p.Rhyme).IsEmpty()
}

// follow goes the cheapest path back from the last line.
func (p *poem) follow(paths [][2]path, firstRhymes [2]bool) {
	n := len(paths)
	at := 0
	if paths[n-1][1].cost < paths[n-1][0].cost {
		at = 1
	}
	p.Faults = paths[n-1][at].cost / float64(n)
	p.seconds, p.broken = make([]rhyme.Tone, n), make([]bool, n)
	for i := n - 1; i >= 0; i-- {
		p.seconds[i] = tonesOf[at]
		if i > 0 {
			from := paths[i][at].from
			p.broken[i] = (from == at) == (i%2 == 1)
			at = from
		}
	}
	p.FirstRhymes = firstRhymes[at]
	p.Opening = p.seconds[0]
	if p.core == 2 {
		p.Opening = p.Opening.Opposite()
	}
	for i := range n {
		p.Patterns = append(p.Patterns, pattern(p.seconds[i], p.end(i), p.Length))
	}
}

// end returns the tone that a line ought to end in.
func (p *poem) end(line int) rhyme.Tone {
	if line%2 == 1 || line == 0 && p.FirstRhymes {
		return p.Rhyme
	}
	return p.Rhyme.Opposite()
}
