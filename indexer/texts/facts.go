package texts

import (
	"encoding/binary"
	"strings"

	"shiyun/corpus"
)

// facts count what the poems of a page are filed under, each in order of the
// first poem that has it. Nothing of them is in the texts of the page.
type facts struct {
	tags        tally[string]
	tunes       tally[string]
	forms       []int // by place in corpus.Forms
	authors     tally[corpus.AuthorID]
	places      tally[corpus.PlaceID]
	collections tally[corpus.CollectionRef]
	times       tally[Time]
}

// tally is how many poems have each of some keys.
type tally[K comparable] []counted[K]

type counted[K comparable] struct {
	key   K
	poems int
}

// counter makes a tally.
type counter[K comparable] struct {
	list tally[K]
	at   map[K]int // in list
}

func (c *counter[K]) add(key K) {
	if at, ok := c.at[key]; ok {
		c.list[at].poems++
		return
	}
	if c.at == nil {
		c.at = map[K]int{}
	}
	c.at[key] = len(c.list)
	c.list = append(c.list, counted[K]{key, 1})
}

func newFacts(poems *[pageSize]*Poem) *facts {
	forms := make([]int, len(corpus.Forms()))
	var tags, tunes counter[string]
	var authors counter[corpus.AuthorID]
	var places counter[corpus.PlaceID]
	var collections counter[corpus.CollectionRef]
	var times counter[Time]
	for _, p := range poems {
		if p == nil {
			continue
		}
		for _, tag := range p.Tags {
			tags.add(tag)
		}
		if p.Tune != "" {
			tunes.add(strings.Clone(p.Tune))
		}
		if p.FormNo >= 0 {
			forms[p.FormNo]++
		}
		authors.add(p.Author)
		if p.Place != 0 {
			places.add(p.Place)
		}
		if t := (Time{p.Date.Year, p.Months}); t != (Time{}) {
			times.add(t)
		}
		for _, c := range p.Collections {
			collections.add(corpus.CollectionRef{ID: c.ID, Name: strings.Clone(c.Name)})
		}
	}
	return &facts{tags.list, tunes.list, forms, authors.list, places.list, collections.list, times.list}
}

// appendFacts adds facts to b as they are in a file.
func appendFacts(b []byte, f *facts) []byte {
	b = appendTally(b, f.tags, appendString)
	b = appendTally(b, f.tunes, appendString)
	b = binary.AppendUvarint(b, uint64(len(f.forms)))
	for _, n := range f.forms {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = appendTally(b, f.authors, func(b []byte, id corpus.AuthorID) []byte { return binary.AppendVarint(b, int64(id)) })
	b = appendTally(b, f.places, func(b []byte, id corpus.PlaceID) []byte { return binary.AppendVarint(b, int64(id)) })
	b = appendTally(b, f.collections, appendCollection)
	return appendTally(b, f.times, func(b []byte, t Time) []byte {
		return binary.AppendUvarint(binary.AppendVarint(b, int64(t.Year)), uint64(t.Months))
	})
}

func appendTally[K comparable](b []byte, list tally[K], appendKey func([]byte, K) []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, c := range list {
		b = binary.AppendUvarint(appendKey(b, c.key), uint64(c.poems))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendCollection(b []byte, c corpus.CollectionRef) []byte {
	return appendString(binary.AppendVarint(b, int64(c.ID)), c.Name)
}

// readFacts reads what appendFacts wrote, and reports whether it is that.
func readFacts(b []byte) (*facts, bool) {
	r := &fieldReader{rest: b}
	f := &facts{tags: readTally(r, (*fieldReader).text), tunes: readTally(r, (*fieldReader).text)}
	f.forms = make([]int, len(corpus.Forms()))
	if r.uvarint() != uint64(len(f.forms)) {
		return nil, false
	}
	for i := range f.forms {
		f.forms[i] = int(r.uvarint())
	}
	f.authors = readTally(r, func(r *fieldReader) corpus.AuthorID { return corpus.AuthorID(r.varint()) })
	f.places = readTally(r, func(r *fieldReader) corpus.PlaceID { return corpus.PlaceID(r.varint()) })
	f.collections = readTally(r, (*fieldReader).collection)
	f.times = readTally(r, func(r *fieldReader) Time { return Time{int(r.varint()), uint16(r.uvarint())} })
	return f, !r.bad && len(r.rest) == 0
}

func readTally[K comparable](r *fieldReader, readKey func(*fieldReader) K) tally[K] {
	n := r.uvarint()
	if n > uint64(len(r.rest)) { // each takes two bytes or more
		r.bad = true
		return nil
	}
	list := make(tally[K], 0, n)
	for range n {
		key := readKey(r)
		list = append(list, counted[K]{key, int(r.uvarint())})
	}
	return list
}

// fieldReader reads fields one after another. What is not there reads as zero
// and sets bad.
type fieldReader struct {
	rest []byte
	bad  bool
}

func (r *fieldReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	return advance(r, v, n)
}

func (r *fieldReader) varint() int64 {
	v, n := binary.Varint(r.rest)
	return advance(r, v, n)
}

func advance[V uint64 | int64](r *fieldReader, v V, n int) V {
	if n <= 0 {
		r.rest, r.bad = nil, true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// text returns a string of its own, which does not go with what is read.
func (r *fieldReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.rest, r.bad = nil, true
		return ""
	}
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *fieldReader) collection() corpus.CollectionRef {
	id := r.varint()
	return corpus.CollectionRef{ID: corpus.CollectionID(id), Name: r.text()}
}
