package similarity

import (
	"slices"
	"sync"
)

const (
	// maxCompared bounds the candidates read, the most promising first.
	maxCompared = 24
	// maxSame bounds the exact duplicates looked at, the latest first.
	maxSame = 1_000
)

// finder is the room one look-up works in.
type finder struct {
	hashes, slots []uint32
	hits          []uint16 // by slot; all zero between look-ups
	candidates    []candidate
	comparer
}

type candidate struct {
	slot uint32
	rank uint32 // fingerprints in common, as a multiple of those needed, times 64
}

var finders = sync.Pool{New: func() any { return new(finder) }}

// Find returns the poems like a body, at most limit of them: Exact first,
// then by similarity, then by id. Title and author decide nothing and are
// compared for the flags alone. Texts of fewer than ten characters are sure to
// be found only where they are the same: one revised character can leave no
// run of four.
func (x *Index) Find(title, author, body string, limit int) []Match {
	s := shapeOf(title, author, body)
	if len(s.text) == 0 || limit <= 0 {
		return nil
	}
	f := finders.Get().(*finder)
	defer finders.Put(f)
	x.mu.RLock()
	defer x.mu.RUnlock()
	matches := x.exact(f, s)
	matches = x.near(f, s, matches)
	slices.SortFunc(matches, better)
	return matches[:min(len(matches), limit)]
}

func (x *Index) exact(f *finder, s shape) []Match {
	var matches []Match
	at := x.same[uint32(textHash(s.text))]
	for n := 0; at > 0 && n < maxSame; n++ {
		slot := &x.slots[at-1]
		if slot.text.length > 0 {
			f.other = x.texts.text(f.other[:0], slot.text)
			if slices.Equal(f.other, s.text) {
				matches = append(matches, slot.match(s, Exact, 1))
			}
		}
		at = slot.earlier
	}
	return matches
}

func (s *slot) match(q shape, kind Kind, similarity float64) Match {
	return Match{ID: s.id, Kind: kind, Similarity: similarity, SameTitle: s.title == uint32(q.title), SameAuthor: s.author == uint32(q.author)}
}

func (x *Index) near(f *finder, s shape, matches []Match) []Match {
	f.read(s.text)
	for _, c := range x.candidates(f, s.text) {
		slot := &x.slots[c.slot]
		f.other = x.texts.text(f.other[:0], slot.text)
		if slices.Equal(f.other, s.text) {
			continue
		}
		if n := f.shared(f.other); isNear(n, len(s.text), len(f.other)) {
			matches = append(matches, slot.match(s, Near, dice(n, len(s.text), len(f.other))))
		}
	}
	return matches
}

// candidates are the slots with enough fingerprints of the text.
func (x *Index) candidates(f *finder, text []rune) []candidate {
	if len(f.hits) < len(x.slots) {
		f.hits = make([]uint16, cap(x.slots))
	}
	f.slots, f.candidates = f.slots[:0], f.candidates[:0]
	f.hashes = asked(f.hashes, text)
	for _, hash := range f.hashes {
		f.slots = x.grams.addTo(f.slots, hash)
	}
	for _, at := range f.slots {
		f.hits[at]++
	}
	for _, at := range f.slots {
		hits, need := uint32(f.hits[at]), uint32(x.need[at])
		f.hits[at] = 0
		if hits >= need && x.slots[at].text.length > 0 {
			f.candidates = append(f.candidates, candidate{at, hits * 64 / need})
		}
	}
	if len(f.candidates) > maxCompared {
		slices.SortFunc(f.candidates, func(a, b candidate) int { return int(b.rank) - int(a.rank) })
		f.candidates = f.candidates[:maxCompared]
	}
	return f.candidates
}
