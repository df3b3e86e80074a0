package corpus

import "strings"

// Line is one line of a poem (诗行).
type Line struct {
	N      int // from 1, counting lines with text only
	Stanza int // from 1; an empty line in the body starts the next
	Text   string
}

// SplitLines cuts a body at its line ends. Blank lines part stanzas and are
// not lines themselves.
func SplitLines(body string) []Line {
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
