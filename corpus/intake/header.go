package intake

import "shiyun/corpus"

// MaxColumns bounds the bookkeeping of one row of a table; a spreadsheet of
// poems has some twenty columns.
const MaxColumns = 1000

// TooManyColumns is why a row beyond that is refused, and what to do.
func TooManyColumns() (what, advice corpus.Message) {
	return corpus.NewMessage("intake.too_many_columns", MaxColumns), corpus.NewMessage("intake.advice.fewer_columns")
}

// MaxHeaderRow is the last row a header is looked for in. Above it people put
// a title, a date and an empty row or two.
const MaxHeaderRow = 10

// HeaderAt says where a table's header stands.
type HeaderAt struct {
	Row   int // from 1
	Known int // how many of its names are
	Body  bool
	Delim byte // of CSV
}

// Better reports whether a row makes a better header than the best so far: the
// first with a column of bodies, or else that with most known names. The
// first row that is not blank is better than none.
func (h HeaderAt) Better(best HeaderAt) bool {
	switch {
	case best.Row == 0:
		return true
	case h.Body != best.Body:
		return h.Body
	}
	return !best.Body && h.Known > best.Known
}

// JudgeHeader rates names as the header of a table.
func JudgeHeader(row int, names []string) HeaderAt {
	h := HeaderAt{Row: row}
	for _, name := range names {
		if f := FieldNamed(name); f != FieldNone {
			h.Known++
			h.Body = h.Body || f == FieldBody
		}
	}
	return h
}
