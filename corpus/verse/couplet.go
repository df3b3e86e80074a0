package verse

// Couplets pairs the lines of a stanza of regulated verse, except where a line
// already holds both halves, as texts copied from books often do. The last
// line of an odd number stands alone.
func Couplets(stanza []Line) [][]Line {
	var couplets [][]Line
	for start := 0; start < len(stanza); {
		end := start + 1
		if end < len(stanza) && len(stanza[start].Clauses()) == 1 {
			end++
		}
		couplets = append(couplets, stanza[start:end])
		start = end
	}
	return couplets
}

// Sides parts a 楹联 into its upper and lower side: two stanzas are the sides,
// otherwise the halves of its lines. A text of one line has one side, and of
// more than two stanzas each is returned as it is.
func Sides(lines []Line) [][]Line {
	stanzas := Stanzas(lines)
	if len(stanzas) != 1 || len(lines) < 2 {
		return stanzas
	}
	half := (len(lines) + 1) / 2
	return [][]Line{lines[:half], lines[half:]}
}
