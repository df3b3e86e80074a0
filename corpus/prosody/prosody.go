// Package prosody checks verse as a proof-reader of a poetry society would:
// lines in, findings out. It tells the form and the tune of a text, and says
// where it leaves the rules of tone and rhyme that the form has, in which of
// four books, and what would mend it. All of it is advice.
//
// It knows no store, no file and no page. All functions are safe for concurrent
// use; tables are unpacked when they are first asked for.
package prosody

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/prosody/tune"
	"shiyun/corpus/verse"
)

// Poem is verse to be checked, with what is said of it. Form and Tune are what
// a person wrote, "" where nobody did.
type Poem struct {
	Title, Preface, Body, Note string
	Form                       corpus.Form
	Tune                       string
	Tags                       []string
}

// Report is what a check found.
type Report struct {
	Form      corpus.Form // as it was written, otherwise as the text shows; 其他 where neither says
	Tune      string      // as it was written, otherwise as it goes by; "" for none
	TuneNames []string    // every name of the tune
	Book      rhyme.Book
	// RhymeOK and MetreOK report whether no fault was found; nil where the form
	// has no such rules.
	RhymeOK, MetreOK *bool
	Rhymes           []string // names of the rhymes, the chief one first
	Findings         []finding.Finding

	clauses []clause.Clause
	metre   []*metre.Result // of each of the poems that clauses are, of regulated verse
	sung    *tune.Result    // of a 词
}

// Rules about a poem as a whole.
const (
	TooLong    finding.Rule = "too_long"    // only its beginning was read
	WrongShape finding.Rule = "shape"       // other lengths than the form has
	OldStyle   finding.Rule = "old_style"   // 古风
	ModernBook finding.Rule = "modern_book" // by 中华新韵 nothing is wrong
	NoSuchTune finding.Rule = "no_tune"     // the tables lack the tune
)

// Choice is which book to go by: the poem's own statement comes before it.
type Choice struct {
	Book  rhyme.Book
	Given bool // false leaves it to the form and the text
}

// Check checks a poem.
func Check(p Poem, choice Choice) Report {
	clauses, cut := clause.Read(p.Body)
	r := &Report{Form: p.Form, Tune: p.Tune, Rhymes: []string{}, clauses: clauses}
	if r.Form == corpus.FormOther {
		r.Form = ""
	}
	if book, ok := StatedBook(p); ok {
		choice = Choice{book, true}
	}
	r.Book = choice.Book
	if r.Tune == "" {
		r.Tune = verse.TuneFor(p.Title, p.Body)
	}
	if len(clauses) > 0 {
		r.check(p, clauses, choice)
	}
	if r.Form == "" {
		r.Form = corpus.FormOther
	}
	if cut {
		r.add(finding.Whole(TooLong, finding.Note, corpus.NewMessage("prosody.too_long", clause.MaxChars), corpus.Message{}))
	}
	return *r
}

func (r *Report) add(f finding.Finding) { r.Findings = append(r.Findings, f) }

// check picks the rules by the form, and the form by the text where nobody
// wrote one.
func (r *Report) check(p Poem, clauses []clause.Clause, choice Choice) {
	written := r.Form != ""
	if !written {
		r.Form = formOf(p, r.Tune, clauses)
	}
	switch r.Form {
	case corpus.FormCi:
		r.checkTune(clauses, choice)
	case corpus.FormQu:
		r.checkAria(clauses)
	case corpus.FormYinglian:
		r.checkCouplet(sidesOf(p.Body, clauses), choice)
	case corpus.FormWujue, corpus.FormQijue, corpus.FormWulu, corpus.FormQilu, corpus.FormPailu:
		r.checkRegulated(clauses, choice, written)
	}
}

// shapes are the lengths that regulated forms have: characters of a clause, 0
// for five or seven, and clauses, 0 for ten or more.
var shapes = map[corpus.Form]struct{ length, clauses int }{
	corpus.FormWujue: {5, 4}, corpus.FormQijue: {7, 4}, corpus.FormWulu: {5, 8}, corpus.FormQilu: {7, 8}, corpus.FormPailu: {0, 0},
}
