package texts

// soundsPage has which of a page's poems have two initials side by side, and
// which have a sound, by any reading of the characters: a bit for each poem. Of
// the sounds and the pairs of five syllables each is in one poem in five;
// looking for them reads a few kilobytes a page, where looking through the
// initials themselves reads them all: on 343,795 poems half a millisecond
// against ten. It takes some 40 MB for as many poems.
type soundsPage struct {
	pairs  [alphabet * alphabet]*poemBits
	sounds []*poemBits // by Sound
}

// poemBits has a bit for every poem of a page.
type poemBits [pageSize / 64]uint64

func newSoundsPage(poems *[pageSize]*Poem) *soundsPage {
	table := sounds()
	page := &soundsPage{sounds: make([]*poemBits, table.last+1)}
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
				page.sounds[sound] = page.sounds[sound].with(slot)
			}
		}
	}
	return page
}

func (b *poemBits) with(slot int) *poemBits {
	if b == nil {
		b = &poemBits{}
	}
	b[slot/64] |= 1 << (slot % 64)
	return b
}

func (b *poemBits) or(other *poemBits) {
	if other != nil {
		for i := range b {
			b[i] |= other[i]
		}
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
			page.pairs[pair] = page.pairs[pair].with(slot)
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
			have.or(page.sounds[sound])
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
			have.or(page.pairs[a*alphabet+b])
		}
	}
	return have
}
