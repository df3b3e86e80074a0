package command

import (
	"shiyun/corpus"
	"shiyun/corpus/batch"
)

// importResult is the outcome of an import as --json prints it: a contract
// with scripts.
type importResult struct {
	Batch corpus.BatchID `json:"batch"` // 0 for a dry run
	corpus.Counts
	Errors   []importProblem `json:"errors"`
	Warnings []importProblem `json:"warnings,omitempty"` // of rows that went in
}

// importProblem is why a row did not go in, or what of it was left out.
type importProblem struct {
	File    string `json:"file"`
	Row     int    `json:"row"`
	Column  string `json:"column"` // as the file names it; "" for the row as a whole
	Code    string `json:"code"`
	Message string `json:"message"`          // the whole, advice included
	Advice  string `json:"advice,omitempty"` // what to do, where the message has it
}

func newImportResult(r batch.Report) importResult {
	report := importResult{Batch: r.Batch, Counts: r.Counts, Errors: []importProblem{}}
	for _, p := range r.Errors {
		report.Errors = append(report.Errors, importProblem{p.File, p.Row, p.Column, p.Code, render(p.Message), render(p.Advice)})
	}
	for _, p := range r.Warnings {
		report.Warnings = append(report.Warnings, importProblem{p.File, p.Row, p.Column, p.Code, render(p.Message), render(p.Advice)})
	}
	return report
}
