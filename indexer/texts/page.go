package texts

import (
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/indexer/themes"
)

// pageSize is how many poems share a page. A change copies one page and the
// list of pages: small pages make copies cheap, few pages make the list short.
const pageSize = 1024

// page is the poems of 1,024 ids and what is made of them. It does not change.
// What was changed since a file was written is in the heap, the rest in the
// file.
type page struct {
	kept   *[pageSize]*Poem // nil for a page of a file
	mapped *mappedPage      // nil for a page in the heap
	// What follows is made, or found in the file, when first asked for.
	sounds   func() *soundsPage
	openings [2]func() *openings // by Kind
	themes   func() *themesPage  // of the words that the program carries
	facts    func() *facts
	added    atomic.Pointer[addedWords]
}

func newPage(poems *[pageSize]*Poem) *page {
	p := &page{kept: together(poems)}
	p.facts = sync.OnceValue(func() *facts { return newFacts(p.kept) })
	p.sounds = sync.OnceValue(func() *soundsPage { return newSoundsPage(p.kept) })
	p.themes = sync.OnceValue(func() *themesPage { return newThemesPage(p.kept, themes.Default()) })
	for kind := range p.openings {
		p.openings[kind] = sync.OnceValue(func() *openings { return newOpenings(p.kept, Kind(kind)) })
	}
	return p
}

// poems returns the poems by slot, nil where the page has none. The array must
// not be changed.
func (p *page) poems() *[pageSize]*Poem {
	if p.mapped != nil {
		return p.mapped.poems()
	}
	return p.kept
}

// idOf returns the id of a slot of a page.
func idOf(page int64, slot int) corpus.PoemID { return corpus.PoemID(page*pageSize + int64(slot)) }
