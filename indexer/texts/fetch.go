package texts

import "shiyun/corpus"

// fetcher hands poems on some at a time, having read of each first what decides
// on most of them. A search that finds half the archive waits for memory, poem
// after poem, unless the poems of a batch are asked for together.
type fetcher struct {
	fn    func(*Poem) bool
	batch [16]*Poem
	n     int
}

// add reports whether fn wants more.
func (f *fetcher) add(p *Poem) bool {
	f.batch[f.n] = p
	if f.n++; f.n < len(f.batch) {
		return true
	}
	return f.flush()
}

// flush hands on the poems that are held back.
func (f *fetcher) flush() bool {
	batch := f.batch[:f.n]
	f.n = 0
	if !fetch(batch) {
		return false
	}
	for _, p := range batch {
		if !f.fn(p) {
			return false
		}
	}
	return true
}

// fetch reads the beginning and the date of every poem: none of these reads
// waits for another. It is always true; the reads would be left out if nothing
// came of them.
func fetch(poems []*Poem) bool {
	last, year := corpus.PoemID(0), 0
	for _, p := range poems {
		last, year = max(last, p.ID), max(year, p.Date.Year)
	}
	return last >= 0 && year >= 0
}
