package texts

import "unsafe"

// A section is a list of arrays of numbers: of each its length in eight bytes
// and then the numbers, as they are in memory, filled up to eight bytes. Read
// from a mapped file the arrays are used where they stand.

// unit is what arrays in sections begin at a multiple of.
const unit = 8

// fixed are types without pointers and without padding.
type fixed interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | first | spelt | occurrence | poemBits | record
}

func appendArray[T fixed](b []byte, list []T) []byte {
	n := uint64(len(list))
	b = append(b, unsafe.Slice((*byte)(unsafe.Pointer(&n)), unit)...)
	b = append(b, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(list))), len(list)*int(unsafe.Sizeof(*new(T))))...)
	for len(b)%unit != 0 {
		b = append(b, 0)
	}
	return b
}

// arrayReader reads arrays one after another. What is not there reads as empty
// and sets bad.
type arrayReader struct {
	rest []byte // begins at a multiple of unit
	bad  bool
}

func readArray[T fixed](r *arrayReader) []T {
	if len(r.rest) < unit {
		r.bad = true
		return nil
	}
	n, size := *(*uint64)(unsafe.Pointer(unsafe.SliceData(r.rest))), uint64(unsafe.Sizeof(*new(T)))
	r.rest = r.rest[unit:]
	if n > uint64(len(r.rest))/size {
		r.rest, r.bad = nil, true
		return nil
	}
	if n == 0 {
		return nil
	}
	list := unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(r.rest))), n)
	r.rest = r.rest[min((n*size+unit-1)/unit*unit, uint64(len(r.rest))):]
	return list
}

// ended reports whether all was read and was there.
func (r *arrayReader) ended() bool { return !r.bad && len(r.rest) == 0 }

func appendSounds(b []byte, s *soundsPage) []byte {
	return appendArray(appendArray(appendArray(b, s.pairs), s.sounds), s.bits)
}

func readSounds(b []byte) (*soundsPage, bool) {
	r := &arrayReader{rest: b}
	s := &soundsPage{pairs: readArray[uint16](r), sounds: readArray[uint16](r), bits: readArray[poemBits](r)}
	ok := r.ended() && len(s.pairs) == alphabet*alphabet && len(s.sounds) == int(sounds().last)+1
	return s, ok && below(s.pairs, len(s.bits)+1) && below(s.sounds, len(s.bits)+1)
}

// below reports whether every number is less than the limit.
func below[T ~uint16 | ~uint32](list []T, limit int) bool {
	for _, n := range list {
		if uint64(n) >= uint64(limit) {
			return false
		}
	}
	return true
}

// rises reports whether the numbers begin with 0, never fall, and end at last.
func rises(list []uint32, last int) bool {
	for i := range list {
		if i == 0 && list[0] != 0 || i > 0 && list[i] < list[i-1] {
			return false
		}
	}
	return len(list) > 0 && int(list[len(list)-1]) == last
}

func appendThemes(b []byte, t *themesPage) []byte {
	return appendArray(appendArray(appendArray(b, t.from), t.occurrences), t.chars)
}

// readThemes reads the words of a page, of a lexicon of so many.
func readThemes(b []byte, words int) (*themesPage, bool) {
	r := &arrayReader{rest: b}
	t := &themesPage{from: readArray[uint32](r), occurrences: readArray[occurrence](r), chars: readArray[uint16](r)}
	if !r.ended() || len(t.from) != words+1 || len(t.chars) != pageSize || !rises(t.from, len(t.occurrences)) {
		return nil, false
	}
	for _, o := range t.occurrences {
		if o.slot >= pageSize {
			return nil, false
		}
	}
	return t, true
}

func appendOpenings(b []byte, o *openings) []byte {
	return appendArray(appendArray(appendArray(appendArray(b, o.written), o.firsts), o.spelled), o.pairs)
}

// readOpenings reads those of a page's poems of one kind.
func readOpenings(b []byte, poems *[pageSize]*Poem, kind Kind) (*openings, bool) {
	r := &arrayReader{rest: b}
	o := &openings{written: readArray[place](r), firsts: readArray[first](r), spelled: readArray[spelt](r), pairs: readArray[uint32](r)}
	if !r.ended() || len(o.spelled) != len(o.written) || len(o.pairs) != alphabet*alphabet+1 || !rises(o.pairs, len(o.spelled)) || len(o.firsts) == 0 {
		return nil, false
	}
	for i, f := range o.firsts {
		if i == 0 && f.from != 0 || i > 0 && (f.from < o.firsts[i-1].from || f.char <= o.firsts[i-1].char) {
			return nil, false
		}
	}
	if int(o.firsts[len(o.firsts)-1].from) != len(o.written) {
		return nil, false
	}
	for i, at := range o.written {
		if !at.isIn(poems, kind) || !o.spelled[i].place.isIn(poems, kind) {
			return nil, false
		}
	}
	return o, true
}

// isIn reports whether a page has a poem, and it a clause, at the place.
func (at place) isIn(poems *[pageSize]*Poem, kind Kind) bool {
	slot, clause := at>>clauseBits, int(at&(1<<clauseBits-1))
	return poems[slot] != nil && (kind == Titles && clause == 0 || kind == Clauses && clause < len(poems[slot].Clauses))
}
