package similarity

import (
	"sync"

	"shiyun/corpus"
)

// Index holds the shapes of poems in memory, some 400 bytes a poem of fifty
// characters. It may be used from many goroutines: finding goes on side by
// side, putting and removing stand alone.
type Index struct {
	mu    sync.RWMutex // guards everything below
	poems map[corpus.PoemID]uint32
	slots []slot
	need  []uint8 // by slot: how many fingerprints in common make a candidate
	texts arena
	grams postings
	same  map[uint32]uint32 // by hash of the text: 1 + the latest slot that has it
	dead  int               // slots of poems replaced or removed
	grown []uint32          // room for fingerprints, kept between calls of Put
}

// slot is one poem as it stood when it was put.
type slot struct {
	id            corpus.PoemID
	title, author uint32
	hash          uint32
	earlier       uint32 // 1 + the slot before with the same hash; 0 for none
	text          span   // of length 0 once the poem is replaced or removed
}

// New makes an empty index.
func New() *Index {
	x := &Index{poems: make(map[corpus.PoemID]uint32)}
	x.clear(0)
	return x
}

// Put brings in a poem or replaces what was there of it. A body without any
// letter or number is like nothing and only removes what was there. Each time
// the archive has doubled, one Put builds the tables anew, some two seconds a
// million poems, and look-ups wait for it.
func (x *Index) Put(id corpus.PoemID, title, author, body string) {
	s := shapeOf(title, author, body)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(id)
	if len(s.text) > 0 {
		x.add(slot{id: id, title: uint32(s.title), author: uint32(s.author)}, s.text)
	}
	x.tidy()
}

// Remove forgets a poem; one that is not there is no error.
func (x *Index) Remove(id corpus.PoemID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(id)
	x.tidy()
}

// Len is how many poems are held.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.poems)
}

func (x *Index) remove(id corpus.PoemID) {
	if at, ok := x.poems[id]; ok {
		x.slots[at].text.length = 0
		delete(x.poems, id)
		x.dead++
	}
}

func (x *Index) add(s slot, text []rune) {
	at := uint32(len(x.slots))
	s.text = x.texts.put(text)
	s.hash = uint32(textHash(text))
	s.earlier, x.same[s.hash] = x.same[s.hash], at+1
	x.poems[s.id] = at
	x.slots = append(x.slots, s)
	x.grown = stored(x.grown, text)
	x.need = append(x.need, needed(len(x.grown)))
	for _, hash := range x.grown {
		x.grams.add(hash, at)
	}
}

// needed is a sixth of the stored fingerprints: a poem half of which is left,
// or with every seventh character revised, keeps some half of them; one that
// shares a stock line keeps a tenth.
func needed(fingerprints int) uint8 { return uint8(min(max(fingerprints/6, 1), 255)) }

// tidy builds the tables anew when buckets run full or more than half the
// slots are dead. Either comes after as many poems again, so that its cost a
// poem stays constant.
func (x *Index) tidy() {
	if x.grams.full() || x.dead > 1_000 && x.dead > len(x.slots)/2 {
		x.rebuild()
	}
}

// rebuild goes through the living in their order and writes them to the front
// of the same pages: no text moves backwards past one still to be read.
func (x *Index) rebuild() {
	slots, living := x.slots, float64(len(x.poems))/float64(len(x.slots))
	x.clear(int(2 * living * float64(x.grams.count)))
	x.slots = slots[:0]
	var text []rune
	for _, s := range slots {
		if s.text.length > 0 {
			text = x.texts.text(text[:0], s.text)
			x.add(s, text)
		}
	}
	x.texts.trim()
	x.grams.trim()
}

func (x *Index) clear(expected int) {
	x.need, x.dead = x.need[:0], 0
	x.same = make(map[uint32]uint32, len(x.poems))
	x.texts.used = 0
	pages := x.grams.pages
	x.grams = newPostings(expected)
	x.grams.pages = pages
}
