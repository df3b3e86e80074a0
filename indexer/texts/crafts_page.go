package texts

import (
	"encoding/binary"
	"runtime/debug"
	"sync"

	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/rhyme"
)

// craftsPage has the crafts of a page's poems, those that were told when the
// page was written.
type craftsPage struct {
	numbers [pageSize]uint16 // by slot; craftNumber of where in list
	list    []*prosody.Craft // shared by the poems of a table
}

// Numbers that are no craft's.
const (
	noPoem = iota
	craftUntold
	firstCraft
)

// toldCrafts are by slot the crafts of a page's poems as they are told: what a
// page of a file has beside the file until all are in it.
type toldCrafts [pageSize]*craftCell

// appendCrafts adds the crafts of a page's poems to b, and returns how many are
// not told yet.
func appendCrafts(b []byte, cells *toldCrafts) (_ []byte, untold int) {
	var numbers [pageSize]uint64
	var list []*prosody.Craft
	at := map[*prosody.Craft]int{}
	for slot, cell := range cells {
		if cell == nil {
			continue
		}
		craft := cell.told.Load()
		if craft == nil {
			numbers[slot], untold = craftUntold, untold+1
			continue
		}
		if _, met := at[craft]; !met {
			at[craft] = len(list)
			list = append(list, craft)
		}
		numbers[slot] = uint64(at[craft] + firstCraft)
	}
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, c := range list {
		b = binary.AppendUvarint(binary.AppendUvarint(binary.AppendUvarint(b, uint64(c.Book)), c.Rhymes[0]), c.Rhymes[1])
		b = appendString(b, c.Skeleton)
	}
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b, untold
}

// readCrafts reads what appendCrafts wrote, and reports whether it is that.
func readCrafts(b []byte, share func(prosody.Craft) *prosody.Craft) (*craftsPage, bool) {
	r := &fieldReader{rest: b}
	n := r.uvarint()
	if n > pageSize {
		return nil, false
	}
	c := &craftsPage{}
	for range n {
		craft := prosody.Craft{Book: rhyme.Book(r.uvarint()), Rhymes: rhyme.Set{r.uvarint(), r.uvarint()}, Skeleton: r.text()}
		if r.bad || craft.Book < 0 || craft.Book > rhyme.Tongyun || !craft.Rhymes.Without(rhymesOf()[craft.Book]).IsEmpty() {
			return nil, false
		}
		c.list = append(c.list, share(craft))
	}
	for slot := range c.numbers {
		number := r.uvarint()
		if number >= n+firstCraft {
			return nil, false
		}
		c.numbers[slot] = uint16(number)
	}
	return c, !r.bad && len(r.rest) == 0
}

// rhymesOf has by book all its rhymes.
var rhymesOf = sync.OnceValue(func() (all [rhyme.Tongyun + 1]rhyme.Set) {
	for book := range all {
		for _, one := range rhyme.Book(book).All() {
			all[book] = all[book].Or(rhyme.Of(one))
		}
	}
	return all
})

// craft returns the craft of a slot, nil where it was not told.
func (c *craftsPage) craft(slot int) *prosody.Craft {
	if n := c.numbers[slot]; n >= firstCraft {
		return c.list[n-firstCraft]
	}
	return nil
}

// cells returns the crafts as they can still be told, and how many are not;
// known is whether those of the file are believed.
func (c *craftsPage) cells(known bool) (cells *toldCrafts, untold int) {
	cells = &toldCrafts{}
	for slot, n := range c.numbers {
		if n == noPoem {
			continue
		}
		cells[slot] = &craftCell{}
		if craft := c.craft(slot); known && craft != nil {
			cells[slot].told.Store(craft)
		} else {
			untold++
		}
	}
	return cells, untold
}

// cellsOf returns the crafts of poems in the heap.
func cellsOf(poems *[pageSize]*Poem) *toldCrafts {
	cells := &toldCrafts{}
	for slot, p := range poems {
		if p != nil {
			cells[slot] = p.craft
		}
	}
	return cells
}

// programRevision is of what source the program was made, where it says so.
// Crafts of a file that another told are told again: rules of verse change
// more often than what else is in a file.
var programRevision = sync.OnceValue(func() (revision string) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				revision += s.Value + " "
			}
		}
	}
	return revision
})
