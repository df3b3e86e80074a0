package prosody

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/couplet"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/rhyme"
)

// plainlyOld is from which weight of faults a line verse of a regulated shape
// is old-style beyond doubt, and its faults are not listed.
const plainlyOld = 0.6

// checkRegulated checks verse of a regulated form, several poems where it has
// as many clauses as several.
func (r *Report) checkRegulated(clauses []clause.Clause, choice Choice, written bool) {
	parts := r.partsOf(clauses)
	if parts == nil {
		r.add(finding.Whole(WrongShape, finding.Error, corpus.NewMessage("prosody.shape", corpus.Name(r.Form)), corpus.NewMessage("prosody.shape_advice", corpus.Name(r.Form))))
		no := false
		r.MetreOK = &no
		return
	}
	results, book := checkParts(parts, choice)
	r.Book, r.metre = book, results
	rhymes, keeps := true, true
	for _, result := range results {
		r.take(result, written)
		rhymes, keeps = rhymes && result.RhymeOK, keeps && result.MetreOK
	}
	r.RhymeOK, r.MetreOK = &rhymes, &keeps
	r.checkParallel(parts)
	if !choice.Given && !book.Modern() {
		r.considerModern(parts, results)
	}
}

// take adds what was found in one poem. Where nobody called it regulated and it
// is not, it is old-style verse.
func (r *Report) take(result *metre.Result, written bool) {
	for _, one := range result.Rhymes {
		r.addRhyme(result.Book.Name(one))
	}
	old := !result.Regular() && (len(result.Patterns) > 4 || result.Faults > plainlyOld)
	if !written && old {
		r.add(finding.Whole(OldStyle, finding.Note, corpus.NewMessage("prosody.old_style", corpus.Name(r.Form)), corpus.Message{}))
		if len(result.Patterns) > 4 {
			r.Form = corpus.FormGufeng
		}
		if result.Faults > plainlyOld || len(result.Patterns) > 8 {
			result.MetreOK = false
			return
		}
	}
	r.Findings = append(r.Findings, result.Findings...)
}

// checkParallel adds a hint where a middle couplet of a 律诗 is hardly parallel.
func (r *Report) checkParallel(parts [][]clause.Clause) {
	if r.Form != corpus.FormWulu && r.Form != corpus.FormQilu {
		return
	}
	for _, part := range parts {
		r.Findings = append(r.Findings, couplet.CheckParallel(part)...)
	}
}

func (r *Report) addRhyme(name string) {
	for _, known := range r.Rhymes {
		if known == name {
			return
		}
	}
	r.Rhymes = append(r.Rhymes, name)
}

// partsOf returns the poems that clauses are by the form, nil where they are
// none.
func (r *Report) partsOf(clauses []clause.Clause) [][]clause.Clause {
	shape, length := shapes[r.Form], clause.Even(clauses)
	switch {
	case !metre.Suits(clauses), shape.length != 0 && length != shape.length:
		return nil
	case shape.clauses == 0:
		if len(clauses) < 10 {
			return nil
		}
		return [][]clause.Clause{clauses}
	case len(clauses)%shape.clauses != 0:
		return nil
	}
	var parts [][]clause.Clause
	for at := 0; at < len(clauses); at += shape.clauses {
		parts = append(parts, clauses[at:at+shape.clauses])
	}
	return parts
}

// checkParts checks poems by the chosen book, or by 平水韵 unless nothing is
// wrong by 中华新韵 and several things are by the other.
func checkParts(parts [][]clause.Clause, choice Choice) ([]*metre.Result, rhyme.Book) {
	if choice.Given {
		return checkBy(parts, choice.Book), choice.Book
	}
	old := checkBy(parts, rhyme.Pingshui)
	if faultsOf(old) < 2 {
		return old, rhyme.Pingshui
	}
	if modern := checkBy(parts, rhyme.Xinyun); faultsOf(modern) == 0 {
		return modern, rhyme.Xinyun
	}
	return old, rhyme.Pingshui
}

func checkBy(parts [][]clause.Clause, book rhyme.Book) (results []*metre.Result) {
	for _, part := range parts {
		results = append(results, metre.Check(part, book))
	}
	return results
}

func faultsOf(results []*metre.Result) (n int) {
	for _, result := range results {
		n += errorsIn(result.Findings)
	}
	return n
}

// considerModern says where the one thing wrong is not by 中华新韵.
func (r *Report) considerModern(parts [][]clause.Clause, results []*metre.Result) {
	if faultsOf(results) == 1 && faultsOf(checkBy(parts, rhyme.Xinyun)) == 0 {
		r.add(finding.Whole(ModernBook, finding.Note, corpus.NewMessage("prosody.modern_book"), corpus.NewMessage("prosody.modern_book_advice")))
	}
}
