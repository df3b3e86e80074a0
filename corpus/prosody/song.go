package prosody

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/prosody/tune"
)

// checkTune checks a 词 against the tune that it is called by, or else against
// the one that the text shows.
func (r *Report) checkTune(clauses []clause.Clause, choice Choice) {
	book := rhyme.Cilin
	if choice.Given && choice.Book.Modern() {
		book = choice.Book
	}
	r.Book = book
	match := r.matchTune(clauses, book)
	if match.Form == nil {
		return
	}
	result := tune.Check(clauses, match, book)
	if !choice.Given && errorsIn(result.Findings) >= 2 {
		if modern := tune.Check(clauses, match, rhyme.Xinyun); errorsIn(modern.Findings) == 0 {
			result, r.Book = modern, rhyme.Xinyun
		}
	}
	r.sung = result
	for _, one := range result.Rhymes {
		r.addRhyme(r.Book.Name(one))
	}
	r.RhymeOK, r.MetreOK = &result.RhymeOK, &result.MetreOK
	r.Findings = append(r.Findings, result.Findings...)
}

// matchTune returns the form to check against, and says where the tables lack
// the tune.
func (r *Report) matchTune(clauses []clause.Clause, book rhyme.Book) tune.Match {
	if r.Tune != "" {
		of := tune.Find(r.Tune)
		if of == nil {
			r.add(finding.Whole(NoSuchTune, finding.Note, corpus.NewMessage("prosody.no_tune", r.Tune), corpus.Message{}))
			return tune.Match{}
		}
		r.TuneNames = of.Names
		return tune.Nearest(clauses, of, book)
	}
	match := tune.Recognise(clauses, book)
	if match.Form != nil {
		r.Tune, r.TuneNames = match.Form.Tune.Names[0], match.Form.Tune.Names
	}
	return match
}
