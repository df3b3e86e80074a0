package texts

import (
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"shiyun/corpus"
)

// record is a Poem in a file. Its texts are spans of one run of bytes that the
// poems of a page share.
type record struct {
	ID, Author, Place, Revision                                        int64
	Text, Raw, Initials, Tune, Ref, Form, Precision, Tags, Collections span
	Preface, Body                                                      uint32
	Clauses                                                            span // of the clauses of the page
	Year, Month, Day                                                   int32
	FormNo                                                             int16
	Months                                                             uint16
}

// span is a part of a list.
type span struct{ At, Len uint32 }

// poemsWriter turns the poems of a page into arrays.
type poemsWriter struct {
	records []record
	text    []byte
	clauses []Clause
	met     map[string]span // of what many poems have
}

// appendPoems adds the poems of a page to b.
func appendPoems(b []byte, poems *[pageSize]*Poem) []byte {
	w := &poemsWriter{met: map[string]span{}}
	for _, p := range poems {
		if p != nil {
			w.add(p)
		}
	}
	return appendArray(appendArray(appendArray(b, w.records), w.text), w.clauses)
}

func (w *poemsWriter) add(p *Poem) {
	r := record{ID: int64(p.ID), Author: int64(p.Author), Place: int64(p.Place), Revision: int64(p.Revision), Preface: uint32(p.Preface), Body: uint32(p.Body),
		Year: int32(p.Date.Year), Month: int32(p.Date.Month), Day: int32(p.Date.Day), FormNo: int16(p.FormNo), Months: p.Months}
	r.Text = w.write(p.Text)
	if r.Raw = r.Text; p.Raw != p.Text {
		r.Raw = w.write(p.Raw)
	}
	r.Initials, r.Ref = w.write(p.Initials), w.write(p.Ref)
	r.Tune, r.Form, r.Precision, r.Tags = w.share(p.Tune), w.share(string(p.Form)), w.share(string(p.Date.Precision)), w.share(joinTags(p.Tags))
	var collections []byte
	for _, c := range p.Collections {
		collections = appendCollection(collections, c)
	}
	r.Collections = w.share(string(collections))
	r.Clauses = span{uint32(len(w.clauses)), uint32(len(p.Clauses))}
	w.clauses = append(w.clauses, p.Clauses...)
	w.records = append(w.records, r)
}

func (w *poemsWriter) write(s string) span {
	at := span{uint32(len(w.text)), uint32(len(s))}
	w.text = append(w.text, s...)
	return at
}

func (w *poemsWriter) share(s string) span {
	at, ok := w.met[s]
	if !ok {
		at = w.write(s)
		w.met[strings.Clone(s)] = at
	}
	return at
}

// poemsReader makes the poems of a page of its section. The texts stay where
// they are.
type poemsReader struct {
	text    string
	clauses []Clause
	tags    *tagLists
	// lists are the tags of the page by where they stand.
	lists map[span][]string
}

// readPoems reads the poems of a page, and reports whether they are such as
// appendPoems writes: who reads a poem relies on it.
func readPoems(b []byte, number int64, tags *tagLists) (*[pageSize]*Poem, bool) {
	a := &arrayReader{rest: b}
	records, text, clauses := readArray[record](a), readArray[byte](a), readArray[Clause](a)
	if !a.ended() || len(records) > pageSize {
		return nil, false
	}
	r := &poemsReader{unsafe.String(unsafe.SliceData(text), len(text)), clauses, tags, map[span][]string{}}
	poems, block, last := &[pageSize]*Poem{}, make([]Poem, len(records)), int64(-1)
	for i := range records {
		rec := &records[i]
		if rec.ID <= last || rec.ID/pageSize != number || !r.read(&block[i], rec) {
			return nil, false
		}
		last = rec.ID
		poems[rec.ID%pageSize] = &block[i]
	}
	return poems, true
}

func (r *poemsReader) read(p *Poem, rec *record) bool {
	ok := true
	cut := func(at span) string {
		if uint64(at.At)+uint64(at.Len) > uint64(len(r.text)) {
			ok = false
			return ""
		}
		return r.text[at.At : at.At+at.Len]
	}
	*p = Poem{ID: corpus.PoemID(rec.ID), Author: corpus.AuthorID(rec.Author), Place: corpus.PlaceID(rec.Place), Revision: int(rec.Revision),
		FormNo: int(rec.FormNo), Months: rec.Months, Preface: int(rec.Preface), Body: int(rec.Body),
		Text: cut(rec.Text), Raw: cut(rec.Raw), Initials: cut(rec.Initials), Tune: cut(rec.Tune), Ref: cut(rec.Ref)}
	p.Date = corpus.Date{Year: int(rec.Year), Month: int(rec.Month), Day: int(rec.Day), Precision: precisionNamed(cut(rec.Precision))}
	p.Tags = r.readTags(rec.Tags, cut)
	p.Collections = readCollections(cut(rec.Collections))
	p.Form = formNamed(p.FormNo, cut(rec.Form))
	if !ok || uint64(rec.Clauses.At)+uint64(rec.Clauses.Len) > uint64(len(r.clauses)) || p.FormNo < -1 || p.FormNo >= len(corpus.Forms()) {
		return false
	}
	p.Clauses = r.clauses[rec.Clauses.At : rec.Clauses.At+rec.Clauses.Len : rec.Clauses.At+rec.Clauses.Len]
	return p.holdsTogether()
}

// holdsTogether reports whether the parts of a poem are where they can be.
func (p *Poem) holdsTogether() bool {
	parted := 0 < p.Preface && p.Preface < p.Body && p.Body <= len(p.Text)
	if !parted && (p.Preface != 0 || p.Body != 0 || p.Text != "") {
		return false
	}
	least := p.Body
	for _, c := range p.Clauses {
		if c.At() < least || c.At() >= len(p.Text) {
			return false
		}
		least = c.At() + 1
	}
	return true
}

// sameLength reports whether the forms of a text have a letter or a character
// for each of its characters. It takes longer than all else there is to check.
func (p *Poem) sameLength() bool {
	n := utf8.RuneCountInString(p.Text)
	return n == len(p.Initials) && (p.Raw == p.Text || n == utf8.RuneCountInString(p.Raw))
}

func (r *poemsReader) readTags(at span, cut func(span) string) []string {
	list, met := r.lists[at]
	if !met {
		list = r.tags.shareJoined(cut(at))
		r.lists[at] = list
	}
	return list
}

func readCollections(s string) (list []corpus.CollectionRef) {
	r := &fieldReader{rest: []byte(s)}
	for len(r.rest) > 0 {
		if c := r.collection(); !r.bad {
			list = append(list, c)
		}
	}
	return list
}

var precisions = []corpus.Precision{corpus.PrecisionNone, corpus.PrecisionYear, corpus.PrecisionMonth, corpus.PrecisionDay, corpus.PrecisionLunar}

// precisionNamed returns a precision that is not in the file it is read from.
func precisionNamed(name string) corpus.Precision {
	if at := slices.Index(precisions, corpus.Precision(name)); at >= 0 {
		return precisions[at]
	}
	return corpus.Precision(strings.Clone(name))
}

func formNamed(number int, name string) corpus.Form {
	if forms := corpus.Forms(); number >= 0 && number < len(forms) && string(forms[number]) == name {
		return forms[number]
	}
	return corpus.Form(strings.Clone(name))
}
