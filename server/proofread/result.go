// Package proofread renders what a check of verse found for programs: the
// object that shiyun check --json prints and that the API answers with.
package proofread

import (
	"shiyun/corpus/prosody"
	"shiyun/server/catalogue"
)

// Result is a checked poem. Its keys are a contract: fields are added, never
// renamed or taken away.
type Result struct {
	Ref       string    `json:"ref"`
	Title     string    `json:"title"`
	Form      string    `json:"form"`
	Tune      string    `json:"tune"`
	TuneNames []string  `json:"tune_names"`
	Book      string    `json:"book"`
	RhymeOK   *bool     `json:"rhyme_ok"` // null where the form has no such rule
	MetreOK   *bool     `json:"metre_ok"`
	Rhymes    []string  `json:"rhymes"`
	Findings  []Finding `json:"findings"`
}

// Finding is one thing found. Line and Char count from 1, the character in code
// points of its line, marks included; both are 0 for what is about the whole.
type Finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Line     int    `json:"line"`
	Char     int    `json:"char"`
	Text     string `json:"text"` // what is found, in words
	Advice   string `json:"advice"`
}

// New renders a report in the words of a catalogue.
func New(ref, title string, r prosody.Report, words *catalogue.Catalogue) Result {
	result := Result{
		Ref: ref, Title: title, Form: string(r.Form), Tune: r.Tune, TuneNames: append([]string{}, r.TuneNames...), Book: r.Book.String(),
		RhymeOK: r.RhymeOK, MetreOK: r.MetreOK, Rhymes: append([]string{}, r.Rhymes...), Findings: []Finding{},
	}
	for _, f := range r.Findings {
		result.Findings = append(result.Findings, Finding{string(f.Rule), string(f.Severity), f.Line, f.Char, words.Render(f.Message), words.Render(f.Advice)})
	}
	return result
}
