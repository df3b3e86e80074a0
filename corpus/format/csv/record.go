package csv

import (
	"bytes"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

const (
	// maxRecord bounds the memory of one record in bytes, and how much of a
	// file one quote left open can hide.
	maxRecord = 1 << 20
	// maxRescan bounds the bytes of one file read more than once. Each quote
	// left open costs up to maxRecord of them, and a forged file could have
	// one in every line.
	maxRescan = 64 << 20
	// maxShown bounds the bytes of a line that breaks its format and goes back
	// to the curator as one cell; a spreadsheet's holds 32,767 characters.
	maxShown = 32 << 10
)

// records cuts a window into CSV records, with quoted fields that may hold
// delimiters and line ends. encoding/csv is not used: it drops blank lines
// without counting them, so row numbers would drift from the spreadsheet's; a
// quote left open swallows the file into memory; and after an error it cannot
// go on at the next line.
//
// A quote within an unquoted field is an ordinary character, as spreadsheets
// read it.
type records struct {
	w       *source.Window
	delim   byte
	fields  []field // of the record scanned last, counted from its first byte
	size    int     // bytes of that record, line end included
	current field
	state   scanState
	rescans int // bytes read for nothing so far
}

// field is where a field's text stands in its record, quotes around it left
// out.
type field struct {
	from, to int
	doubled  bool // holds quotes written twice
}

type scanState int

const (
	atField      scanState = iota // at the beginning of a field
	inPlain                       // in a field without quotes
	inQuotes                      // between quotes
	behindQuotes                  // just after a quote that may close or be the first of two
)

// fault is why a record cannot be read.
type fault int

const (
	noFault     fault = iota
	openQuote         // a quote is not closed
	strayQuote        // text stands behind a closing quote
	longRecord        // beyond maxRecord
	manyColumns       // beyond intake.MaxColumns
)

// describe returns what is wrong with the record, and what to do about it.
func (f fault) describe() (what, advice corpus.Message) {
	switch f {
	case openQuote:
		return corpus.NewMessage("intake.open_quote"), corpus.NewMessage("intake.advice.close_quote")
	case strayQuote:
		return corpus.NewMessage("intake.text_after_quote"), corpus.Message{}
	case longRecord:
		return corpus.NewMessage("intake.record_too_long"), corpus.NewMessage("intake.advice.split_row")
	}
	return intake.TooManyColumns()
}

// scan finds the fields of the next record without consuming it.
func (r *records) scan() fault {
	r.fields, r.size, r.current, r.state = r.fields[:0], 0, field{}, atField
	r.w.Cut = false
	for {
		for _, c := range r.w.Bytes()[r.size:] {
			f, done := r.step(c)
			if done || f != noFault {
				return f
			}
		}
		if !r.w.Fill() {
			return r.finish()
		}
	}
}

// step takes one byte and says whether it ended the record.
func (r *records) step(c byte) (f fault, done bool) {
	at := r.size
	r.size++
	switch r.state {
	case inQuotes:
		if c == '"' {
			r.state, r.current.to = behindQuotes, at
		}
		return noFault, false
	case behindQuotes:
		if c == '"' {
			r.state, r.current.doubled = inQuotes, true
			return noFault, false
		}
	case atField:
		if c == '"' {
			r.state, r.current.from = inQuotes, at+1
			return noFault, false
		}
		r.current.from = at
	}
	switch {
	case c == '\n' || c == '\r':
		return r.endField(at), true
	case c == r.delim:
		return r.endField(at), false
	case r.state == behindQuotes:
		return strayQuote, false
	}
	r.state = inPlain
	return noFault, false
}

func (r *records) endField(at int) fault {
	if len(r.fields) == intake.MaxColumns {
		return manyColumns
	}
	if r.state != behindQuotes {
		r.current.to = at
	}
	r.fields = append(r.fields, r.current)
	r.current, r.state = field{}, atField
	return noFault
}

// finish ends a record that no line end ends.
func (r *records) finish() fault {
	r.w.Cut = true
	switch {
	case r.state == inQuotes:
		return openQuote
	case r.w.Full():
		return longRecord
	}
	if r.state == atField {
		r.current.from = r.size
	}
	return r.endField(r.size)
}

// consume passes over the record scanned last.
func (r *records) consume() {
	r.w.AfterCR = r.size > 0 && r.w.Bytes()[r.size-1] == '\r'
	r.w.Consume(r.size)
}

// resync passes over the first line of a record that cannot be read. The
// lines after it may be sound, and belong to a record of their own where the
// quote left open was meant to close.
func (r *records) resync() {
	r.rescans += r.size
	r.w.SkipLine()
}

func (r *records) raw() []byte { return bytes.TrimRight(r.w.Bytes()[:r.size], "\r\n") }

func (r *records) bytes(f field) []byte {
	b := r.w.Bytes()[f.from:f.to]
	if f.doubled {
		return bytes.ReplaceAll(b, []byte(`""`), []byte(`"`))
	}
	return b
}
