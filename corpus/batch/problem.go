package batch

import (
	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Problem is why a row did not go in, for the report of an import.
type Problem struct {
	File    string
	Row     int    // as the file's reader counts
	Column  string // as the file names it; "" for the row as a whole
	Code    string
	Message corpus.Message // the whole, advice included
	Advice  corpus.Message // what to do, where something can be done
}

// report hands on the notes on a row that did not go in.
func (e *engine) report(row corpus.BatchRow) {
	if e.problem == nil {
		return
	}
	for _, note := range row.Notes {
		p := Problem{File: row.File, Row: row.Line, Column: note.Column, Code: note.Code, Message: note.Message, Advice: note.Advice}
		if !note.Advice.IsZero() {
			p.Message = corpus.Advised(note.Message, note.Advice)
		}
		e.problem(p)
	}
}

// notesOf are the problems of a row that could not be read, as notes.
func notesOf(problems []intake.Problem) []corpus.RowNote {
	notes := make([]corpus.RowNote, len(problems))
	for i, p := range problems {
		notes[i] = corpus.RowNote{Column: p.Column, Code: p.Code, Message: p.Message, Advice: p.Advice}
	}
	return notes
}

// noteOf is an error of a file or a row as a note on it.
func noteOf(refused *corpus.Error) corpus.RowNote {
	what, advice := refused.Message.WithoutAdvice()
	return corpus.RowNote{Code: string(refused.Code), Message: what, Advice: advice}
}
