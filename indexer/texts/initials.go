package texts

import (
	"math/bits"
	"slices"
	"strings"

	"shiyun/corpus"
)

// WithSounds returns the poems that, for one of the ways to hear a run, have
// each of its sounds, and the letters of each two neighbours side by side, in
// order of id. All that have them one after another are among them.
func (s *Snapshot) WithSounds(ways [][]Heard) []corpus.PoemID {
	return s.hearing(ways, func(p *Poem, w way) bool { return len(w.sets) <= len(p.Initials) })
}

// WithInitials returns those of them that somewhere have, one after another,
// characters with the letters of the way by their commonest reading.
func (s *Snapshot) WithInitials(ways [][]Heard) []corpus.PoemID {
	return s.hearing(ways, func(p *Poem, w way) bool { return standIn(p.Initials, w.sets, w.probe) })
}

// way is a way to hear a run, made ready.
type way struct {
	heard []Heard // each different one
	sets  []Letters
	pairs [][2]Letters
	probe int // where the rarest of sets is
}

func newWay(heard []Heard) way {
	sets := make([]Letters, len(heard))
	for i, h := range heard {
		sets[i] = h.Letters
	}
	return way{distinct(heard), sets, selectivePairs(sets), rarest(sets)}
}

// distinct leaves out what is heard a second time: the poems that have a sound
// are the same.
func distinct(heard []Heard) []Heard {
	var list []Heard
	for _, h := range heard {
		if !slices.ContainsFunc(list, func(met Heard) bool { return slices.Equal(met.Sounds, h.Sounds) }) {
			list = append(list, h)
		}
	}
	return list
}

// hearing goes from page to page and not from way to way: what a page has of
// most of the ways is the same.
func (s *Snapshot) hearing(ways [][]Heard, wanted func(*Poem, way) bool) []corpus.PoemID {
	list := make([]way, 0, len(ways))
	for _, heard := range ways {
		if len(heard) > 0 {
			list = append(list, newWay(heard))
		}
	}
	var found []corpus.PoemID
	s.eachPage(func(p *page) bool {
		page := p.sounds()
		var all poemBits
		for _, w := range list {
			have := page.having(w)
			for i := range have {
				for left := have[i] &^ all[i]; left != 0; left &= left - 1 {
					slot := i*64 + bits.TrailingZeros64(left)
					if poem := p.poems()[slot]; poem != nil && wanted(poem, w) {
						all.with(slot)
					}
				}
			}
		}
		for i := range all {
			for left := all[i]; left != 0; left &= left - 1 {
				found = append(found, p.poems()[i*64+bits.TrailingZeros64(left)].ID)
			}
		}
		return true
	})
	return found
}

// tooCommon is the part of all pairs of characters above which looking for a
// pair narrows nothing: nearly every poem has one in twenty.
const tooCommon = 0.05

// selectivePairs returns the pairs of neighbouring sets worth looking for. A set
// of every letter narrows nothing.
func selectivePairs(sets []Letters) [][2]Letters {
	var pairs [][2]Letters
	for i := range len(sets) - 1 {
		pair := [2]Letters{sets[i], sets[i+1]}
		if sets[i] != AllLetters && sets[i+1] != AllLetters && sets[i].share()*sets[i+1].share() < tooCommon && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// shares is how many of a thousand characters of verse have each initial, from
// none and a to z; counted on 343,795 poems.
var shares = [alphabet]float64{32, 5, 39, 57, 41, 8, 32, 38, 47, 0, 70, 17, 56, 30, 17, 1, 13, 48, 26, 106, 30, 0, 0, 43, 61, 107, 78}

// share is the part of all characters whose initial is in the set.
func (l Letters) share() float64 {
	sum := 0.0
	for n := range l.each {
		sum += shares[n] / 1000
	}
	return sum
}

// rarest is the place of the set that the fewest characters are in.
func rarest(sets []Letters) int {
	best := 0
	for i, set := range sets {
		if set.share() < sets[best].share() {
			best = i
		}
	}
	return best
}

// standIn reports whether the sets stand anywhere in the text, looking first at
// the place where the fewest characters are.
func standIn(text string, sets []Letters, probe int) bool {
	single := sets[probe]&(sets[probe]-1) == 0
	for at := probe; at < len(text); at++ {
		if single {
			i := strings.IndexByte(text[at:], letterIn(sets[probe]))
			if i < 0 {
				return false
			}
			at += i
		} else if sets[probe]&bitOf[text[at]] == 0 {
			continue
		}
		if standsAt(text[at-probe:], sets) {
			return true
		}
	}
	return false
}

func standsAt(text string, sets []Letters) bool {
	if len(text) < len(sets) {
		return false
	}
	for i, set := range sets {
		if set&bitOf[text[i]] == 0 {
			return false
		}
	}
	return true
}

// letterIn is the one letter of a set as Poem.Initials holds it.
func letterIn(set Letters) byte {
	if n := bits.TrailingZeros32(uint32(set)); n > 0 {
		return byte(n) + 'a' - 1
	}
	return '.'
}

// bitOf is the set of the letter alone, for what Poem.Initials holds.
var bitOf = func() (bits [256]Letters) {
	bits['.'] = 1
	for c := byte('a'); c <= 'z'; c++ {
		bits[c] = LetterSet(c)
	}
	return bits
}()
