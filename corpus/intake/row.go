package intake

import (
	"fmt"
	"io"
	"strings"

	"shiyun/corpus"
)

// Row is one record of a file.
type Row struct {
	File string
	// Number is a table's own for the row, its first row being 1; the line of
	// JSON lines, the place in a JSON array or among the poems of a text, all
	// from 1; 0 where the row stands for a whole file of an archive, which is
	// then refused for its Problems.
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
}

// Problem says why a row is refused and what to do, in Chinese for the person
// who made the file.
type Problem struct {
	File    string `json:"file"`
	Row     int    `json:"row"`
	Column  string `json:"column"` // as the file names it; "" for the row as a whole
	Code    string `json:"code"`
	Message string `json:"message"`          // the whole, advice included
	Advice  string `json:"advice,omitempty"` // what to do, where the message says it
}

// What is the message without the advice.
func (p Problem) What() string {
	return strings.TrimRight(strings.TrimSuffix(p.Message, p.Advice), "，；。")
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
)

func (r *Row) Refuse(column, code, format string, args ...any) {
	r.Problems = append(r.Problems, newProblem(r.File, r.Number, column, code, fmt.Sprintf(format, args...)))
}

// FileProblem is the problem of a file that could not be read at all, in the
// words of err.
func FileProblem(file string, err *corpus.Error) Problem {
	return newProblem(file, 0, "", string(err.Code), err.Message.Text)
}

func newProblem(file string, row int, column, code, message string) Problem {
	return Problem{File: file, Row: row, Column: column, Code: code, Message: message, Advice: adviceOf(message)}
}

// adviceOf is the part of a message that says what to do. Every message of
// ours says first what is wrong and then 请.
func adviceOf(message string) string {
	for i := range message {
		if rest, ok := strings.CutPrefix(message[i:], "，"); ok && strings.HasPrefix(rest, "请") {
			return rest
		}
		if rest, ok := strings.CutPrefix(message[i:], "；"); ok && strings.HasPrefix(rest, "请") {
			return rest
		}
	}
	return ""
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
