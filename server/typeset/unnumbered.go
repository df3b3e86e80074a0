package typeset

// Unnumbered takes the numbers from the lines: an element's id may be on a
// page only once, and here are many poems.
func Unnumbered(v Verse) Verse {
	for _, g := range v.Groups {
		for i := range g.Lines {
			g.Lines[i].N = 0
		}
	}
	return v
}
