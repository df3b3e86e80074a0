package texts

import (
	"math/bits"
	"strings"

	"shiyun/corpus"
)

// soundsPage says which of a page's poems have two initials side by side, and
// which have a sound, by any reading of the characters: a bit for each poem. Of
// the sounds and the pairs of five syllables each is in one poem in five;
// looking for them reads a few kilobytes a page, where looking through the
// initials themselves reads them all: on 343,795 poems half a millisecond
// against ten. It takes some 40 MB for as many poems.
type soundsPage struct {
	pairs  [alphabet * alphabet]*poemBits
	sounds map[Sound]*poemBits
}

// poemBits has a bit for every poem of a page.
type poemBits [pageSize / 64]uint64

func newSoundsPage(poems *[pageSize]*Poem) *soundsPage {
	page := &soundsPage{sounds: map[Sound]*poemBits{}}
	table := sounds()
	bySound := make([]poemBits, len(table.of)+1)
	for slot, p := range poems {
		if p == nil {
			continue
		}
		before := Letters(0)
		for _, r := range p.Text {
			letters := EveryLetter(r)
			page.addPairs(slot, before, letters)
			before = letters
			for _, sound := range table.each(r) {
				bySound[sound].add(slot)
			}
		}
	}
	for sound, have := range bySound {
		if have != (poemBits{}) {
			page.sounds[Sound(sound)] = &have
		}
	}
	return page
}

func (b *poemBits) add(slot int) { b[slot/64] |= 1 << (slot % 64) }

func (b *poemBits) or(other *poemBits) {
	if other != nil {
		for i := range b {
			b[i] |= other[i]
		}
	}
}

// and keeps what both have, and tells whether anything is left.
func (b *poemBits) and(other *poemBits) bool {
	left := uint64(0)
	for i := range b {
		b[i] &= other[i]
		left |= b[i]
	}
	return left != 0
}

func (page *soundsPage) addPairs(slot int, before, after Letters) {
	for a := range before.each {
		for b := range after.each {
			pair := a*alphabet + b
			if page.pairs[pair] == nil {
				page.pairs[pair] = &poemBits{}
			}
			page.pairs[pair].add(slot)
		}
	}
}

// WithSounds calls fn with the poems that have each of the sounds, and the
// letters of each two neighbours side by side, in order of id, until it returns
// false. All that have them one after another are among them.
func (s *Snapshot) WithSounds(heard []Heard, fn func(*Poem) bool) {
	sets := make([]Letters, len(heard))
	for i, h := range heard {
		sets[i] = h.Letters
	}
	s.having(heard, telling(sets), fn)
}

// WithInitials returns the poems that somewhere have, one after another,
// characters whose initials by their commonest reading are in the sets, in
// order of id.
func (s *Snapshot) WithInitials(sets []Letters) []corpus.PoemID {
	if len(sets) == 0 {
		return nil
	}
	probe := rarest(sets)
	var found []corpus.PoemID
	s.having(nil, telling(sets), func(p *Poem) bool {
		if standIn(p.Initials, sets, probe) {
			found = append(found, p.ID)
		}
		return true
	})
	return found
}

func (s *Snapshot) having(heard []Heard, pairs [][2]Letters, fn func(*Poem) bool) {
	s.eachPage(func(p *page) bool {
		have := p.sounds().having(heard, pairs)
		for word, poems := range have {
			for ; poems != 0; poems &= poems - 1 {
				if poem := p.poems[word*64+bits.TrailingZeros64(poems)]; poem != nil && !fn(poem) {
					return false
				}
			}
		}
		return true
	})
}

// tooCommon is the part of all pairs of characters above which looking for a
// pair narrows nothing: nearly every poem has one in twenty.
const tooCommon = 0.05

// telling are the pairs of neighbouring sets worth looking for.
func telling(sets []Letters) [][2]Letters {
	var pairs [][2]Letters
	for i := range len(sets) - 1 {
		if sets[i].share()*sets[i+1].share() < tooCommon {
			pairs = append(pairs, [2]Letters{sets[i], sets[i+1]})
		}
	}
	return pairs
}

// having are the poems that have each of the sounds and each of the pairs.
func (page *soundsPage) having(heard []Heard, pairs [][2]Letters) poemBits {
	var all poemBits
	for i := range all {
		all[i] = ^uint64(0)
	}
	for _, pair := range pairs {
		if have := page.havingPair(pair); !all.and(&have) {
			return all
		}
	}
	for _, h := range heard {
		if len(h.Sounds) == 0 {
			continue
		}
		var have poemBits
		for _, sound := range h.Sounds {
			have.or(page.sounds[sound])
		}
		if !all.and(&have) {
			return all
		}
	}
	return all
}

func (page *soundsPage) havingPair(pair [2]Letters) (have poemBits) {
	for a := range pair[0].each {
		for b := range pair[1].each {
			have.or(page.pairs[a*alphabet+b])
		}
	}
	return have
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

// standIn tells whether the sets stand anywhere in the text, looking first at
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
