package quality

import (
	"strings"
	"unicode"

	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// clause is what people remember by: the text between two marks.
type clause struct {
	text []rune
	line int
}

// clean reports whether a body is Han and common punctuation alone. Editors'
// marks, lacunae and notes in brackets are not remembered, so cases are
// made from clean poems; the counts are over all.
func clean(body string) bool {
	for _, r := range body {
		fullWidth := r > unicode.MaxLatin1 && verse.MarkOf(r).Has(verse.EndsClause|verse.Pauses|verse.Introduces)
		if r != '\n' && !unicode.Is(unicode.Han, r) && !fullWidth {
			return false
		}
	}
	return true
}

// clauses cuts a clean poem, whose runs are its clauses.
func (p *Poem) clauses() []clause {
	var all []clause
	for i, line := range strings.Split(p.Body, "\n") {
		for _, run := range fold.Runs(line) {
			all = append(all, clause{[]rune(run.Raw), i})
		}
	}
	return all
}

// clause returns one of the poem's clauses of a memorable length.
func (g *generator) clause(p *Poem, least int) ([]rune, bool) {
	var fit [][]rune
	for _, c := range p.clauses() {
		if len(c.text) >= least && len(c.text) <= 12 {
			fit = append(fit, c.text)
		}
	}
	if len(fit) == 0 {
		return nil, false
	}
	return fit[g.IntN(len(fit))], true
}

// couplet returns two neighbouring clauses of one line, or of two where
// acrossLines.
func (g *generator) couplet(p *Poem, least int, acrossLines bool) (a, b []rune, ok bool) {
	all := p.clauses()
	var fit []int
	for i := range all[:max(0, len(all)-1)] {
		x, y := all[i], all[i+1]
		if min(len(x.text), len(y.text)) >= least && max(len(x.text), len(y.text)) <= 12 && (x.line != y.line) == acrossLines {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return nil, nil, false
	}
	i := fit[g.IntN(len(fit))]
	return all[i].text, all[i+1].text, true
}

// part cuts n neighbouring characters out of a clause.
func (g *generator) part(text []rune, n int) string {
	at := g.IntN(len(text) - n + 1)
	return string(text[at : at+n])
}

// word guesses a word of a clause: two characters where verse has its
// caesuras.
func (g *generator) word(text []rune) string {
	at := 2 * g.IntN(len(text)/2)
	if len(text)%2 == 1 && g.IntN(3) == 0 {
		at = len(text) - 2
	}
	return string(text[at : at+2])
}
