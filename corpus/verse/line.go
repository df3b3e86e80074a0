package verse

import "strings"

// Line is one line of a poem (诗行).
type Line struct {
	N      int // from 1, counting lines with text only
	Stanza int // from 1; an empty line in the body starts the next
	Text   string
}

// Lines cuts a body at its line ends. Blank lines part stanzas and are not
// lines themselves.
func Lines(body string) []Line {
	var lines []Line
	stanza, open := 1, false
	for text := range strings.SplitSeq(body, "\n") {
		if strings.TrimSpace(text) == "" {
			if open {
				stanza, open = stanza+1, false
			}
			continue
		}
		open = true
		lines = append(lines, Line{N: len(lines) + 1, Stanza: stanza, Text: text})
	}
	return lines
}

// Stanzas parts lines, which must be in their order, by the stanza they are
// of.
func Stanzas(lines []Line) [][]Line {
	var stanzas [][]Line
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && lines[end].Stanza == lines[start].Stanza {
			end++
		}
		stanzas = append(stanzas, lines[start:end])
		start = end
	}
	return stanzas
}

// Clauses cuts the line into its clauses.
func (l Line) Clauses() []Clause { return Clauses(l.Text) }
