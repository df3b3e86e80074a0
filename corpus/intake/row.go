package intake

import (
	"io"

	"shiyun/corpus"
)

// Row is one record of a file.
type Row struct {
	File string
	// Number is where the row is in its file, from 1: the number that a table
	// shows for it, the line of a text or of JSON lines, the place in a JSON
	// array. It is 0 where the row stands for a whole file of an archive that is
	// refused for its Problems.
	Number int
	// Table and Cells are of tables only. Cells are what stands under
	// Table.Header and, where there are more, beyond its last column. Of a row
	// that breaks its format they are its one line.
	Table *Table
	Cells []string
	// Origin is the row's number in the sheet it came from, where it comes
	// back in one that WriteSheet wrote; else 0.
	Origin int

	// Draft always has a Body with text in it, unless the row is skipped or
	// refused. Of a refused row it holds what could be read.
	Draft corpus.Draft
	// Record is of a whole export: the row is no poem. Open is there where the
	// content of Record is another file, and good until the row is handed on.
	Record corpus.ExportRecord
	Open   func() (io.ReadCloser, error)
	// Whole holds for a poem of a whole export: rows that come later name it by
	// the number of its Draft.
	Whole    bool
	Skip     bool      // nothing is in the row
	Problems []Problem // not empty: the row is refused
	// Warnings are of a row that goes in all the same: what of it was left
	// out, or looks amiss.
	Warnings []Problem
}

// Problem is why a row is refused, and what whoever made the file can do about
// it.
type Problem struct {
	File    string
	Row     int
	Column  string // as the file names it; "" for the row as a whole
	Code    string
	Message corpus.Message // what is wrong
	Advice  corpus.Message // what to do; zero where nothing can be said
}

// The codes of problems.
const (
	CodeSyntax    = "syntax"        // the row breaks the rules of its format
	CodeEncoding  = "encoding"      // the bytes are not text in the file's encoding
	CodeControl   = "control"       // a character that does harm
	CodeNoText    = "no_text"       // no body
	CodeTooLong   = "too_long"      // beyond a limit
	CodeType      = "type"          // an object, say, where text belongs
	CodeValue     = "value"         // not one of the values allowed
	CodeDuplicate = "duplicate_key" // the same key twice
	CodeColumns   = "columns"       // content that stands under no column
	CodePrivate   = "private"       // identifies or reaches a person
	CodeNotVerse  = "not_verse"     // plainly no poem
)

// The codes of warnings; CodePrivate is one too.
const (
	CodeUnused    = "unused"     // was not read
	CodeHidden    = "hidden"     // was read although its sheet hides it
	CodeDate      = "date"       // digits that are no date
	CodeNoTitle   = "no_title"   // nothing is said of a title
	CodeNoAuthor  = "no_author"  // nothing is said of an author
	CodeLongTitle = "long_title" // may be a line of verse
	CodeWithin    = "within"     // a title that may be a line of the poem above
	CodeAuthors   = "authors"    // several in a cell
	CodeForm      = "form"       // other than the text shows
	CodeJoined    = "joined"     // made of several rows
	CodeNoHeader  = "no_header"  // of a table whose columns were told by what they hold
	CodeNamesake  = "namesake"   // by an author nearly of another's name
)

// Refuse adds a problem to the row. advice is zero where there is none.
func (r *Row) Refuse(column, code string, what, advice corpus.Message) {
	r.Problems = append(r.Problems, Problem{File: r.File, Row: r.Number, Column: column, Code: code, Message: what, Advice: advice})
}

// Warn adds a warning to the row. No argument of a message may be what is
// private.
func (r *Row) Warn(column, code string, what corpus.Message) {
	r.Warnings = append(r.Warnings, Problem{File: r.File, Row: r.Number, Column: column, Code: code, Message: what})
}

// Renumber gives the row another number, and its problems and warnings with it.
func (r *Row) Renumber(number int) {
	r.Number = number
	for _, problems := range [][]Problem{r.Problems, r.Warnings} {
		for i := range problems {
			problems[i].Row = number
		}
	}
}

// LeaveOut warns that a column, a member or a head was not read because it is
// private.
func (r *Row) LeaveOut(column string) {
	r.Warn(column, CodePrivate, corpus.NewMessage("intake.warn.private_column", column))
}

// Refusal is the Invalid error of a file that cannot be read as it is.
func Refusal(what, advice corpus.Message) *corpus.Error {
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.Advised(what, advice)}
}

// FileProblem is the problem of a file that could not be read at all, as err
// has it.
func FileProblem(file string, err *corpus.Error) Problem {
	what, advice := err.Message.WithoutAdvice()
	return Problem{File: file, Code: string(err.Code), Message: what, Advice: advice}
}

// CutRunes is s, or its first n code points.
func CutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
