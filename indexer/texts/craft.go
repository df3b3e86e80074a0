package texts

import (
	"context"
	"strings"
	"sync/atomic"

	"shiyun/corpus/prosody"
)

// craftCell is the craft of a poem once it was told, shared by all copies of
// the poem, so that a change of its neighbours does not ask for it again.
type craftCell struct{ told atomic.Pointer[prosody.Craft] }

// toldAtOnce is how many poems of one change are told their craft by Apply: a
// poem that is edited is found by it at once. Of more, as of a whole archive,
// TellCrafts does it in the background, some 0.1 ms a poem: never a search.
const toldAtOnce = 256

// untoldCraft is that of poems that have none yet.
var untoldCraft prosody.Craft

// Craft returns the craft of the poem, the zero Craft where it was not told
// yet. Poems of the same craft share it; it must not be changed.
func (p *Poem) Craft() *prosody.Craft {
	if p.craft != nil {
		if told := p.craft.told.Load(); told != nil {
			return told
		}
	}
	return &untoldCraft
}

// LacksCrafts reports whether the craft of some poem is still to be told: what
// is found by craft, or counted, may be less than there is.
func (s *Snapshot) LacksCrafts() bool { return s.untold.Load() > 0 }

// TellCrafts tells the craft of every poem of the table that lacks it, until
// none does or ctx ends. It may run beside changes and searches.
func (t *Table) TellCrafts(ctx context.Context) {
	for before := int64(-1); before != t.untold.Load() && ctx.Err() == nil; {
		if before = t.untold.Load(); before == 0 {
			return
		}
		t.Snapshot().eachPage(func(p *page) bool {
			if p.mapped != nil && p.mapped.cells == nil {
				return true // the file has them all
			}
			for _, poem := range p.poems() {
				if poem != nil {
					t.tellCraft(poem)
				}
			}
			return ctx.Err() == nil
		})
	}
}

// LacksCrafts reports whether TellCrafts has something to do.
func (t *Table) LacksCrafts() bool { return t.untold.Load() > 0 }

// tellCraft tells the craft of a poem. Poems of the same craft share it: there
// are some thousands of crafts.
func (t *Table) tellCraft(p *Poem) {
	if p.craft == nil || p.craft.told.Load() != nil {
		return
	}
	craft := prosody.CraftOf(prosody.Poem{Body: p.verse(), Form: p.Form, Tune: p.Tune})
	t.settleCraft(p, t.shareCraft(craft))
}

// shareCraft returns the same craft that was met first.
func (t *Table) shareCraft(craft prosody.Craft) *prosody.Craft {
	shared, _ := t.crafts.LoadOrStore(craft, &craft)
	return shared.(*prosody.Craft)
}

// settleCraft ends the wait for a poem's craft, once: told in the background,
// or no longer asked for because the poem was taken out.
func (t *Table) settleCraft(p *Poem, craft *prosody.Craft) {
	if p != nil {
		t.settleCell(p.craft, craft)
	}
}

func (t *Table) settleCell(cell *craftCell, craft *prosody.Craft) {
	if cell != nil && cell.told.CompareAndSwap(nil, craft) {
		t.untold.Add(-1)
	}
}

// settleAll is settleCraft for the poems of a snapshot that go.
func (t *Table) settleAll(s *Snapshot) {
	for _, p := range s.pages {
		cells := p.cells()
		if cells == nil {
			continue
		}
		for _, cell := range cells {
			t.settleCell(cell, &untoldCraft)
		}
	}
}

// cells returns the crafts of a page as they are told, nil where all are in a
// file.
func (p *page) cells() *toldCrafts {
	if p.mapped != nil {
		return p.mapped.cells
	}
	return cellsOf(p.kept)
}

// UntoldInFile reports whether a file in use lacks crafts of its poems.
func (s *Snapshot) UntoldInFile() bool {
	for _, p := range s.pages {
		if p.mapped != nil && p.mapped.cells != nil {
			return true
		}
	}
	return false
}

// countUntold counts what a change brings and takes away. The caller holds mu.
func (t *Table) countUntold(was, is *Poem) {
	t.settleCraft(was, &untoldCraft)
	if is != nil && is.craft != nil && is.craft.told.Load() == nil {
		t.untold.Add(1)
	}
}

// verse returns the body as folded clauses, line by line.
func (p *Poem) verse() string {
	var b strings.Builder
	for n, c := range p.Clauses {
		switch {
		case n == 0:
		case c.StartsLine():
			b.WriteByte('\n')
		default:
			b.WriteString("，")
		}
		b.WriteString(p.Text[c.At():p.ClauseEnd(n)])
	}
	return b.String()
}
