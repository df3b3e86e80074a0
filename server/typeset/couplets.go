package typeset

import "shiyun/corpus"

// InCouplets reports whether poems of a form are read by couplets.
func InCouplets(form corpus.Form) bool {
	shape := shapes[form]
	return shape == shapeCouplets || shape == shapePair
}

// OtherHalves returns, by the number of each line of a couplet, the other line
// of it.
func OtherHalves(p corpus.Poem) map[int]Line {
	groups := Versify(p).Groups
	if shapes[p.Form] == shapePair && len(groups) == 2 { // two sides of a line each are a couplet
		groups = []Group{{Lines: append(append([]Line{}, groups[0].Lines...), groups[1].Lines...)}}
	}
	others := map[int]Line{}
	for _, g := range groups {
		if InCouplets(p.Form) && len(g.Lines) == 2 {
			others[g.Lines[0].N], others[g.Lines[1].N] = g.Lines[1], g.Lines[0]
		}
	}
	return others
}
