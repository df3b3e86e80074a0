package texts

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"shiyun/corpus/prosody"
	"shiyun/indexer/themes"
)

// file is what the pages of one file share. It is safe for concurrent use.
type file struct {
	tags       *tagLists
	shareCraft func(prosody.Craft) *prosody.Craft
	// damaged is set by who reads a page that is not as it was written; who
	// keeps the texts reads them from the archive again.
	damaged atomic.Bool
	read    atomic.Bool // since the last rest
	made    atomic.Int64
}

// mostMade is how many pages of a file have their poems made at a time: some 300
// kilobytes each. Beyond, those of a page are made for each search that reads it.
const mostMade = 512

// mappedPage is a page of a file. The texts and numbers are read where they are
// mapped; the poems around them are made when they are first asked for.
type mappedPage struct {
	head    pageHead
	file    *file
	mapping *mapping
	data    []byte // of the mapping, from where the page begins
	begin   int64  // in the file

	// cells are the crafts of the poems while the file lacks some; nil after.
	cells  *toldCrafts
	crafts func() *craftsPage

	made    atomic.Pointer[[pageSize]*Poem]
	used    atomic.Bool // since the last rest
	checked [sectionCount]atomic.Bool
}

// newMappedPage makes a page whose sections lie in data, a part of a mapping
// that begins at begin in the file.
func newMappedPage(f *file, m *mapping, head pageHead, data []byte, begin int64) *page {
	mp := &mappedPage{head: head, file: f, mapping: m, data: data, begin: begin}
	p := &page{mapped: mp}
	p.sounds = sync.OnceValue(func() *soundsPage {
		return sectionOf(mp, soundsSection, readSounds, newSoundsPage)
	})
	p.themes = sync.OnceValue(func() *themesPage {
		read := func(b []byte) (*themesPage, bool) { return readThemes(b, themes.Default().Len()) }
		return sectionOf(mp, themesSection, read, func(poems *[pageSize]*Poem) *themesPage { return newThemesPage(poems, themes.Default()) })
	})
	for kind := range p.openings {
		p.openings[kind] = sync.OnceValue(func() *openings {
			read := func(b []byte) (*openings, bool) { return readOpenings(b, mp.poems(), Kind(kind)) }
			return sectionOf(mp, titlesSection+kind, read, func(poems *[pageSize]*Poem) *openings { return newOpenings(poems, Kind(kind)) })
		})
	}
	p.facts = func() *facts { return sectionOf(mp, factsSection, readFacts, newFacts) }
	mp.crafts = sync.OnceValue(func() *craftsPage {
		if b, ok := mp.section(craftsSection); ok {
			if crafts, ok := readCrafts(b, f.shareCraft); ok {
				return crafts
			}
		}
		f.damaged.Store(true)
		return &craftsPage{}
	})
	return p
}

// section returns the bytes of a section, false where they are not those that
// were written.
func (p *mappedPage) section(n int) ([]byte, bool) {
	if !p.file.read.Load() {
		p.file.read.Store(true)
	}
	s := p.head.Sections[n]
	b := p.data[s.At-p.begin:][:s.Len:s.Len]
	if p.checked[n].Load() {
		return b, true
	}
	if sumOf(b) != s.Sum {
		return nil, false
	}
	p.checked[n].Store(true)
	return b, true
}

// sectionOf reads a section. Of a damaged one it makes anew what can be made of
// the poems, for as long as the file is still in use.
func sectionOf[T any](p *mappedPage, n int, read func([]byte) (*T, bool), make func(*[pageSize]*Poem) *T) *T {
	if b, ok := p.section(n); ok {
		if found, ok := read(b); ok {
			return found
		}
	}
	p.file.damaged.Store(true)
	return make(p.poems())
}

// noPoems is what a damaged page has.
var noPoems [pageSize]*Poem

func (p *mappedPage) poems() *[pageSize]*Poem {
	if made := p.made.Load(); made != nil {
		if !p.used.Load() {
			p.used.Store(true)
		}
		return made
	}
	made := p.makePoems()
	if made == nil {
		p.file.damaged.Store(true)
		return &noPoems
	}
	p.used.Store(true)
	if p.file.made.Load() < mostMade && p.made.CompareAndSwap(nil, made) {
		p.file.made.Add(1)
	}
	return made
}

// makePoems returns the poems, nil where they are not those that were written.
// What takes long to check is checked once.
func (p *mappedPage) makePoems() *[pageSize]*Poem {
	checked := p.checked[poemsSection].Load()
	b, ok := p.section(poemsSection)
	if !ok {
		return nil
	}
	poems, ok := readPoems(b, p.head.Number, p.file.tags)
	if !ok {
		return nil
	}
	told := make([]craftCell, pageSize)
	for slot, poem := range poems {
		switch {
		case poem == nil:
			continue
		case !checked && !poem.sameLength():
			p.checked[poemsSection].Store(false)
			return nil
		case p.cells != nil:
			poem.craft = p.cells[slot]
			continue
		}
		if craft := p.crafts().craft(slot); craft != nil {
			told[slot].told.Store(craft)
			poem.craft = &told[slot]
		}
	}
	return poems
}

// rest lets go of the poems, unless they were asked for since it last did.
func (p *mappedPage) rest() {
	if p.used.Swap(false) {
		return
	}
	if p.made.Swap(nil) != nil {
		p.file.made.Add(-1)
	}
}

// holds reports whether the mapping has the address.
func (m *mapping) holds(address uintptr) bool {
	from := uintptr(unsafe.Pointer(unsafe.SliceData(m.data)))
	return from <= address && address < from+uintptr(len(m.data))
}
