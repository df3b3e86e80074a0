package prosody

import (
	"strings"

	"shiyun/corpus/prosody/aria"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/couplet"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// checkAria checks a 曲.
func (r *Report) checkAria(clauses []clause.Clause) {
	r.Book = rhyme.Tongyun
	result := aria.Check(clauses, r.Tune)
	for _, one := range result.Rhymes {
		r.addRhyme(r.Book.Name(one))
	}
	r.RhymeOK = &result.RhymeOK
	if result.Known {
		r.MetreOK = &result.MetreOK
	}
	r.Findings = append(r.Findings, result.Findings...)
}

// checkCouplet checks a 楹联. Old and new sounds must not be mixed: where some
// tones are wrong by the old and none by the new, the new are meant.
func (r *Report) checkCouplet(clauses []clause.Clause, choice Choice) {
	if len(clauses) < 2 {
		return
	}
	if !choice.Given {
		choice.Book = rhyme.Pingshui
	}
	r.Book = choice.Book
	findings, ok := couplet.Check(clauses, choice.Book)
	if !choice.Given && finding.Has(findings, finding.Error, couplet.WrongEnd) {
		if modern, fine := couplet.Check(clauses, rhyme.Xinyun); fine {
			findings, ok, r.Book = modern, fine, rhyme.Xinyun
		}
	}
	r.MetreOK = &ok
	r.Findings = append(r.Findings, findings...)
}

// sideLabels may stand before the sides of a couplet.
var sideLabels = []string{"上联", "下联", "上聯", "下聯", "横批", "橫批", "横额", "橫額"}

// sidesOf leaves out of the clauses the labels of the sides and a scroll above
// or below them.
func sidesOf(body string, clauses []clause.Clause) []clause.Clause {
	if !strings.ContainsAny(body, "联聯横橫") {
		return clauses
	}
	var sides []clause.Clause
	scroll := false
	for _, c := range clauses {
		label := false
		for i, name := range sideLabels {
			if c.Text() == name {
				label, scroll = true, i >= 4
			}
		}
		if !label && !scroll {
			sides = append(sides, c)
		}
	}
	return sides
}
