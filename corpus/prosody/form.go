package prosody

import (
	"cmp"

	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/prosody/tune"
	"shiyun/corpus/verse"
)

// FormOf returns the form of a poem and, of a 词, its tune, as verse.FormOf does
// and where that leaves it open by what the text shows: clauses to a tune, or
// long verse that is regulated. Both are "" where nothing shows. What a person
// wrote comes before it.
func FormOf(title, written, body string) (form corpus.Form, of string) {
	form = verse.FormOf(title, written, body)
	if form != "" && form != corpus.FormGufeng {
		return form, ""
	}
	clauses, cut := clause.Read(body)
	if cut {
		return form, ""
	}
	if form == corpus.FormGufeng {
		if len(clauses) >= 10 && metre.Suits(clauses) && metre.Check(clauses, rhyme.Pingshui).Regular() {
			form = corpus.FormPailu
		}
		return form, ""
	}
	if match := recognise(clauses); match.Form != nil {
		return corpus.FormCi, match.Form.Tune.Names[0]
	}
	return "", ""
}

// surely is what a text must score to be called a 词 that nobody called so.
const surely = 0.86

// fewest is how many characters a text must have for that: many a short text
// has the clauses of some tune.
const fewest = 23

func recognise(clauses []clause.Clause) tune.Match {
	chars := 0
	for _, c := range clauses {
		chars += len(c.Chars)
	}
	if chars < fewest || clause.Even(clauses) > 0 {
		return tune.Match{}
	}
	if match := tune.RecogniseExact(clauses, rhyme.Cilin); match.Score >= surely {
		return match
	}
	return tune.Match{}
}

// formOf is FormOf for a check, which sees notes in brackets apart and several
// poems under one title: verse of a regulated shape is checked as such, and
// found to be old-style by its faults.
func formOf(p Poem, of string, clauses []clause.Clause) corpus.Form {
	form, _ := FormOf(p.Title, of, p.Body)
	if (form == "" || form == corpus.FormGufeng) && metre.Suits(clauses) {
		return cmp.Or(regulatedOf(clauses, len(clauses)), regulatedOf(clauses, evenStanzas(clauses)), form)
	}
	return form
}

// regulatedOf returns the form of so many of the clauses, "" for none.
func regulatedOf(clauses []clause.Clause, n int) corpus.Form {
	length := clause.Even(clauses)
	for _, form := range corpus.Forms() {
		if shape, ok := shapes[form]; ok && shape.length == length && shape.clauses == n {
			return form
		}
	}
	return ""
}

// evenStanzas returns how many clauses each stanza has where all have as many
// and there are several, otherwise 0.
func evenStanzas(clauses []clause.Clause) int {
	counts := map[int]int{}
	for _, c := range clauses {
		counts[c.Stanza]++
	}
	first := counts[clauses[0].Stanza]
	if len(counts) < 2 || first*len(counts) != len(clauses) {
		return 0
	}
	for _, n := range counts {
		if n != first {
			return 0
		}
	}
	return first
}
