package texts

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Opening is a title or a clause, the beginning of which may have been typed.
type Opening struct {
	Poem   *Poem
	Clause int // -1 for the title
}

// Text is what the opening begins; it goes on to the end of the title or of
// the poem.
func (o Opening) Text() string {
	if o.Clause < 0 {
		return o.Poem.Title()
	}
	return o.Poem.Text[o.Poem.Clauses[o.Clause].At():]
}

// Kind is a kind of opening.
type Kind int

// The kinds of opening.
const (
	Titles Kind = iota
	Clauses
)

// openings are those of one kind of a page's poems, in two orders: 16 bytes
// each, some 70 MB for 350,000 poems. Sorting costs a
// page two milliseconds when it is first asked.
type openings struct {
	written []place  // by the first characters
	firsts  []first  // where in written each first character begins
	spelled []spelt  // by the first two initials
	pairs   []uint32 // where in spelled each pair of initials begins, and the end
}

// place is a poem's slot in its page, and the number of the clause.
type place uint32

const clauseBits = 22

func placeOf(slot, clause int) place { return place(slot<<clauseBits | clause) }

// first is a character that openings begin with, and where they start.
type first struct{ char, from uint32 }

// spelt is a place with the first two characters and the six initials after
// them, so that most of a bucket is passed over without looking at a text.
type spelt struct {
	place place
	chars uint32
	rest  uint32
}

const (
	alphabet   = 27 // initials, with 0 for none
	letterBits = 5
	restOf     = 6 // initials in spelt.rest
)

// SpelledMost is how many sets Spelled reads at most.
const SpelledMost = 2 + restOf

func newOpenings(poems *[pageSize]*Poem, kind Kind) *openings {
	o := &openings{pairs: make([]uint32, alphabet*alphabet+1)}
	var places []place
	for slot, p := range poems {
		switch {
		case p == nil:
		case kind == Titles:
			places = append(places, placeOf(slot, 0))
		default:
			for n := range p.Clauses[:min(len(p.Clauses), 1<<clauseBits)] {
				places = append(places, placeOf(slot, n))
			}
		}
	}
	o.sortWritten(poems, places, kind)
	o.sortSpelled(poems, places, kind)
	return o
}

func (o *openings) sortWritten(poems *[pageSize]*Poem, places []place, kind Kind) {
	type keyed struct {
		key   uint64
		place place
	}
	keys := make([]keyed, len(places))
	for i, at := range places {
		keys[i] = keyed{beginning(at.of(poems, kind).Text()), at}
	}
	slices.SortFunc(keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.place, b.place)) })
	o.written = make([]place, len(keys))
	for i, k := range keys {
		o.written[i] = k.place
		if char := uint32(k.key >> 48); len(o.firsts) == 0 || o.firsts[len(o.firsts)-1].char != char {
			o.firsts = append(o.firsts, first{char, uint32(i)})
		}
	}
	o.firsts = slices.Clip(append(o.firsts, first{1 << 16, uint32(len(keys))}))
}

// sortSpelled counts how many openings there are of every pair of initials,
// then puts each where its pair stands.
func (o *openings) sortSpelled(poems *[pageSize]*Poem, places []place, kind Kind) {
	pairs, list := make([]uint16, len(places)), make([]spelt, len(places))
	for i, at := range places {
		pairs[i], list[i] = spell(at.of(poems, kind).Text())
		list[i].place = at
		o.pairs[pairs[i]+1]++
	}
	for i := range o.pairs[1:] {
		o.pairs[i+1] += o.pairs[i]
	}
	next := slices.Clone(o.pairs)
	o.spelled = make([]spelt, len(places))
	for i, one := range list {
		o.spelled[next[pairs[i]]] = one
		next[pairs[i]]++
	}
}

func (at place) of(poems *[pageSize]*Poem, kind Kind) Opening {
	clause := int(at & (1<<clauseBits - 1))
	if kind == Titles {
		clause = -1
	}
	return Opening{poems[at>>clauseBits], clause}
}

// beginning is the first four characters in order of code points. Beyond the
// basic plane all are alike: who reads the order decides on the text.
func beginning(text string) uint64 {
	key := uint64(0)
	for range 4 {
		r, size := utf8.DecodeRuneInString(text)
		if size == 0 {
			r = 0
		}
		key, text = key<<16|uint64(min(r, 0xFFFF)), text[size:]
	}
	return key
}

// spell gives the first two initials as one number, and what else is kept.
func spell(text string) (pair uint16, s spelt) {
	for i := range 2 + restOf {
		r, size := utf8.DecodeRuneInString(text)
		letter := letterOf(r)
		if size == 0 {
			r, letter = 0, 0
		}
		text = text[size:]
		if i < 2 {
			pair, s.chars = pair*alphabet+uint16(letter), s.chars<<16|uint32(min(r, 0xFFFF))
		} else {
			s.rest = s.rest<<letterBits | uint32(letter)
		}
	}
	return pair, s
}

// Written calls fn with the openings of a kind that begin with a folded run,
// until it returns false.
func (s *Snapshot) Written(kind Kind, run string, fn func(Opening) bool) {
	least := beginning(run)
	most := least
	for n := utf8.RuneCountInString(run); n < 4; n++ {
		most |= 0xFFFF << (16 * (3 - n))
	}
	s.eachPage(func(p *page) bool {
		o := p.openings[kind]()
		from, to := o.beginningWith(uint32(least >> 48))
		text := func(at place) string { return at.of(p.poems(), kind).Text() }
		part := o.written[from:to]
		skip, _ := slices.BinarySearchFunc(part, least, func(at place, key uint64) int { return cmp.Compare(beginning(text(at)), key) })
		for _, at := range part[skip:] {
			opening := at.of(p.poems(), kind)
			if beginning(opening.Text()) > most {
				break
			}
			if strings.HasPrefix(opening.Text(), run) && !fn(opening) {
				return false
			}
		}
		return true
	})
}

// StartingWith calls fn with the openings of a kind whose first character is
// one of the set, or beyond the basic plane, until it returns false.
func (s *Snapshot) StartingWith(kind Kind, set func(rune) bool, fn func(Opening) bool) {
	s.eachPage(func(p *page) bool {
		o := p.openings[kind]()
		for i, f := range o.firsts[:len(o.firsts)-1] {
			if f.char != 0xFFFF && !set(rune(f.char)) {
				continue
			}
			for _, at := range o.written[f.from:o.firsts[i+1].from] {
				if !fn(at.of(p.poems(), kind)) {
					return false
				}
			}
		}
		return true
	})
}

func (o *openings) beginningWith(char uint32) (from, to uint32) {
	i, ok := slices.BinarySearchFunc(o.firsts, char, func(f first, char uint32) int { return cmp.Compare(f.char, char) })
	if !ok {
		return 0, 0
	}
	return o.firsts[i].from, o.firsts[i+1].from
}

// Spelled calls fn with the openings of a kind the initials of whose first
// characters, by their commonest reading, are in the sets, until it returns
// false. It wants two sets at least and reads SpelledMost of them. Of the first two
// characters, where they lie in the basic plane, begins decides besides.
func (s *Snapshot) Spelled(kind Kind, sets []Letters, begins func(a, b rune) bool, fn func(Opening) bool) {
	tail := sets[2:min(len(sets), SpelledMost)]
	s.eachPage(func(p *page) bool {
		o := p.openings[kind]()
		for a := range sets[0].each {
			for b := range sets[1].each {
				pair := a*alphabet + b
				for _, one := range o.spelled[o.pairs[pair]:o.pairs[pair+1]] {
					if one.matches(tail) && one.begins(begins) && !fn(one.place.of(p.poems(), kind)) {
						return false
					}
				}
			}
		}
		return true
	})
}

func (s spelt) begins(begins func(a, b rune) bool) bool {
	a, b := rune(s.chars>>16), rune(s.chars&0xFFFF)
	return a == 0xFFFF || b == 0xFFFF || begins(a, b)
}

func (s spelt) matches(tail []Letters) bool {
	shift := letterBits * (restOf - 1)
	for _, set := range tail {
		if set&(1<<(s.rest>>shift&(1<<letterBits-1))) == 0 {
			return false
		}
		shift -= letterBits
	}
	return true
}

// eachPage calls fn for the pages in order until it returns false.
func (s *Snapshot) eachPage(fn func(*page) bool) {
	for n := int64(0); n <= s.last; n++ {
		if p := s.pages[n]; p != nil && !fn(p) {
			return
		}
	}
}

// Prepare makes what is made of every page when first asked for, or reads it
// from the file, so that no search waits for it; of an archive whose texts would
// fill the memory no more than a part. It stops when ctx ends.
func (s *Snapshot) Prepare(ctx context.Context) {
	left := mostMade
	s.eachPage(func(p *page) bool {
		if ctx.Err() != nil || left == 0 {
			return false
		}
		if p.mapped != nil {
			left--
		}
		p.sounds()
		p.themes()
		p.openings[Titles]()
		p.openings[Clauses]()
		return true
	})
}
