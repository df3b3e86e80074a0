package intake

import (
	"fmt"

	"shiyun/corpus"
)

// Row is one record of a file.
type Row struct {
	File   string
	Number int // CSV: the spreadsheet's own, the header being 1; JSON lines: the line, from 1

	// Draft always has a Body with text in it, unless the row is skipped or
	// refused. Of a refused row it holds what could be read.
	Draft    corpus.Draft
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
	Message string `json:"message"`
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

func (r *Row) refuse(column, code, format string, args ...any) {
	r.Problems = append(r.Problems, Problem{
		File: r.File, Row: r.Number, Column: column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}
