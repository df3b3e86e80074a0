package quality

import "shiyun/corpus/script"

func (g *generator) simplified(p *Poem) (Case, bool) { return g.otherScript(p, script.Simplified) }

func (g *generator) traditional(p *Poem) (Case, bool) { return g.otherScript(p, script.Traditional) }

// otherScript asks in the script the poem is not in. Both scripts must find
// equally many; a quoted one the true number.
func (g *generator) otherScript(p *Poem, convert func(string) string) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	run := g.part(text, 2+g.IntN(len(text)-1))
	other := convert(run)
	if other == run || g.fold(other) != g.fold(run) {
		return Case{}, false // the other script does not differ, or stands for more than one
	}
	right := g.anywhere(run)
	c, _ := g.finding(other, run, right)
	c.AtLeast, c.Same = len(c.Right), run
	if g.IntN(2) == 0 {
		c.Query, c.Same, c.Total = `"`+other+`"`, `"`+run+`"`, len(c.Right)
	}
	return c, true
}

func (g *generator) fold(s string) string { return g.folder.fold(s) }

// kangxi types radicals that look like characters, as text copied from a PDF
// or entered by a handwriting keyboard has them.
func (g *generator) kangxi(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	meant := string(text)
	if g.IntN(2) == 0 {
		meant = g.part(text, 3+g.IntN(len(text)-3))
	}
	lookalikes := kangxiRadicals()
	if g.IntN(4) == 0 {
		lookalikes = compatibility()
	}
	query, changed := []rune(meant), false
	for i, r := range query {
		if radical, ok := lookalikes[r]; ok {
			query[i], changed = radical, true
		}
	}
	if !changed {
		return Case{}, false
	}
	return g.finding(string(query), meant, g.anywhere(meant))
}
