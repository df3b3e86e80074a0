package intake

import (
	"slices"

	"shiyun/corpus"
)

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
	// Guessed are the names of the columns of a table without a header, by what
	// they hold; Row is then its first row.
	Guessed []string
}

// FirstRows are the first rows of a table, out of which its columns are told
// where none of them is a header.
type FirstRows struct {
	numbers []int // of each, from 1
	rows    [][]string
}

// Empty reports whether no row was added.
func (f *FirstRows) Empty() bool { return len(f.rows) == 0 }

// Add adds a row that is not blank.
func (f *FirstRows) Add(row int, texts []string) {
	if len(f.rows) < MaxHeaderRow && len(texts) <= MaxColumns {
		f.numbers, f.rows = append(f.numbers, row), append(f.rows, slices.Clone(texts))
	}
}

// Guess is best, or a header made up for a table whose rows hold no name of a
// field at all.
func (f *FirstRows) Guess(best HeaderAt) HeaderAt {
	if best.Known > 0 || best.Body || f.Empty() {
		return best
	}
	names, first := GuessColumns(f.rows)
	if names != nil {
		best.Row, best.Body, best.Guessed = f.numbers[first], true, names
	}
	return best
}

// Table is a table with this header.
func (h HeaderAt) Table(t Table) *Table {
	if t.Row, t.Guessed = h.Row, h.Guessed != nil; t.Guessed {
		t.Row, t.Hidden = h.Row-1, nil
	}
	return &t
}

// Names are the names of the columns, as the header has them or as they were
// guessed.
func (h HeaderAt) Names(header []string) []string {
	if h.Guessed != nil {
		return h.Guessed
	}
	return header
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
	if ChatOf(names) != nil {
		h.Known, h.Body = 3, true
	}
	for _, name := range names {
		if f := FieldNamed(name); f != FieldNone {
			h.Known++
			h.Body = h.Body || f == FieldBody
		}
	}
	return h
}
