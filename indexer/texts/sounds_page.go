package texts

import "slices"

// soundsPage has which of a page's poems have two initials side by side, and
// which have a sound, by any reading of the characters: a bit for each poem. Of
// the sounds and the pairs of five syllables each is in one poem in five;
// looking for them reads a few kilobytes a page, where looking through the
// initials themselves reads them all: on 343,795 poems half a millisecond
// against ten. It takes some 40 MB for as many poems.
type soundsPage struct {
	pairs  []uint16 // by pair, 1 more than where in bits its poems are; 0 for none
	sounds []uint16 // by Sound, the same
	bits   []poemBits
}

// poemBits has a bit for every poem of a page.
type poemBits [pageSize / 64]uint64

func newSoundsPage(poems *[pageSize]*Poem) *soundsPage {
	table := sounds()
	page := &soundsPage{pairs: make([]uint16, alphabet*alphabet), sounds: make([]uint16, table.last+1)}
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
				page.add(&page.sounds[sound], slot)
			}
		}
	}
	page.bits = slices.Clone(page.bits) // as long as it is, which append is not
	return page
}

func (b *poemBits) with(slot int) { b[slot/64] |= 1 << (slot % 64) }

// add puts a poem among those that number refers to.
func (page *soundsPage) add(number *uint16, slot int) {
	if *number == 0 {
		page.bits = append(page.bits, poemBits{})
		*number = uint16(len(page.bits))
	}
	page.bits[*number-1].with(slot)
}

// addTo adds the poems that number refers to to all.
func (page *soundsPage) addTo(all *poemBits, number uint16) {
	if number == 0 {
		return
	}
	for i, bits := range &page.bits[number-1] {
		all[i] |= bits
	}
}

// and keeps what both have, and reports whether anything is left.
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
			page.add(&page.pairs[pair], slot)
		}
	}
}

// having are the poems that have each of the sounds and each of the pairs.
func (page *soundsPage) having(w way) poemBits {
	var all poemBits
	for i := range all {
		all[i] = ^uint64(0)
	}
	for _, h := range w.heard {
		if len(h.Sounds) == 0 {
			continue
		}
		var have poemBits
		for _, sound := range h.Sounds {
			page.addTo(&have, page.sounds[sound])
		}
		if !all.and(&have) {
			return all
		}
	}
	for _, pair := range w.pairs {
		if have := page.havingPair(pair); !all.and(&have) {
			break
		}
	}
	return all
}

func (page *soundsPage) havingPair(pair [2]Letters) (have poemBits) {
	for a := range pair[0].each {
		for b := range pair[1].each {
			page.addTo(&have, page.pairs[a*alphabet+b])
		}
	}
	return have
}
